"""What was found for the dial field, as a Qt list."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from softphone.services.state.contacts import Found
from softphone.ui.contacts.contact_text import found_accessible

FOUND_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ResultModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Found, ...] = ()

    def show_found(self, found: tuple[Found, ...]) -> None:
        if found != self._found:
            self.beginResetModel()
            self._found = found
            self.endResetModel()

    def found(self, row: int) -> Found | None:
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        found = self.found(index.row())
        if found is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return found
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return found_accessible(found)
        return None
