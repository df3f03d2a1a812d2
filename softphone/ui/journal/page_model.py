"""The whole journal as a Qt list, fetched page by page while one scrolls; each day begins with a row of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from softphone.domain.journal.entry import JournalKind, JournalQuery
from softphone.services.actions import JournalActions
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import day_words, journal_accessible, journal_name
from softphone.ui.widgets.clock import ticker

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
PAGE = 100
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class DayHead:
    words: str


class PageModel(QAbstractListModel):
    """`ask` begins anew with another question, `refresh` reads again as much as is shown."""

    def __init__(self, journal: JournalActions) -> None:
        super().__init__()
        self._journal, self._query = journal, JournalQuery()
        self._items: list[JournalRow | DayHead] = []
        self._last: JournalRow | None = None
        self._complete = True

    @property
    def query(self) -> JournalQuery:
        return self._query

    @property
    def rows(self) -> int:
        """Calls, without the heads of the days."""
        return sum(isinstance(item, JournalRow) for item in self._items)

    def ask(self, query: JournalQuery) -> None:
        self._query = query
        self._refill(PAGE)

    def refresh(self) -> None:
        self._refill(max(PAGE, self.rows))

    def row(self, index: QModelIndex | QPersistentModelIndex) -> JournalRow | None:
        item = self._items[index.row()] if 0 <= index.row() < len(self._items) else None
        return item if isinstance(item, JournalRow) else None

    def place_of(self, entry_id: int) -> QModelIndex:
        """Invalid where the entry is not (yet) shown."""
        for place, item in enumerate(self._items):
            if isinstance(item, JournalRow) and item.id == entry_id:
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        fresh = self._next(PAGE)
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self._items), len(self._items) + len(fresh) - 1)
            self._items += fresh
            self.endInsertRows()

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) if self.row(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not 0 <= index.row() < len(self._items):
            return None
        item = self._items[index.row()]
        if role == ROW_ROLE:
            return item
        if isinstance(item, DayHead):
            shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return item.words if role in shown else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return journal_name(item)
            case Qt.ItemDataRole.AccessibleTextRole:
                return journal_accessible(item)
        return None

    def _refill(self, count: int) -> None:
        self.beginResetModel()
        self._items, self._last = [], None
        self._items = self._next(count)
        self.endResetModel()

    def _next(self, count: int) -> list[JournalRow | DayHead]:
        found = self._journal.page(self._query, self._last, count)
        self._complete = len(found) < count
        fresh: list[JournalRow | DayHead] = []
        for row in found:
            if self._begins_a_day(row):
                fresh.append(DayHead(day_words(row.started_at_s, ticker().now_s())))
            fresh.append(row)
            self._last = row
        return fresh

    def _begins_a_day(self, row: JournalRow) -> bool:
        """Promises stand in the order they fall due, so days mean nothing there."""
        if self._query.kind is JournalKind.CALL_BACKS:
            return False
        return self._last is None or _day(row) != _day(self._last)


def _day(row: JournalRow) -> date:
    return date.fromtimestamp(row.started_at_s)
