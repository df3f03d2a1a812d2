"""Check of imported contacts against what a person expects: each number of the file is in the contact."""

from collections.abc import Iterator, Sequence

from softphone.domain.contacts.contact import Contact, SourceKind, tidy_number
from softphone.domain.contacts.csv_columns import NUMBER_KINDS, CsvField, is_left_out
from softphone.domain.contacts.csv_import import SAMPLE_ROWS, CsvTable, is_number
from softphone.domain.contacts.import_note import ImportFault, ImportNote
from softphone.domain.numbers.spreadsheet_damage import is_damaged, restored
from softphone.domain.plain_text import plain

LONGEST_TEXT = 60
_FEWEST_DIGITS = 6


def notes_of(contact: Contact, line: int, region: str) -> Iterator[ImportNote]:
    """What a contact fresh from a file loses or has mended when it is made presentable."""
    from_table = contact.source_kind is SourceKind.CSV
    if not contact.name and not contact.numbers:
        yield ImportNote(line, ImportFault.EMPTY)
    for number in contact.numbers:
        text, mended = plain(number.text, LONGEST_TEXT), restored(number.text, region) if from_table else number.text
        if is_damaged(number.text):
            yield ImportNote(line, ImportFault.DAMAGED_NUMBER, text)
        elif tidy_number(number, region, from_table) is None:
            yield ImportNote(line, ImportFault.NOT_A_NUMBER, text)
        elif mended != number.text:
            yield ImportNote(line, ImportFault.MENDED_NUMBER, text, mended)


def unsure_columns(table: CsvTable, fields: Sequence[CsvField]) -> tuple[int, ...]:
    """Columns whose guess a person should see: without names, numbers left out, texts taken for numbers."""
    if not table.header:
        return tuple(range(table.width))
    if not any(field in NUMBER_KINDS for field in fields) or not any(field in _NAMES for field in fields):
        return tuple(column for column, field in enumerate(fields) if field is CsvField.SKIP)
    return tuple(column for column, field in enumerate(fields) if _is_unsure(table, column, field))


_NAMES = (CsvField.FULL_NAME, CsvField.FIRST_NAME, CsvField.LAST_NAME, CsvField.COMPANY)


def _is_unsure(table: CsvTable, column: int, field: CsvField) -> bool:
    filled = [cell for row in table.rows[:SAMPLE_ROWS] if (cell := row[column])]
    numbers = [cell for cell in filled if is_number(cell) and sum(c.isdigit() for c in cell) >= _FEWEST_DIGITS]
    if field is CsvField.SKIP:
        looks_dialled = [cell for cell in numbers if cell.lstrip("( ").startswith(("0", "+"))]
        return 2 * len(looks_dialled) > len(filled) and not is_left_out(table.header[column])
    return field in NUMBER_KINDS and bool(filled) and not any(c.isdigit() for cell in filled for c in cell)
