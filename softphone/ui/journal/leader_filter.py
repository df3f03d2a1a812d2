"""Left side of the journal: all leaders, each leader with what is missed and how much there is, one's own calls."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.services.views import LeaderRef
from softphone.ui.icons import paint_icon
from softphone.ui.theme import theme
from softphone.ui.widgets.tile import NEUTRAL, paint_tile

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class FilterEntry:
    """`leader_id` None: all; empty: one's own calls."""

    leader_id: str | None
    name: str
    total: int
    missed: int
    ref: LeaderRef | None = None
    initials: str = ""


class LeaderFilterModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[FilterEntry, ...] = ()

    def show_entries(self, entries: tuple[FilterEntry, ...]) -> None:
        """The same people with other counts keep the selection."""
        if [e.leader_id for e in entries] != [e.leader_id for e in self._entries]:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
        elif entries != self._entries:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def entry(self, row: int) -> FilterEntry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def place_of(self, leader_id: str | None) -> int:
        return next((place for place, e in enumerate(self._entries) if e.leader_id == leader_id), 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self.entry(index.row())
        if entry is None or role not in (ENTRY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.total}"
        return entry if role == ENTRY_ROLE else entry.name


class LeaderFilterDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(40, QFontMetrics(theme().font("body")).height() + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: FilterEntry = index.data(ENTRY_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect.adjusted(10, 2, -10, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("selected"))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        self._paint_sign(painter, rect, entry)
        left_px = self._paint_counts(painter, rect, entry)
        painter.setFont(theme().font("strong" if chosen else "body"))
        painter.setPen(theme().color("text"))
        room = rect.adjusted(42, 0, left_px - rect.width(), 0)
        name = QFontMetrics(painter.font()).elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, name)
        painter.restore()

    def _paint_sign(self, painter: QPainter, rect: QRect, entry: FilterEntry) -> None:
        place = QRectF(rect.left() + 10, rect.center().y() - 11, 24, 24)
        if entry.leader_id is None:
            paint_icon(painter, place.adjusted(4, 4, -4, -4), "list", theme().color("text"))
        elif entry.ref is not None:
            paint_tile(painter, place, entry.ref.initials, entry.ref.colour, True, entry.ref.double_spine)
        else:
            paint_tile(painter, place, entry.initials, NEUTRAL, True)

    def _paint_counts(self, painter: QPainter, rect: QRect, entry: FilterEntry) -> int:
        """How wide what is left of the row is."""
        painter.setFont(theme().font("label", tabular=True))
        painter.setPen(theme().color("text2"))
        painter.drawText(rect.adjusted(0, 0, -10, 0), _RIGHT, str(entry.total))
        taken = QFontMetrics(painter.font()).horizontalAdvance(str(entry.total)) + 20
        if entry.missed and entry.leader_id is not None:
            painter.setFont(theme().font("head", tabular=True))
            painter.setPen(theme().color("end"))
            painter.drawText(rect.adjusted(0, 0, -taken, 0), _RIGHT, str(entry.missed))
            taken += QFontMetrics(painter.font()).horizontalAdvance(str(entry.missed)) + 4
            icon = QRectF(rect.right() - taken - 12, rect.center().y() - 6, 13, 13)
            paint_icon(painter, icon, "phone-x-fill", theme().color("end"))
            taken += 18
        return rect.width() - taken
