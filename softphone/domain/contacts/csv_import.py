"""CSV import of contacts; encoding, separator and columns are guessed and can be changed."""

import csv
import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from softphone.domain.contacts.contact import Contact, ContactNumber, SourceKind
from softphone.domain.contacts.csv_columns import (
    NUMBER_KINDS,
    CsvField,
    field_of,
    label_columns,
    perhaps_number,
    prefix_columns,
)
from softphone.domain.contacts.number_cells import numbers_in, with_prefix
from softphone.domain.contacts.number_kinds import kind_named
from softphone.domain.numbers.phone_numbers import clean_dialled

MOST_ROWS = 200_000
LONGEST_CELL = 1000
_DELIMITERS = ";,\t|"
_SEPARATOR = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)
"""Office programs name the separator in a separate line."""
SAMPLE_ROWS, _MOST_TITLES = 50, 10
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OLD_ENCODINGS = ("cp1252", "cp850", "mac_roman")
ENCODINGS = ("utf-8-sig", "utf-16", *_OLD_ENCODINGS)
_UMLAUTS = frozenset("äöüÄÖÜßéè")
_SAMPLE_BYTES = 200_000


_ONCE = (CsvField.FULL_NAME, CsvField.FIRST_NAME, CsvField.LAST_NAME, CsvField.COMPANY, CsvField.MAIL)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """`header` is empty where the first row is already a contact; all rows are padded to the same width.

    `lines`: the place of each row in the file as spreadsheets count, from 1.
    """

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        return max(len(self.header), len(self.rows[0]) if self.rows else 0)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The columns that belong to a column of numbers: the one with its kinds, those with the digits before it."""

    labels: Mapping[int, int]
    prefixes: Mapping[int, tuple[int, ...]]


def read_table(data: bytes, encoding: str = "") -> CsvTable:
    """Returns a table for any bytes; `encoding` overrides the guess."""
    used = encoding if encoding in ENCODINGS else _encoding_of(data)
    text = data.decode(used, errors="replace").replace("\0", "")
    named = _SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter_of(text)
    numbered = list(_rows(text, delimiter))
    lines = tuple(line for line, _ in numbered)
    width = max((len(row) for _, row in numbered), default=0)
    even = tuple(tuple((*row, *[""] * (width - len(row)))) for _, row in numbered)
    start = _header_row(even)
    if start is None:
        return CsvTable(used, delimiter, (), even, lines)
    return CsvTable(used, delimiter, even[start], even[start + 1 :], lines[start + 1 :])


def guess_fields(table: CsvTable) -> tuple[CsvField, ...]:
    """The field of each column, by its name, else by its content."""
    by_content = _by_content(table) if not table.header else ()
    guessed = by_content or tuple(_column_field(table, column) for column in range(table.width))
    if CsvField.FIRST_NAME in guessed and CsvField.LAST_NAME not in guessed and not _is_whole(table, guessed):
        guessed = tuple(CsvField.LAST_NAME if f is CsvField.FULL_NAME else f for f in guessed)
    return tuple(_each_once(guessed))


def contacts_of(table: CsvTable, fields: Sequence[CsvField], source: str) -> tuple[Contact, ...]:
    """One contact per row, unformatted (see `tidy`)."""
    contacts: list[Contact] = []
    seen: dict[str, int] = {}
    beside = _Beside(label_columns(table.header, fields), prefix_columns(table.header))
    for row in table.rows:
        contact = _contact(row, fields, beside, source)
        again = seen[contact.key] = seen.get(contact.key, 0) + 1
        contacts.append(contact if again == 1 else replace(contact, key=f"{contact.key}-{again}"))
    return tuple(contacts)


def stable_id(*parts: str) -> str:
    """A key that stays the same when a file is imported again."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


