"""Paints one journal row: direction, caller, tab, outcome in words, time."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import is_open_missed, journal_icon, journal_name, journal_outcome
from softphone.ui.journal.recent_model import ROW_ROLE
from softphone.ui.text.time_format import clock
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NAME_X_PX = 26
_TILE_PX = 20


class RecentDelegate(QStyledItemDelegate):
    """`own_initials` mark calls that are no leader's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.own_initials = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(theme().size("journalRow"), QFontMetrics(theme().font("body")).height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: JournalRow = index.data(ROW_ROLE)
        painter.save()
        self._paint_ground(painter, option)
        rect = option.rect.adjusted(0, 0, -self._gap_px(), 0)
        self._paint_caller(painter, rect, row)
        self._paint_outcome(painter, rect, row)
        painter.restore()

    def _gap_px(self) -> int:
        """Between the time and the scroll bar, where there is one."""
        view = self.parent()
        return 6 if isinstance(view, QAbstractItemView) and view.verticalScrollBar().isVisible() else 0

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().color("focus"), 2.0))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 2, -1, -3), 6, 6)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("hairline"))

    def _paint_caller(self, painter: QPainter, rect: QRect, row: JournalRow) -> None:
        missed = is_open_missed(row)
        tone = theme().color("end" if missed else "text")
        icon_tone = tone if missed else theme().color("text2")
        icon = QRectF(rect.left(), rect.center().y() - 7, 16, 16)
        paint_icon(painter, icon, journal_icon(row), icon_tone)
        painter.setFont(theme().font("strong" if missed else "body"))
        painter.setPen(tone)
        room = rect.adjusted(_NAME_X_PX, 0, 0, 0)
        room.setRight(_tile_x(rect) - 10)
        name = QFontMetrics(painter.font()).elidedText(journal_name(row), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, name)

    def _paint_outcome(self, painter: QPainter, rect: QRect, row: JournalRow) -> None:
        left = _tile_x(rect)
        tile = QRectF(left, rect.center().y() - _TILE_PX // 2, _TILE_PX, _TILE_PX)
        if row.leader is not None:
            paint_tile(painter, tile, row.leader.initials, row.leader.colour, True)
        else:
            paint_tile(painter, tile, self.own_initials, NEUTRAL, True)
        painter.setPen(theme().color("text2"))
        painter.setFont(theme().font("label"))
        start = left + _TILE_PX + 10
        room = QRect(start, rect.top(), rect.right() - _time_width() - start, rect.height())
        painter.drawText(room, _LEFT, _fitting(journal_outcome(row), QFontMetrics(painter.font()), room.width()))
        painter.setFont(theme().font("label", tabular=True))
        painter.drawText(rect, _RIGHT, clock(row.started_at_s))


def _tile_x(rect: QRect) -> int:
    """About half the row for the caller; the outcome never gets less than its usual words need."""
    return rect.left() + min(max(rect.width() * 457 // 1000, 208), rect.width() - 165)


def _time_width() -> int:
    return QFontMetrics(theme().font("label", tabular=True)).horizontalAdvance("00:00") + 12


def _fitting(variants: tuple[str, ...], metrics: QFontMetrics, width: int) -> str:
    fitting = (text for text in variants if metrics.horizontalAdvance(text) <= width)
    return next(fitting, metrics.elidedText(variants[-1], Qt.TextElideMode.ElideRight, width))
