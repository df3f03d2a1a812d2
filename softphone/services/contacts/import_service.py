"""Contacts out of files: vCards at once, a CSV after a look at its columns."""

from dataclasses import replace

from softphone.domain.contacts.contact import ContactSource, Imported, SourceKind
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.contacts.csv_import import CsvTable, contacts_of, guess_fields, read_table
from softphone.domain.contacts.import_check import notes_of, unsure_columns
from softphone.domain.contacts.import_note import ImportNote
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError
from softphone.services.contacts.contact_book import ContactBook
from softphone.services.core.ports import Background, Clock, ContactReader
from softphone.services.core.session_context import SessionContext
from softphone.services.state.contacts import CsvPreview, ImportReport
from softphone.services.state.state_store import StateStore

SAMPLE = 3
MOST_NOTES = 200


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
        problem = await self._book.replace(source, imported)
        if problem is None:
            self._report(source, imported.notes)
        return problem

    async def preview(self, file: str, encoding: str) -> Problem | None:
        try:
            table = await self._background(lambda: read_table(self._reader.data(file), encoding))
        except ProblemError as error:
            return error.problem
        if not table.rows:
            return NotPossibleNow(Obstacle.NO_CONTACTS_IN_FILE)
        self._table = table
        fields = guess_fields(table)
        preview = CsvPreview(
            file,
            table.encoding,
            table.delimiter,
            table.header,
            fields,
            table.rows[:SAMPLE],
            len(table.rows),
            unsure_columns(table, fields),
        )
        self._show(preview)
        return None

    def set_field(self, column: int, field: CsvField) -> Problem | None:
        preview = self._state.value.contacts.csv
        if preview is None or not 0 <= column < len(preview.fields):
            return NotPossibleNow(Obstacle.NO_CSV_OPEN)
        fields = (*preview.fields[:column], field, *preview.fields[column + 1 :])
        unsure = tuple(one for one in preview.unsure if one != column)
        self._show(replace(preview, fields=fields, unsure=unsure))
        return None

    async def csv(self, name: str) -> Problem | None:
        preview, table = self._state.value.contacts.csv, self._table
        if preview is None or table is None:
            return NotPossibleNow(Obstacle.NO_CSV_OPEN)
        source = self._source(SourceKind.CSV, name or _stem(preview.file))
        imported = await self._background(lambda: _imported(table, preview, source))
        if not any(contact.numbers for contact in imported.contacts):
            return NotPossibleNow(Obstacle.NO_NUMBERS_IN_FILE)
        problem = await self._book.replace(source, imported)
        if problem is None:
            self.drop()
            self._report(source, imported.notes)
        return problem

    def drop(self) -> None:
        self._table = None
        self._show(None)

    def _report(self, source: ContactSource, notes: tuple[ImportNote, ...]) -> None:
        view = self._state.value.contacts
        came = next((one.count for one in view.sources if one.source.id == source.id), 0)
        report = ImportReport(source.name, came, notes[:MOST_NOTES], len(notes))
        self._state.update(contacts=replace(view, report=report))

    def _show(self, preview: CsvPreview | None) -> None:
        self._state.update(contacts=replace(self._state.value.contacts, csv=preview))

    def _source(self, kind: SourceKind, name: str) -> ContactSource:
        return ContactSource(
            f"{kind.value}:{name}", kind, name, region=self._context.region, fetched_at_s=self._clock.now_s()
        )


def _imported(table: CsvTable, preview: CsvPreview, source: ContactSource) -> Imported:
    contacts = contacts_of(table, preview.fields, source.id)
    each = zip(contacts, table.lines, strict=True)
    notes = tuple(note for contact, line in each for note in notes_of(contact, line, source.region))
    wanted = tuple(contact for contact in contacts if contact.name or contact.numbers)
    return Imported(wanted, skipped=len(contacts) - len(wanted), notes=notes)


def _stem(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or file