def _encoding_of(data: bytes) -> str:
    """The encoding by byte order mark or zeros; else UTF-8 where valid, else the one with the most umlauts."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if 3 * data[1:_SAMPLE_BYTES:2].count(0) > len(data[:_SAMPLE_BYTES]):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return max(_OLD_ENCODINGS, key=lambda encoding: _umlauts(data[:_SAMPLE_BYTES], encoding))
    return "utf-8-sig"


def _umlauts(data: bytes, encoding: str) -> int:
    return sum(c in _UMLAUTS for c in data.decode(encoding, "replace"))


def _delimiter_of(text: str) -> str:
    """The separator that gives the first lines the most columns."""
    start = text[:20_000]
    counted = [(min((len(row) for _, row in list(_rows(start, one))[:5]), default=0), one) for one in _DELIMITERS]
    most = max(count for count, _ in counted)
    return next(one for count, one in counted if count == most)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    lines = (f"{line}\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    reader = csv.reader(lines, delimiter=delimiter)
    for number in range(MOST_ROWS):
        try:
            row = next(reader, None)
        except csv.Error:  # one field over the limit of 128 KiB
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row) and number < MOST_ROWS:
            yield number + 1, tuple(cell.strip()[:LONGEST_CELL] for cell in row)


def _is_whole(table: CsvTable, guessed: Sequence[CsvField]) -> bool:
    """Whether the column "Name" repeats the first name: then it holds whole names, else last names."""
    if CsvField.FULL_NAME not in guessed:
        return False
    first, full = guessed.index(CsvField.FIRST_NAME), guessed.index(CsvField.FULL_NAME)
    named = [row for row in table.rows[:SAMPLE_ROWS] if row[first] and row[full]]
    return bool(named) and 2 * sum(row[first] in row[full] for row in named) > len(named)


def _header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The row of column names: the first with two known ones, below the titles of a list; else the first row."""
    before = list(itertools.takewhile(lambda row: not any(is_number(cell) for cell in row), rows[:_MOST_TITLES]))
    known = (at for at, row in enumerate(before) if sum(field_of(cell) is not CsvField.SKIP for cell in row) > 1)
    return next(known, 0 if before else None)


def _column_field(table: CsvTable, column: int) -> CsvField:
    """A column named "Home" or "Büro" has numbers only where most of its cells are some."""
    named = field_of(table.header[column])
    perhaps = perhaps_number(table.header[column])
    if perhaps is None:
        return named
    filled = [cell for row in table.rows[:SAMPLE_ROWS] if (cell := row[column])]
    return perhaps if 2 * sum(is_number(cell) for cell in filled) > len(filled) else named


def _by_content(table: CsvTable) -> tuple[CsvField, ...]:
    sample = table.rows[:SAMPLE_ROWS]
    return tuple(_content_field([row[column] for row in sample]) for column in range(table.width))


def _content_field(cells: Sequence[str]) -> CsvField:
    filled = [cell for cell in cells if cell]
    if not filled:
        return CsvField.SKIP
    if 2 * sum(is_number(cell) for cell in filled) > len(filled):
        return CsvField.OTHER
    return CsvField.MAIL if 2 * sum("@" in cell for cell in filled) > len(filled) else CsvField.FULL_NAME


def is_number(cell: str) -> bool:
    cleaned = clean_dialled(cell, "DE")
    return isinstance(cleaned, str) and len(cleaned) > 2 and cleaned.lstrip("+").isdigit()


def _each_once(guessed: Sequence[CsvField]) -> Iterator[CsvField]:
    """Keeps name, company and mail address only for their first column."""
    taken: set[CsvField] = set()
    for field in guessed:
        yield CsvField.SKIP if field in taken else field
        if field in _ONCE:
            taken.add(field)


def _contact(row: Sequence[str], fields: Sequence[CsvField], beside: _Beside, source: str) -> Contact:
    cells = [(field, cell) for field, cell in zip(fields, row, strict=False) if cell and field is not CsvField.SKIP]
    first: dict[CsvField, str] = {field: cell for field, cell in reversed(cells)}
    numbers = tuple(_numbers(row, fields, beside))
    full, given, family, company, mail = (first.get(field, "") for field in _ONCE)
    names = ("" if given and family else full, given, family, company, mail.partition(" ::: ")[0])
    return Contact(
        key=f"{source}/{stable_id(*names, *(number.text for number in numbers))}",
        source=source,
        source_kind=SourceKind.CSV,
        full_name=names[0],
        first_name=names[1],
        last_name=names[2],
        company=names[3],
        mail=names[4],
        numbers=numbers,
    )


def _numbers(row: Sequence[str], fields: Sequence[CsvField], beside: _Beside) -> Iterator[ContactNumber]:
    """A column of kinds beside the numbers counts where the column of numbers names none."""
    for column, (field, cell) in enumerate(zip(fields, row, strict=False)):
        if cell and field in NUMBER_KINDS:
            label = row[beside.labels[column]] if field is CsvField.OTHER and column in beside.labels else ""
            before = [row[place] for place in beside.prefixes.get(column, ()) if row[place]]
            yield from numbers_in(with_prefix(before, cell), kind_named(label) or NUMBER_KINDS[field])
