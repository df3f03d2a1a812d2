"""Contacts as values: people and companies with their numbers, from any source. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from softphone.domain.contacts.import_note import ImportNote
from softphone.domain.contacts.name_folding import fold, words
from softphone.domain.numbers.phone_numbers import clean_dialled, display, match_key, pasted
from softphone.domain.numbers.spreadsheet_damage import is_damaged, restored
from softphone.domain.plain_text import plain

LONGEST_NAME = 120
LONGEST_NUMBER = 80
MOST_NUMBERS = 20


class NumberKind(Enum):
    WORK = "work"
    MOBILE = "mobile"
    HOME = "home"
    EXTENSION = "extension"
    FAX = "fax"
    OTHER = "other"


class SourceKind(Enum):
    """The first three are the portal's directories; OWN: added here, one by one."""

    GROUP = "group"
    ENTERPRISE = "enterprise"
    PERSONAL = "personal"
    CARDDAV = "carddav"
    LDAP = "ldap"
    VCARD = "vcard"
    CSV = "csv"
    OWN = "own"

    @property
    def is_directory(self) -> bool:
        return self in (SourceKind.GROUP, SourceKind.ENTERPRISE, SourceKind.PERSONAL)

    @property
    def is_server(self) -> bool:
        return self in (SourceKind.CARDDAV, SourceKind.LDAP)

    @property
    def is_internal(self) -> bool:
        return self in (SourceKind.GROUP, SourceKind.ENTERPRISE)


@dataclass(frozen=True, slots=True)
class ContactNumber:
    """`text` as the region writes it, `key` as compared (phone_numbers.match_key)."""

    text: str
    kind: NumberKind = NumberKind.OTHER
    key: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """`key` is unique and stable: the source's id and the id there. `photo` names a stored picture."""

    key: str
    source: str
    source_kind: SourceKind
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    numbers: tuple[ContactNumber, ...] = ()
    mail: str = ""
    photo: str = ""
    favourite: bool = False
    full_name: str = ""

    @property
    def name(self) -> str:
        """The displayed name: as the source writes it, else the company."""
        return self.full_name or f"{self.first_name} {self.last_name}".strip() or self.company

    @property
    def main_number(self) -> ContactNumber | None:
        """The number called by default, never a fax; one that cannot be dialled only without any other."""
        voice = [number for number in self.numbers if number.kind is not NumberKind.FAX]
        return next((number for number in voice if number.key), next(iter(voice), None))


def user_id_of(contact: Contact) -> str:
    """The platform's user id of a person in the portal's directories, for watching the line; else empty."""
    own = contact.key.partition("/")[2] if contact.source_kind.is_internal else ""
    return own if "@" in own else ""


@dataclass(frozen=True, slots=True)
class ContactSource:
    """`user`: the owner; `sync_state`: the server's token of the last fetch."""

    id: str
    kind: SourceKind
    name: str
    url: str = ""
    user: str = ""
    ca_file: str = ""
    sync_state: str = ""
    fetched_at_s: float | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import. `photos` by the name in the contacts; `skipped`: the number of unreadable ones."""

    contacts: tuple[Contact, ...] = ()
    photos: Mapping[str, bytes] = field(default_factory=dict)
    skipped: int = 0
    notes: tuple[ImportNote, ...] = ()


@dataclass(frozen=True, slots=True)
class DavChanges:
    """Changes at an address book server; `state` is the token for the next request. `whole`: a complete list."""

    state: str
    imported: Imported
    gone: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """A page of a portal's directory; `total`: the portal's count of all entries."""

    contacts: tuple[Contact, ...]
    entries: int
    total: int


def tidy(contact: Contact, region: str) -> Contact | None:
    """The contact with bounded plain text, formatted numbers and their keys; None without name and number."""
    numbers = _tidy_numbers(contact, region)[:MOST_NUMBERS]
    clean = replace(
        contact,
        first_name=plain(contact.first_name, LONGEST_NAME),
        last_name=plain(contact.last_name, LONGEST_NAME),
        company=plain(contact.company, LONGEST_NAME),
        full_name=plain(contact.full_name, LONGEST_NAME),
        mail=plain(contact.mail, LONGEST_NAME),
        numbers=numbers,
    )
    if clean.name:
        return clean
    return replace(clean, full_name=numbers[0].text) if numbers else None


def tidy_all(contacts: Iterable[Contact], region: str) -> tuple[Contact, ...]:
    return tuple(clean for contact in contacts if (clean := tidy(contact, region)) is not None)


def _tidy_numbers(contact: Contact, region: str) -> tuple[ContactNumber, ...]:
    """Each number once, with its first spelling and its most telling kind; a fax is never the first."""
    known: dict[str, ContactNumber] = {}
    from_table = contact.source_kind is SourceKind.CSV
    for number in contact.numbers:
        found = tidy_number(number, region, from_table)
        if found is None:
            continue
        before = known.setdefault(found.key or found.text, found)
        if _VAGUENESS.get(found.kind, 0) < _VAGUENESS.get(before.kind, 0):
            known[found.key or found.text] = replace(before, kind=found.kind)
    first = next((one for one in known.values() if one.kind is not NumberKind.FAX), None)
    return tuple(sorted(known.values(), key=lambda number: number is not first))


_VAGUENESS = {NumberKind.OTHER: 1, NumberKind.FAX: 2}


def tidy_number(number: ContactNumber, region: str, from_table: bool) -> ContactNumber | None:
    """A number that a spreadsheet has destroyed stays visible, without a key: it is nobody's."""
    text = plain(number.text, LONGEST_NUMBER)
    if is_damaged(text):
        return ContactNumber(text, number.kind)
    text = pasted(restored(text, region) if from_table else text, region)
    key = match_key(text, region)
    usable = key and _may_be_called(text) and isinstance(clean_dialled(text, region), str)
    return ContactNumber(display(text, region), number.kind, key) if usable else None


def _may_be_called(text: str) -> bool:
    """Words like "none" stand in many files; an address has its host."""
    return "@" in text or any(c.isdigit() for c in text)


def sort_key(contact: Contact) -> tuple[str, str]:
    return fold(contact.name), contact.key


def search_words(contact: Contact) -> frozenset[str]:
    return frozenset(words(f"{contact.full_name} {contact.first_name} {contact.last_name} {contact.company}"))


def number_digits(numbers: Iterable[ContactNumber]) -> tuple[str, ...]:
    """The digits of every number in both spellings."""
    return tuple({_digits(text) for number in numbers for text in (number.text, number.key)} - {""})


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")
