"""Painter of a journal row: direction, caller, outcome and time; in the wide form also number, person and length."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_columns import PAD_PX, JournalColumns, narrow_columns, wide_columns
from softphone.ui.journal.journal_text import is_open_missed, journal_icon, journal_name_variants, journal_outcome
from softphone.ui.journal.page_model import DayHeading
from softphone.ui.text.time_format import clock, running
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile
from softphone.ui.widgets.lists.list_background import paint_focus, paint_ground
from softphone.ui.widgets.lists.row_model import ROW_ROLE, Index
from softphone.ui.widgets.lists.row_text import LEFT, RIGHT, draw_text, fitting_text


class JournalDelegate(QStyledItemDelegate):
    """`own_initials` mark calls for no leader; `with_tile` is False while all rows are of one leader."""

    def __init__(self, wide: bool) -> None:
        super().__init__()
        self._wide = wide
        self._font: FontName = "body" if wide else "label"
        self.own_initials = ""
        self.with_tile = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line_px = QFontMetrics(theme().font("body")).height()
        if isinstance(index.data(ROW_ROLE), DayHeading):
            return QSize(0, line_px + 18)
        return QSize(0, max(44, line_px + 18) if self._wide else max(theme().size("journalRow"), line_px + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: JournalRow | DayHeading = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, DayHeading):
            draw_text(painter, option.rect.adjusted(PAD_PX, 4, 0, 0), item.text, "head", "text2")
        elif self._wide:
            paint_ground(painter, option)
            self._paint_row(painter, wide_columns(option.rect, self.with_tile), item)
        else:
            _paint_narrow_ground(painter, option)
            self._paint_row(painter, narrow_columns(option.rect.adjusted(0, 0, -self._gap_px(), 0)), item)
        painter.restore()

    def _gap_px(self) -> int:
        """Between the time and the scroll bar, where there is one."""
        view = self.parent()
        return 6 if isinstance(view, QAbstractItemView) and view.verticalScrollBar().isVisible() else 0

    def _paint_row(self, painter: QPainter, columns: JournalColumns, row: JournalRow) -> None:
        missed = is_open_missed(row)
        paint_icon(painter, columns.icon, journal_icon(row), theme().color("end" if missed else "text2"))
        name_font: FontName = "strong" if missed else "body"
        name = fitting_text(journal_name_variants(row), name_font, columns.name.width())
        draw_text(painter, columns.name, name, name_font, "end" if missed else "text", is_name=bool(row.headline))
        if columns.tile is not None:
            self._paint_leader(painter, columns.tile, row)
        self._paint_outcome(painter, columns.outcome, row)
        length = running(row.duration_s) if row.duration_s is not None else "–"
        self._paint_detail(painter, columns.number, (row.detail if row.headline else "") or "–", tabular=True)
        self._paint_detail(painter, columns.answered_by, row.answered_by or "–")
        self._paint_detail(painter, columns.length, length, RIGHT, tabular=True)
        self._paint_detail(painter, columns.time, clock(row.started_at_s), RIGHT, tabular=True)

    def _paint_leader(self, painter: QPainter, tile: QRectF, row: JournalRow) -> None:
        if row.leader is not None:
            paint_tile(painter, tile, row.leader.initials, row.leader.colour, True)
        else:
            paint_tile(painter, tile, self.own_initials, NEUTRAL, True)

    def _paint_outcome(self, painter: QPainter, room: QRect, row: JournalRow) -> None:
        """The wide row has a column for the length of a conversation."""
        is_call_back = row.promised_until_s is not None and not row.done
        variants = journal_outcome(row)
        if self._wide and row.duration_s is not None and not is_call_back:
            variants = variants[-1:]
        text = fitting_text(variants, self._font, room.width())
        draw_text(painter, room, text, self._font, "text" if self._wide else "text2")

    def _paint_detail(
        self, painter: QPainter, room: QRect | None, text: str, align: int = LEFT, tabular: bool = False
    ) -> None:
        if room is not None:
            draw_text(painter, room, text, self._font, "text2", align, tabular)


def _paint_narrow_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    rect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        paint_focus(painter, option, QRectF(rect).adjusted(0, 1, 0, -2))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("hairline"))
