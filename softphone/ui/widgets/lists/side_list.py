"""The left side of the contacts and of the journal: entries with a sign, a name and how much there is."""

from collections.abc import Hashable
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.ui.theme.theme import theme
from softphone.ui.widgets.lists.list_background import paint_chosen, paint_focus

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class SideEntry(Protocol):
    """`place`: what stays the same when the counts change."""

    @property
    def place(self) -> Hashable: ...

    @property
    def name(self) -> str: ...

    @property
    def count(self) -> int: ...


E = TypeVar("E", bound=SideEntry)


class SideModel(QAbstractListModel, Generic[E]):
    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[E, ...] = ()

    def show_entries(self, entries: tuple[E, ...]) -> None:
        """The same entries with other counts keep the selection."""
        if [entry.place for entry in entries] != [entry.place for entry in self._entries]:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
        elif entries != self._entries:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def entry(self, row: int) -> E | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, place: Hashable) -> int:
        """The first one where there is no such entry."""
        return next((row for row, entry in enumerate(self._entries) if entry.place == place), 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self.entry(index.row())
        if entry is None or role not in (ENTRY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.count}"
        return entry if role == ENTRY_ROLE else entry.name


class SideDelegate(QStyledItemDelegate, Generic[E]):
    """`paint_sign` is what differs; `paint_counts` may put more beside the count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(40, QFontMetrics(theme().font("body")).height() + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: E = index.data(ENTRY_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect.adjusted(10, 2, -10, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            paint_chosen(painter, QRectF(rect))
            paint_focus(painter, option, QRectF(rect))
        self.paint_sign(painter, rect, entry)
        taken_px = self.paint_counts(painter, rect, entry)
        painter.setFont(theme().font("strong" if chosen else "body"))
        painter.setPen(theme().color("text"))
        room = rect.adjusted(42, 0, -taken_px, 0)
        name = QFontMetrics(painter.font()).elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, name)
        painter.restore()

    def paint_sign(self, painter: QPainter, rect: QRect, entry: E) -> None:
        raise NotImplementedError

    def paint_counts(self, painter: QPainter, rect: QRect, entry: E) -> int:
        """How wide they are."""
        painter.setFont(theme().font("label", tabular=True))
        painter.setPen(theme().color("text2"))
        painter.drawText(rect.adjusted(0, 0, -10, 0), _RIGHT, str(entry.count))
        return QFontMetrics(painter.font()).horizontalAdvance(str(entry.count)) + 20
