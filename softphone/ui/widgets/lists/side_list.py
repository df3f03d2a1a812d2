"""Entries at the left of the contacts and journal windows: sign, name and count."""

from collections.abc import Hashable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.lists.list_background import paint_chosen, paint_focus
from softphone.ui.widgets.lists.plain_list import PlainList
from softphone.ui.widgets.lists.row_model import ROW_ROLE, Index, RowModel
from softphone.ui.widgets.lists.row_text import RIGHT, draw_text


class SideEntry(Protocol):
    """`key` identifies an entry while its count changes."""

    @property
    def key(self) -> Hashable: ...

    @property
    def name(self) -> str: ...

    @property
    def count(self) -> int: ...


E = TypeVar("E", bound=SideEntry)
_END_PX = 20


class SideDelegate(QStyledItemDelegate, Generic[E]):
    """Painter of an entry; `paint_sign` differs, `paint_counts` may add to the count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(40, QFontMetrics(theme().font("body")).height() + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: E = index.data(ROW_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect.adjusted(10, 2, -10, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            paint_chosen(painter, QRectF(rect))
            paint_focus(painter, option, QRectF(rect))
        self.paint_sign(painter, rect, entry)
        taken_px = self.paint_counts(painter, rect, entry)
        draw_text(painter, rect.adjusted(42, 0, -taken_px, 0), entry.name, "strong" if chosen else "body")
        painter.restore()

    def paint_sign(self, painter: QPainter, rect: QRect, entry: E) -> None:
        raise NotImplementedError

    def paint_counts(self, painter: QPainter, rect: QRect, entry: E) -> int:
        """Returns the width that the counts take, in px."""
        return _END_PX + draw_count(painter, rect, entry.count, _END_PX // 2, "label", "text2")


def draw_count(painter: QPainter, rect: QRect, count: int, right_px: int, font: FontName, color: str) -> int:
    """Draws a number `right_px` from the right end; returns its width."""
    return draw_text(painter, rect.adjusted(0, 0, -right_px, 0), str(count), font, color, RIGHT, tabular=True)


class SideList(PlainList, Generic[E]):
    """List of the entries; the first one is chosen where the chosen one is gone."""

    def __init__(self, delegate: SideDelegate[E]) -> None:
        self.rows = RowModel[E](
            lambda entry: entry.name, lambda entry: f"{entry.name}, {entry.count}", lambda entry: entry.key
        )
        super().__init__(self.rows, delegate)

    @property
    def entry(self) -> E | None:
        """The chosen entry."""
        return self.rows.row_at(self.currentIndex().row())

    def show_entries(self, entries: Sequence[E]) -> None:
        chosen = self.entry
        self.rows.show_rows(entries)
        self.choose(chosen.key if chosen is not None else None)

    def choose(self, key: Hashable) -> None:
        index = self.rows.index_of(key)
        row = max(0, index.row())
        if self.currentIndex().row() != row:
            self.setCurrentIndex(self.rows.index(row))
