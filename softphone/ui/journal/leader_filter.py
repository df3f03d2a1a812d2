"""Entries at the left of the journal: all leaders, each leader with the calls and the missed ones, own calls."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from softphone.services.state.groups import LeaderRef
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile
from softphone.ui.widgets.lists.side_list import SideDelegate, draw_count


@dataclass(frozen=True, slots=True)
class FilterEntry:
    """One entry; `leader_id` is None for all calls, empty for own calls."""

    leader_id: str | None
    name: str
    count: int
    missed: int
    ref: LeaderRef | None = None
    initials: str = ""

    @property
    def key(self) -> str | None:
        return self.leader_id


class LeaderFilterDelegate(SideDelegate[FilterEntry]):
    def paint_sign(self, painter: QPainter, rect: QRect, entry: FilterEntry) -> None:
        sign_rect = QRectF(rect.left() + 10, rect.center().y() - 11, 24, 24)
        if entry.leader_id is None:
            paint_icon(painter, sign_rect.adjusted(4, 4, -4, -4), "list", theme().color("text"))
        elif entry.ref is not None:
            paint_tile(painter, sign_rect, entry.ref.initials, entry.ref.colour, True, entry.ref.double_spine)
        else:
            paint_tile(painter, sign_rect, entry.initials, NEUTRAL, True)

    def paint_counts(self, painter: QPainter, rect: QRect, entry: FilterEntry) -> int:
        taken_px = super().paint_counts(painter, rect, entry)
        if not entry.missed or entry.leader_id is None:
            return taken_px
        taken_px += draw_count(painter, rect, entry.missed, taken_px, "head", "end") + 4
        icon = QRectF(rect.right() - taken_px - 12, rect.center().y() - 6, 13, 13)
        paint_icon(painter, icon, "phone-x-fill", theme().color("end"))
        return taken_px + 18
