"""Entries at the left of the contacts: all, favourites, and each source with its count."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.lists.side_list import SideDelegate


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry; `source` is None for all contacts and for the favourites."""

    source: str | None
    name: str
    icon: str
    count: int
    favourites: bool = False
    failed: bool = False
    busy: bool = False

    @property
    def key(self) -> tuple[str | None, bool]:
        return self.source, self.favourites


class SourceDelegate(SideDelegate[SourceEntry]):
    def paint_sign(self, painter: QPainter, rect: QRect, entry: SourceEntry) -> None:
        icon = "warning-circle-fill" if entry.failed else "hourglass-medium" if entry.busy else entry.icon
        icon_rect = QRectF(rect.left() + 12, rect.center().y() - 7, 16, 16)
        paint_icon(painter, icon_rect, icon, theme().color("end" if entry.failed else "text2"))
