"""CSV import of contacts; encoding, separator and columns are guessed and can be changed."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from softphone.domain.contacts.contact import Contact, ContactNumber, NumberKind, SourceKind
from softphone.domain.contacts.name_folding import fold
from softphone.domain.numbers.phone_numbers import clean_dialled

MOST_ROWS = 200_000
LONGEST_CELL, LONGEST_HEADING = 1000, 80
_DELIMITERS = ";,\t|"
_SEPARATOR = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)
"""Office programs name the separator in a separate line."""
_SAMPLE_ROWS = 50
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "cp850")


class CsvField(Enum):
    SKIP = "skip"
    FULL_NAME = "full-name"
    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    COMPANY = "company"
    MAIL = "mail"
    WORK = "work"
    MOBILE = "mobile"
    HOME = "home"
    EXTENSION = "extension"
    FAX = "fax"
    OTHER = "other"


NUMBER_KINDS: Mapping[CsvField, NumberKind] = {
    CsvField.WORK: NumberKind.WORK,
    CsvField.MOBILE: NumberKind.MOBILE,
    CsvField.HOME: NumberKind.HOME,
    CsvField.EXTENSION: NumberKind.EXTENSION,
    CsvField.FAX: NumberKind.FAX,
    CsvField.OTHER: NumberKind.OTHER,
}
_ONCE = (CsvField.FULL_NAME, CsvField.FIRST_NAME, CsvField.LAST_NAME, CsvField.COMPANY, CsvField.MAIL)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("|".join(fold(word) for word in text.split("|")))


# Column names of Outlook, Google, Thunderbird and office lists, German and English; the first match wins.
_NOT_WANTED = _pattern("weitere vornamen|middle|suffix|anrede|title|titel|typ$|type$|label|anzeigename der|phonetic"
                       "|display name 2|e-mail 2|e-mail 3|assistent|assistant|telex|pager|isdn|ttytdd")  # fmt: skip
_RULES: tuple[tuple[re.Pattern[str], CsvField], ...] = (
    (_NOT_WANTED, CsvField.SKIP),
    (_pattern("fax"), CsvField.FAX),
    (_pattern("mobil|handy|cell"), CsvField.MOBILE),
    (_pattern("durchwahl|nebenstelle|extension"), CsvField.EXTENSION),
    (_pattern("telefon.*privat|privat.*telefon|privattelefon|home.*phone|phone.*home|tel.*privat"), CsvField.HOME),
    (_pattern("telefon.*(geschäftlich|firma|arbeit|dienst|büro)|(geschäftlich|firmen|dienst|büro).*(telefon|tel)"
              "|(business|work|company|office|primary).*phone|haupttelefon|tel.*(geschäftlich|dienst|büro)"),
     CsvField.WORK),
    (_pattern("telefon|phone|rufnummer|telephone|^tel$|^tel[ .]|^nummer$|^number$"), CsvField.OTHER),
    (_pattern("e-mail|email|^mail"), CsvField.MAIL),
    (_pattern("vorname|first name|given name|^first"), CsvField.FIRST_NAME),
    (_pattern("nachname|familienname|last name|family name|surname|^last"), CsvField.LAST_NAME),
    (_pattern("^firma|^company|organisation|organization.*name|^organization$|unternehmen"), CsvField.COMPANY),
    (_pattern("^name|full name|anzeigename|display name|^kontakt"), CsvField.FULL_NAME),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CsvTable:
    """`header` is empty where the first row is already a contact; all rows are padded to the same width."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        return max(len(self.header), len(self.rows[0]) if self.rows else 0)


def read_table(data: bytes, encoding: str = "") -> CsvTable:
    """Returns a table for any bytes; `encoding` overrides the guess."""
    used = encoding if encoding in ENCODINGS else _encoding_of(data)
    text = data.decode(used, errors="replace").replace("\0", "")
    named = _SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter_of(text)
    rows = list(_rows(text, delimiter))
    width = max((len(row) for row in rows), default=0)
    even = tuple(tuple((*row, *[""] * (width - len(row)))) for row in rows)
    if even and not any(_is_number(cell) for cell in even[0]):
        return CsvTable(used, delimiter, even[0], even[1:])
    return CsvTable(used, delimiter, (), even)


def guess_fields(table: CsvTable) -> tuple[CsvField, ...]:
    """The field of each column, by its name, else by its content."""
    by_content = _by_content(table) if not table.header else ()
    guessed = by_content or tuple(_field_of(name[:LONGEST_HEADING]) for name in table.header)
    if CsvField.FIRST_NAME in guessed and CsvField.LAST_NAME not in guessed:
        guessed = tuple(CsvField.LAST_NAME if f is CsvField.FULL_NAME else f for f in guessed)
    return tuple(_each_once(guessed))


def contacts_of(table: CsvTable, fields: Sequence[CsvField], source: str) -> tuple[Contact, ...]:
    """One contact per row, unformatted (see `tidy`)."""
    contacts: list[Contact] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        contact = _contact(row, fields, source)
        again = seen[contact.key] = seen.get(contact.key, 0) + 1
        contacts.append(contact if again == 1 else replace(contact, key=f"{contact.key}-{again}"))
    return tuple(contacts)


def stable_id(*parts: str) -> str:
    """A key that stays the same when a file is imported again."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


def _encoding_of(data: bytes) -> str:
    """The encoding by byte order mark; else UTF-8 where valid, else that of German Windows programs."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter_of(text: str) -> str:
    """The separator that gives the first lines the most columns."""
    start = text[:20_000]
    counted = [(min((len(row) for row in list(_rows(start, one))[:5]), default=0), one) for one in _DELIMITERS]
    most = max(count for count, _ in counted)
    return next(one for count, one in counted if count == most)


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
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
            yield tuple(cell.strip()[:LONGEST_CELL] for cell in row)


def _field_of(name: str) -> CsvField:
    folded = " ".join(fold(name).replace("_", " ").split())
    return next((field for pattern, field in _RULES if pattern.search(folded)), CsvField.SKIP)


def _by_content(table: CsvTable) -> tuple[CsvField, ...]:
    sample = table.rows[:_SAMPLE_ROWS]
    return tuple(_content_field([row[column] for row in sample]) for column in range(table.width))


def _content_field(cells: Sequence[str]) -> CsvField:
    filled = [cell for cell in cells if cell]
    if not filled:
        return CsvField.SKIP
    if 2 * sum(_is_number(cell) for cell in filled) > len(filled):
        return CsvField.OTHER
    return CsvField.MAIL if 2 * sum("@" in cell for cell in filled) > len(filled) else CsvField.FULL_NAME


def _is_number(cell: str) -> bool:
    cleaned = clean_dialled(cell, "DE")
    return isinstance(cleaned, str) and len(cleaned) > 2 and cleaned.lstrip("+").isdigit()


def _each_once(guessed: Sequence[CsvField]) -> Iterator[CsvField]:
    """Keeps name, company and mail address only for their first column."""
    taken: set[CsvField] = set()
    for field in guessed:
        yield CsvField.SKIP if field in taken else field
        if field in _ONCE:
            taken.add(field)


def _contact(row: Sequence[str], fields: Sequence[CsvField], source: str) -> Contact:
    cells = [(field, cell) for field, cell in zip(fields, row, strict=False) if cell and field is not CsvField.SKIP]
    first: dict[CsvField, str] = {field: cell for field, cell in reversed(cells)}
    numbers = tuple(ContactNumber(cell, NUMBER_KINDS[f]) for f, cell in cells if f in NUMBER_KINDS)
    names = tuple(first.get(field, "") for field in _ONCE)
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
