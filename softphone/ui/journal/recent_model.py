"""The newest calls as a Qt list, newest first: all of them, the missed ones, or the promised call-backs."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from softphone.domain.journal.entry import JournalKind
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import is_open_missed, journal_accessible, journal_name

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


class RecentModel(QAbstractListModel):
    """Rows of AppState.journal by start time; call-backs in the order they fall due."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[JournalRow, ...] = ()
        self._shown: tuple[JournalRow, ...] = ()
        self._call_backs: tuple[JournalRow, ...] = ()
        self._kind = JournalKind.ALL

    @property
    def missed(self) -> int:
        return sum(is_open_missed(row) for row in self._all)

    @property
    def call_backs(self) -> int:
        return len(self._call_backs)

    def show_rows(self, rows: tuple[JournalRow, ...], call_backs: tuple[JournalRow, ...] = ()) -> None:
        if (rows, call_backs) != (self._all, self._call_backs):
            self._all, self._call_backs = rows, call_backs
            self._refill()

    def show_kind(self, kind: JournalKind) -> None:
        self._kind = kind
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
        self._shown = self._call_backs if self._kind is JournalKind.CALL_BACKS else self._by_time()
        self.endResetModel()

    def _by_time(self) -> tuple[JournalRow, ...]:
        rows = (row for row in self._all if row.missed or self._kind is JournalKind.ALL)
        return tuple(sorted(rows, key=lambda row: row.started_at_s, reverse=True))
