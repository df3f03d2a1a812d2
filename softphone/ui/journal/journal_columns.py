"""Columns of a journal row: narrow for the main window, wide for the journal's own window."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF

from softphone.ui.widgets.lists.row_text import text_width

PAD_PX = 12
_ICON_PX, _TILE_PX = 16, 20
_WIDE_NAME_PX, _TIME_PX, _LENGTH_PX = 40, 48, 52
_NUMBER_FROM_PX, _ANSWERED_BY_FROM_PX = 560, 700


@dataclass(frozen=True, slots=True)
class JournalColumns:
    """Rectangles in the view's coordinates; None for a column that is not shown."""

    icon: QRectF
    name: QRect
    tile: QRectF | None
    outcome: QRect
    time: QRect
    number: QRect | None = None
    answered_by: QRect | None = None
    length: QRect | None = None


def narrow_columns(row: QRect) -> JournalColumns:
    """About half the row for the caller; the outcome always has room for its usual text."""
    tile_x = row.left() + min(max(row.width() * 457 // 1000, 208), row.width() - 165)
    outcome_x = tile_x + _TILE_PX + 10
    time_px = text_width("00:00", "label", tabular=True) + 12
    return JournalColumns(
        icon=_icon(row, row.left()),
        name=QRect(row.left() + 26, row.top(), tile_x - row.left() - 35, row.height()),
        tile=_tile(row, tile_x),
        outcome=QRect(outcome_x, row.top(), row.right() - time_px - outcome_x, row.height()),
        time=row,
    )


def wide_columns(row: QRect, with_tile: bool) -> JournalColumns:
    """Where room is scarce, the column of the answering person is left out first, then that of the number."""
    time_x = row.right() - PAD_PX - _TIME_PX
    length_x = time_x - _LENGTH_PX - 8
    answered_px = row.width() * 14 // 100 if row.width() >= _ANSWERED_BY_FROM_PX else 0
    right = length_x - 8 - (answered_px + 8 if answered_px else 0)
    number_px = text_width("0000 0000000000", "body", tabular=True) + 12 if row.width() >= _NUMBER_FROM_PX else 0
    name_x = row.left() + _WIDE_NAME_PX
    number_x = name_x + (right - name_x - number_px) * 46 // 100
    tile_x = number_x + number_px
    outcome_x = tile_x + _TILE_PX + 10 if with_tile else tile_x

    def column(x: int, width_px: int) -> QRect:
        return QRect(x, row.top(), width_px, row.height())

    return JournalColumns(
        icon=_icon(row, row.left() + PAD_PX),
        name=column(name_x, number_x - name_x - 12),
        tile=_tile(row, tile_x) if with_tile else None,
        outcome=column(outcome_x, right - 1 - outcome_x),
        time=column(time_x, _TIME_PX),
        number=column(number_x, number_px - 8) if number_px else None,
        answered_by=column(right + 8, answered_px - 8) if answered_px else None,
        length=column(length_x, _LENGTH_PX),
    )


def _icon(row: QRect, x: int) -> QRectF:
    return QRectF(x, row.center().y() - 7, _ICON_PX, _ICON_PX)


def _tile(row: QRect, x: int) -> QRectF:
    return QRectF(x, row.center().y() - _TILE_PX // 2, _TILE_PX, _TILE_PX)
