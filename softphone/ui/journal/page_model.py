"""The whole journal as a list model: reads page by page while one scrolls, with a heading for each day."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt

from softphone.domain.journal.entry import JournalKind, JournalQuery
from softphone.services.actions import JournalActions
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import day_text, journal_accessible, journal_name
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.lists.row_model import Index, RowModel

PAGE = 100


@dataclass(frozen=True, slots=True)
class DayHeading:
    text: str


class PageModel(RowModel[JournalRow | DayHeading]):
    """`ask` starts another query at its first page; `refresh` reads again as much as is shown."""

    def __init__(self, journal: JournalActions) -> None:
        super().__init__(_name, _accessible, _entry_id)
        self._journal, self._query = journal, JournalQuery()
        self._last: JournalRow | None = None
        self._complete = True

    @property
    def query(self) -> JournalQuery:
        return self._query

    @property
    def calls(self) -> int:
        """Number of rows without the headings."""
        return sum(isinstance(item, JournalRow) for item in self.rows)

    def ask(self, query: JournalQuery) -> None:
        self._query = query
        self._refill(PAGE)

    def refresh(self) -> None:
        self._refill(max(PAGE, self.calls))

    def call_at(self, index: Index) -> JournalRow | None:
        item = self.row_at(index.row())
        return item if isinstance(item, JournalRow) else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        self.append_rows(self._read(PAGE))

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.call_at(index) is not None else Qt.ItemFlag.NoItemFlags

    def _refill(self, count: int) -> None:
        self._last = None
        self.replace_rows(self._read(count))

    def _read(self, count: int) -> list[JournalRow | DayHeading]:
        page = self._journal.page(self._query, self._last, count)
        self._complete = len(page) < count
        items: list[JournalRow | DayHeading] = []
        for row in page:
            if self._begins_a_day(row):
                items.append(DayHeading(day_text(row.started_at_s, ticker().now_s())))
            items.append(row)
            self._last = row
        return items

    def _begins_a_day(self, row: JournalRow) -> bool:
        """Call-backs are sorted by their due time: they have no headings."""
        if self._query.kind is JournalKind.CALL_BACKS:
            return False
        return self._last is None or _day(row) != _day(self._last)


def _day(row: JournalRow) -> date:
    return date.fromtimestamp(row.started_at_s)


def _name(item: JournalRow | DayHeading) -> str:
    return item.text if isinstance(item, DayHeading) else journal_name(item)


def _accessible(item: JournalRow | DayHeading) -> str:
    return item.text if isinstance(item, DayHeading) else journal_accessible(item)


def _entry_id(item: JournalRow | DayHeading) -> int | None:
    return None if isinstance(item, DayHeading) else item.id
