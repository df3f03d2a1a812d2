"""Left side of the contacts: all, favourites, and each source with its count or its trouble."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.ui.icons import paint_icon
from softphone.ui.theme import theme

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """`source` None: all, or the favourites."""

    source: str | None
    name: str
    icon: str
    count: int
    favourites: bool = False
    trouble: bool = False
    busy: bool = False


class SourceModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[SourceEntry, ...] = ()

    def show_entries(self, entries: tuple[SourceEntry, ...]) -> None:
        """The same sources with other counts keep the selection."""
        if [_place(e) for e in entries] != [_place(e) for e in self._entries]:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
        elif entries != self._entries:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def entry(self, row: int) -> SourceEntry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def place_of(self, entry: SourceEntry | None) -> int:
        return next((row for row, e in enumerate(self._entries) if entry and _place(e) == _place(entry)), 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self.entry(index.row())
        if entry is None or role not in (ENTRY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.count}"
        return entry if role == ENTRY_ROLE else entry.name


class SourceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(40, QFontMetrics(theme().font("body")).height() + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: SourceEntry = index.data(ENTRY_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect.adjusted(10, 2, -10, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("selected"))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        icon = "warning-circle-fill" if entry.trouble else "hourglass-medium" if entry.busy else entry.icon
        tone = "end" if entry.trouble else "text2"
        place = QRectF(rect.left() + 12, rect.center().y() - 7, 16, 16)
        paint_icon(painter, place, icon, theme().color(tone))
        painter.setFont(theme().font("label", tabular=True))
        painter.setPen(theme().color("text2"))
        painter.drawText(rect.adjusted(0, 0, -10, 0), _RIGHT, str(entry.count))
        taken = QFontMetrics(painter.font()).horizontalAdvance(str(entry.count)) + 20
        painter.setFont(theme().font("strong" if chosen else "body"))
        painter.setPen(theme().color("text"))
        room = rect.adjusted(42, 0, -taken, 0)
        name = QFontMetrics(painter.font()).elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, name)
        painter.restore()


def _place(entry: SourceEntry) -> tuple[str | None, bool]:
    return entry.source, entry.favourites
