"""Contacts as the windows and `ctl` show them; the many themselves are asked for (contact_actions)."""

from dataclasses import dataclass
from enum import Enum

from softphone.domain.contacts.contact import Contact, ContactSource, NumberKind, SourceKind
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.contacts.import_note import ImportNote
from softphone.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class SourceView:
    """`busy` while it is being fetched; the problem stands until the next attempt."""

    source: ContactSource
    count: int
    busy: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class CsvPreview:
    """A CSV file looked at and not yet taken: `columns` empty where the file names none.

    `unsure`: columns, from 0, whose guessed field a person should look at.
    """

    file: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    fields: tuple[CsvField, ...]
    sample: tuple[tuple[str, ...], ...]
    rows: int
    unsure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The last import: `came` contacts under the name of the source; the first `notes` of `noted` in all."""

    name: str
    came: int
    notes: tuple[ImportNote, ...] = ()
    noted: int = 0


@dataclass(frozen=True, slots=True)
class ContactsView:
    """`revision` changes with every change of any contact; `skipped` of the last import could not be read."""

    sources: tuple[SourceView, ...] = ()
    favourites: tuple[Contact, ...] = ()
    total: int = 0
    loading: bool = False
    revision: int = 0
    csv: CsvPreview | None = None
    skipped: int = 0
    report: ImportReport | None = None


@dataclass(frozen=True, slots=True)
class ContactQuery:
    """`source` None: all of them."""

    text: str = ""
    source: str | None = None
    favourites_only: bool = False


class FoundGroup(Enum):
    """In the order in which results stand."""

    LEADER = "leader"
    FAVOURITE = "favourite"
    INTERNAL = "internal"
    CONTACT = "contact"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody to call: `number` is what is dialled, as shown. `leader_id`, `contact_key` where it is one."""

    group: FoundGroup
    name: str
    number: str
    kind: NumberKind = NumberKind.OTHER
    company: str = ""
    source_kind: SourceKind | None = None
    source_name: str = ""
    leader_id: str = ""
    contact_key: str = ""
    initials: str = ""


def means_a_name(text: str) -> bool:
    """Then Return takes the first result. Digits and feature codes are called as they stand, 112 above all."""
    return any(character.isalpha() for character in text) and "@" not in text
