"""Paints a row of the whole journal: direction, caller, number, outcome, who answered, how long, when."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import is_open_missed, journal_icon, journal_name, journal_outcome
from softphone.ui.journal.page_model import ROW_ROLE, DayHead
from softphone.ui.text.time_format import clock, running
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile
from softphone.ui.widgets.lists.list_background import paint_ground

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_ICON_X_PX, _NAME_X_PX, _PAD_PX, _TILE_PX = 12, 40, 12, 20
_TIME_PX, _LENGTH_PX = 48, 52
_NUMBER_FROM_PX, _WHO_FROM_PX = 560, 700


class PageDelegate(QStyledItemDelegate):
    """Narrow: the number, then who answered are left out whole; a name is the only text that is shortened."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self.own_initials = ""
        self.with_tile = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(theme().font("body")).height()
        is_head = isinstance(index.data(ROW_ROLE), DayHead)
        return QSize(0, height + 18 if is_head else max(44, height + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, DayHead):
            _paint_head(painter, option.rect, item)
        elif isinstance(item, JournalRow):
            paint_ground(painter, option)
            self._paint_row(painter, option.rect, item)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, row: JournalRow) -> None:
        tone = "end" if is_open_missed(row) else "text"
        icon = QRectF(rect.left() + _ICON_X_PX, rect.center().y() - 7, 16, 16)
        paint_icon(painter, icon, journal_icon(row), theme().color(tone if tone == "end" else "text2"))
        right = self._paint_end(painter, rect, row)
        room = QRect(rect.left() + _NAME_X_PX, rect.top(), right - rect.left() - _NAME_X_PX, rect.height())
        number_px = QFontMetrics(theme().font("body", tabular=True)).horizontalAdvance("0000 0000000000") + 12
        wide = rect.width() >= _NUMBER_FROM_PX
        name_px = (room.width() - (number_px if wide else 0)) * 46 // 100
        _text(painter, QRect(room.left(), room.top(), name_px - 12, room.height()), journal_name(row), tone, True)
        left = room.left() + name_px
        if wide:
            number = (row.detail if row.headline else "") or "–"
            _text(painter, QRect(left, room.top(), number_px - 8, room.height()), number, "text2", tabular=True)
            left += number_px
        self._paint_outcome(painter, QRect(left, room.top(), room.right() - left, room.height()), row)

    def _paint_outcome(self, painter: QPainter, room: QRect, row: JournalRow) -> None:
        if self.with_tile:
            tile = QRectF(room.left(), room.center().y() - _TILE_PX // 2, _TILE_PX, _TILE_PX)
            initials, colour = (
                (row.leader.initials, row.leader.colour) if row.leader else (self.own_initials, NEUTRAL)
            )
            paint_tile(painter, tile, initials, colour, True)
            room = room.adjusted(_TILE_PX + 10, 0, 0, 0)
        words = journal_outcome(row)[-1:] if _is_spoken(row) else journal_outcome(row)
        metrics = QFontMetrics(theme().font("body"))
        fitting = next((text for text in words if metrics.horizontalAdvance(text) <= room.width()), words[-1])
        _text(painter, room, fitting, "text", elide=True)

    def _paint_end(self, painter: QPainter, rect: QRect, row: JournalRow) -> int:
        """Time, length and who, from the right; where what is left begins."""
        right = rect.right() - _PAD_PX
        _text(painter, QRect(right - _TIME_PX, rect.top(), _TIME_PX, rect.height()), clock(row.started_at_s), "text2",
              tabular=True, right=True)  # fmt: skip
        right -= _TIME_PX
        spoken = running(row.duration_s) if row.duration_s is not None else "–"
        place = QRect(right - _LENGTH_PX - 8, rect.top(), _LENGTH_PX, rect.height())
        _text(painter, place, spoken, "text2", tabular=True, right=True)
        right -= _LENGTH_PX + 16
        if rect.width() >= _WHO_FROM_PX:
            who_px = rect.width() * 14 // 100
            place = QRect(right - who_px, rect.top(), who_px - 8, rect.height())
            _text(painter, place, row.answered_by or "–", "text2", elide=True)
            right -= who_px + 8
        return right


def _is_spoken(row: JournalRow) -> bool:
    """How long stands in a column of its own."""
    return row.duration_s is not None and (row.promised_until_s is None or row.done)


def _text(
    painter: QPainter, room: QRect, text: str, tone: str, elide: bool = False, tabular: bool = False,
    right: bool = False,
) -> None:  # fmt: skip
    painter.setFont(theme().font("strong" if tone == "end" else "body", tabular))
    painter.setPen(theme().color(tone))
    if elide:
        text = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _RIGHT if right else _LEFT, text)


def _paint_head(painter: QPainter, rect: QRect, head: DayHead) -> None:
    painter.setFont(theme().font("head"))
    painter.setPen(theme().color("text2"))
    painter.drawText(rect.adjusted(_ICON_X_PX, 4, 0, 0), _LEFT, head.words)
