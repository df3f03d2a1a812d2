"""The own group's assistants as an item model, in ringing order; rows move by drag."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from softphone.domain.executive.settings import AssistantEntry
from softphone.ui.group_editor.parts.sequence_text import assistant_name

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
_MIME = "application/x-vorzimmer-place"


class AssistantsModel(QAbstractListModel):
    """`moved(from, to)`: the user's wish, places from 0; what is shown follows the draft."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[AssistantEntry, ...] = ()

    def show_entries(self, entries: tuple[AssistantEntry, ...]) -> None:
        if len(entries) != len(self.entries):
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()
        elif entries != self.entries:
            self.entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{index.row() + 1} {assistant_name(entry)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        carried = QMimeData()
        carried.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return carried

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """False, so that the view does not remove the row itself: the draft says what is shown."""
        if data.hasFormat(_MIME):
            start = int(bytes(data.data(_MIME).data()))
            place = row if row >= 0 else parent.row() if parent.isValid() else len(self.entries)
            self.moved.emit(start, place - 1 if place > start else place)
        return False
