"""Contacts out of files: vCards at once, a CSV after a look at its columns."""

from dataclasses import replace

from softphone.domain.contacts.contact import ContactSource, Imported, SourceKind
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.contacts.csv_import import CsvTable, contacts_of, guess_fields, read_table
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError
from softphone.services.contacts.contact_book import ContactBook
from softphone.services.core.ports import Background, Clock, ContactReader
from softphone.services.core.session_context import SessionContext
from softphone.services.state.contacts import CsvPreview
from softphone.services.state.state_store import StateStore

SAMPLE = 3


class ImportService:
    """Owns `AppState.contacts.csv`."""

    def __init__(
        self,
        clock: Clock,
        state: StateStore,
        book: ContactBook,
        reader: ContactReader,
        background: Background,
        context: SessionContext,
    ) -> None:
        self._clock, self._state, self._book, self._context = clock, state, book, context
        self._reader, self._background = reader, background
        self._table: CsvTable | None = None

    async def vcards(self, file: str, name: str) -> Problem | None:
        source = self._source(SourceKind.VCARD, name or _stem(file))
        try:
            imported = await self._background(lambda: self._reader.vcards(self._reader.data(file), source))
        except ProblemError as error:
            return error.problem
        if not imported.contacts:
            return NotPossibleNow(Obstacle.NO_CONTACTS_IN_FILE)
        return await self._book.replace(source, imported)

    async def preview(self, file: str, encoding: str) -> Problem | None:
        try:
            table = await self._background(lambda: read_table(self._reader.data(file), encoding))
        except ProblemError as error:
            return error.problem
        if not table.rows:
            return NotPossibleNow(Obstacle.NO_CONTACTS_IN_FILE)
        self._table = table
        preview = CsvPreview(
            file,
            table.encoding,
            table.delimiter,
            table.header,
            guess_fields(table),
            table.rows[:SAMPLE],
            len(table.rows),
        )
        self._show(preview)
        return None

    def set_field(self, column: int, field: CsvField) -> Problem | None:
        preview = self._state.value.contacts.csv
        if preview is None or not 0 <= column < len(preview.fields):
            return NotPossibleNow(Obstacle.NO_CSV_OPEN)
        fields = (*preview.fields[:column], field, *preview.fields[column + 1 :])
        self._show(replace(preview, fields=fields))
        return None

    async def csv(self, name: str) -> Problem | None:
        preview, table = self._state.value.contacts.csv, self._table
        if preview is None or table is None:
            return NotPossibleNow(Obstacle.NO_CSV_OPEN)
        source = self._source(SourceKind.CSV, name or _stem(preview.file))
        contacts = await self._background(lambda: contacts_of(table, preview.fields, source.id))
        wanted = tuple(contact for contact in contacts if contact.name or contact.numbers)
        if not any(contact.numbers for contact in wanted):
            return NotPossibleNow(Obstacle.NO_NUMBERS_IN_FILE)
        problem = await self._book.replace(source, Imported(wanted, skipped=len(contacts) - len(wanted)))
        if problem is None:
            self.drop()
        return problem

    def drop(self) -> None:
        self._table = None
        self._show(None)

    def _show(self, preview: CsvPreview | None) -> None:
        self._state.update(contacts=replace(self._state.value.contacts, csv=preview))

    def _source(self, kind: SourceKind, name: str) -> ContactSource:
        return ContactSource(
            f"{kind.value}:{name}", kind, name, region=self._context.region, fetched_at_s=self._clock.now_s()
        )


def _stem(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or file
