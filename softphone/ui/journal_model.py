"""This session's calls as a Qt list, newest first, all of them or the missed ones."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from softphone.services.views import JournalRow
from softphone.ui.journal_words import journal_accessible, journal_name

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


class JournalModel(QAbstractListModel):
    """Rows of AppState.journal by start time."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[JournalRow, ...] = ()
        self._shown: tuple[JournalRow, ...] = ()
        self._missed_only = False

    @property
    def missed(self) -> int:
        return sum(row.missed for row in self._all)

    def show_rows(self, rows: tuple[JournalRow, ...]) -> None:
        if rows != self._all:
            self._all = rows
            self._refill()

    def show_missed_only(self, missed_only: bool) -> None:
        self._missed_only = missed_only
        self._refill()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not 0 <= index.row() < len(self._shown):
            return None
        row = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return journal_name(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return journal_accessible(row)
        return row if role == ROW_ROLE else None

    def _refill(self) -> None:
        self.beginResetModel()
        rows = (row for row in self._all if row.missed or not self._missed_only)
        self._shown = tuple(sorted(rows, key=lambda row: row.started_at_s, reverse=True))
        self.endResetModel()
