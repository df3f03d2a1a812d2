"""The table of filter criteria: as high as its rows; Space switches, Return edits, Delete deletes."""

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QSizePolicy, QTableView, QWidget

from softphone.domain.executive.draft import Draft
from softphone.ui.group_editor.filter.criteria_delegate import LEFT_PX, ROW_PX, CriteriaDelegate
from softphone.ui.group_editor.filter.criteria_model import ROW_ROLE, Column, CriteriaModel, CriterionRow, Index
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_SHRINKING = (Column.EFFECT, Column.CALLS_FROM, Column.TIME)
_LEAST_NAME_EM = 7.5
_LEAST_PX = 84


class _Head(QHeaderView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setFixedHeight(32)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        painter.save()
        painter.fillRect(rect, theme().color("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("hairline"))
        painter.setFont(theme().font("head"))
        painter.setPen(theme().color("text2"))
        words = self.model().headerData(index, Qt.Orientation.Horizontal)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect.adjusted(LEFT_PX, 0, 0, 0), left, str(words or ""))
        painter.restore()


class CriteriaTable(TranslatedWidget, QTableView):
    """Wishes only; what is shown follows `show_draft`."""

    switched = Signal(str, bool)
    details_asked = Signal(str)
    edit_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criteria = CriteriaModel(self)
        self.cells = CriteriaDelegate(self)
        self.setModel(self.criteria)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(_Head(self))
        self._dress()
        self.criteria.switched.connect(self.switched)
        self.cells.menu_asked.connect(self.on_menu_asked)
        self.doubleClicked.connect(self.on_double_clicked)
        theme().changed.connect(self.viewport().update)

    def show_draft(self, draft: Draft, deciding: str | None) -> None:
        """The current row stays with its criterion."""
        name = self.current_name()
        count = len(self.criteria.rows)
        self.criteria.show_draft(draft, deciding)
        if count != len(self.criteria.rows):
            self.select(name)
        self._fit()

    def current_name(self) -> str:
        row: CriterionRow | None = self.currentIndex().data(ROW_ROLE)
        return row.name if row is not None else ""

    def select(self, name: str) -> None:
        row = next((i for i, r in enumerate(self.criteria.rows) if r.name == name), -1)
        if row >= 0:
            self.setCurrentIndex(self.criteria.index(row, Column.NAME))

    def row_rect(self, index: Index) -> QRect:
        first = self.visualRect(self.criteria.index(index.row(), 0))
        return first.united(self.visualRect(self.criteria.index(index.row(), len(Column) - 1)))

    def on_double_clicked(self, index: Index) -> None:
        if index.column() not in (Column.ACTIVE, Column.MENU):
            self.edit_asked.emit(self.current_name())

    def on_menu_asked(self, name: str, place: QPoint) -> None:
        menu = self.menu_for(name)
        menu.popup(place)

    def menu_for(self, name: str) -> QMenu:
        """Details, Bearbeiten, Löschen, as on the portal's page."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, signal in (
            (translate("CriteriaTable", "Details"), self.details_asked),
            (translate("CriteriaTable", "Edit"), self.edit_asked),
            (translate("CriteriaTable", "Delete"), self.delete_asked),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, told=signal: told.emit(name))
            menu.addAction(action)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row: CriterionRow | None = self.currentIndex().data(ROW_ROLE)
        key = event.key()
        if row is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.switched.emit(row.name, not row.active)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit(row.name)
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit(row.name)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        name = self.current_name()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            below = self.row_rect(self.currentIndex()).bottomLeft()
            self.on_menu_asked(name, self.viewport().mapToGlobal(below)) if name else None
        elif (row := self.indexAt(event.pos()).data(ROW_ROLE)) is not None:
            self.on_menu_asked(row.name, event.globalPos())

    def retranslate(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(500, self._whole_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self._whole_height())

    def _dress(self) -> None:
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_PX)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTableView { background: transparent; border: none; }")

    def _whole_height(self) -> int:
        rows = sum(self.rowHeight(row) for row in range(len(self.criteria.rows)))
        return self.horizontalHeader().height() + rows

    def _fit(self) -> None:
        """Texts wrap where the window is narrow; nothing is cut off and nothing scrolls sideways."""
        fixed = self.sizeHintForColumn(Column.ACTIVE) or 56
        menu = 40
        least = round(_LEAST_NAME_EM * QFontMetrics(theme().font("strong")).height())
        room = self.viewport().width() - fixed - menu - least
        natural = [max(self.sizeHintForColumn(c), self._head_width(c), _LEAST_PX) for c in _SHRINKING]
        shrink = min(1.0, max(room, 3 * _LEAST_PX) / max(sum(natural), 1))
        widths = [int(width * shrink) for width in natural]
        for column, width in zip(_SHRINKING, widths, strict=True):
            self.setColumnWidth(column, width)
        self.setColumnWidth(Column.ACTIVE, fixed)
        self.setColumnWidth(Column.MENU, menu)
        self.setColumnWidth(Column.NAME, max(least, self.viewport().width() - fixed - menu - sum(widths)))
        self.resizeRowsToContents()
        self.updateGeometry()

    def _head_width(self, column: Column) -> int:
        words = str(self.criteria.headerData(column, Qt.Orientation.Horizontal))
        return self.fontMetrics().horizontalAdvance(words) + LEFT_PX + 12
