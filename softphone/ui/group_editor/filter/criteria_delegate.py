"""Paints one cell of the criteria table and turns a click on its box or its menu dots into a wish."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from softphone.ui.group_editor.filter.criteria_model import ROW_ROLE, Column, CriterionRow, Index
from softphone.ui.text.criterion_text import only_called_words
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme

ROW_PX = 40
LEFT_PX = 12
_ICON_PX = 16
_TEXT_AFTER_ICON_PX = 20
_SPINE_PX = 4
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class CriteriaDelegate(QStyledItemDelegate):
    """`menu_asked(name, global place)`; the box goes through the model."""

    menu_asked = Signal(str, QPoint)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: CriterionRow = index.data(ROW_ROLE)
        column = Column(index.column())
        width = _natural_width(row, column)
        room = option.rect.width() if option.rect.width() > 0 else width
        return QSize(width, max(ROW_PX, _height(row, column, room)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CriterionRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index, row)
        match Column(index.column()):
            case Column.ACTIVE:
                self._paint_box(painter, option, row)
            case Column.NAME:
                _paint_name(painter, option.rect, row)
            case Column.MENU:
                place = QRectF(_middle(option.rect, _ICON_PX))
                paint_icon(painter, place, "dots-three-bold", theme().color("text"))
            case column:
                _paint_cell(painter, option.rect, row, column)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.LeftButton:
            return False
        if event.type() is not QEvent.Type.MouseButtonRelease:
            return False
        row: CriterionRow = index.data(ROW_ROLE)
        if index.column() == Column.ACTIVE:
            wish = Qt.CheckState.Unchecked if row.active else Qt.CheckState.Checked
            return model.setData(index, wish, Qt.ItemDataRole.CheckStateRole)
        if index.column() == Column.MENU:
            self.menu_asked.emit(row.name, event.globalPosition().toPoint())
            return True
        return False

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: CriterionRow) -> None:
        rect = option.rect
        if row.deciding:
            painter.fillRect(rect, theme().color("selected"))
            if index.column() == 0:
                painter.fillRect(rect.left(), rect.top(), _SPINE_PX, rect.height(), theme().color("ink"))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme().color("hover"))
        if index.row() + 1 < index.model().rowCount():
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("hairline"))
        self._paint_focus(painter, option, index)

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if view is None or not view.hasFocus() or not option.state & QStyle.StateFlag.State_Selected:
            return
        if not view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return
        painter.setPen(QPen(theme().color("focus"), 2.0))
        whole = view.row_rect(index)  # type: ignore[attr-defined]
        painter.setClipRect(option.rect)
        painter.drawRoundedRect(QRectF(whole).adjusted(2, 2, -2, -2), 6, 6)
        painter.setClipping(False)

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, row: CriterionRow) -> None:
        box = QStyleOptionButton()
        box.state = QStyle.StateFlag.State_Enabled
        box.state |= QStyle.StateFlag.State_On if row.active else QStyle.StateFlag.State_Off
        box.rect = QRect(option.rect.left() + LEFT_PX, option.rect.center().y() - 7, _ICON_PX, _ICON_PX)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, option.widget)


def _paint_name(painter: QPainter, rect: QRect, row: CriterionRow) -> None:
    below = only_called_words(row.criterion) if row.criterion else ""
    font, room = _font(row, Column.NAME), rect.adjusted(LEFT_PX, 2, -LEFT_PX, -3)
    painter.setFont(font)
    painter.setPen(theme().color("text" if row.active else "text3"))
    if not below:
        painter.drawText(room, _WRAP, row.name)
        return
    small = theme().font("caption")
    needed = _text_height(small, below, room.width())
    painter.drawText(room.adjusted(0, 0, 0, -needed), _WRAP, row.name)
    painter.setFont(small)
    painter.setPen(theme().color("text2" if row.active else "text3"))
    painter.drawText(room.adjusted(0, room.height() - needed, 0, 0), _WRAP, below)


def _paint_cell(painter: QPainter, rect: QRect, row: CriterionRow, column: Column) -> None:
    tone = theme().color("text" if row.active else "text3")
    left = LEFT_PX
    if column is Column.EFFECT and row.criterion is not None:
        sends = row.criterion.send_to_assistants
        icon = QRectF(rect.left() + LEFT_PX, rect.center().y() - 6, 14, 14)
        color = theme().color("end") if not sends and row.active else tone
        paint_icon(painter, icon, "arrow-right" if sends else "prohibit", color)
        left += _TEXT_AFTER_ICON_PX
    painter.setFont(_font(row, column))
    painter.setPen(tone)
    painter.drawText(rect.adjusted(left, 2, -4, -3), _WRAP, row.text(column))


def _font(row: CriterionRow, column: Column) -> QFont:
    return theme().font("strong" if column is Column.NAME and row.active else "body")


def _natural_width(row: CriterionRow, column: Column) -> int:
    if column is Column.ACTIVE or column is Column.MENU:
        return 56 if column is Column.ACTIVE else 40
    text = QFontMetrics(_font(row, column)).horizontalAdvance(row.text(column))
    return text + LEFT_PX + 8 + (_TEXT_AFTER_ICON_PX if column is Column.EFFECT else 0)


def _height(row: CriterionRow, column: Column, width: int) -> int:
    if column is Column.ACTIVE or column is Column.MENU:
        return ROW_PX
    room = width - LEFT_PX - (LEFT_PX if column is Column.NAME else 4)
    room -= _TEXT_AFTER_ICON_PX if column is Column.EFFECT else 0
    height = _text_height(_font(row, column), row.text(column), room)
    if column is Column.NAME and row.criterion and (below := only_called_words(row.criterion)):
        height += _text_height(theme().font("caption"), below, room)
    return height + 6


def _text_height(font: QFont, text: str, width: int) -> int:
    return QFontMetrics(font).boundingRect(0, 0, max(width, 30), 10_000, _WRAP, text).height()


def _middle(rect: QRect, side: int) -> QRect:
    return QRect(rect.center().x() - side // 2, rect.center().y() - side // 2, side, side)
