"""Contacts as a Qt list: all of a question at once, since a row costs nothing until it is drawn."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from softphone.domain.contacts.contact import Contact
from softphone.services.actions import ContactActions
from softphone.services.state.contacts import ContactQuery
from softphone.ui.contacts.contact_text import contact_accessible

CONTACT_ROLE = int(Qt.ItemDataRole.UserRole)
MOST = 100_000
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ContactModel(QAbstractListModel):
    def __init__(self, contacts: ContactActions) -> None:
        super().__init__()
        self._actions = contacts
        self._rows: tuple[Contact, ...] = ()

    def ask(self, query: ContactQuery) -> None:
        self.beginResetModel()
        self._rows = self._actions.page(query, MOST)
        self.endResetModel()

    def contact(self, index: Index) -> Contact | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def place_of(self, key: str) -> QModelIndex:
        place = next((place for place, contact in enumerate(self._rows) if contact.key == key), -1)
        return self.index(place) if place >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        contact = self.contact(index)
        if contact is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return contact
            case Qt.ItemDataRole.DisplayRole:
                return contact.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return contact_accessible(contact)
        return None
