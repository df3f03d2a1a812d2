"""Journal entries as values, and queries on them. Pure."""

import re
from dataclasses import dataclass
from enum import Enum

from softphone.domain.numbers.phone_numbers import match_key
from softphone.domain.telephone.call import CallEnd, Direction

LONGEST_NOTE = 2000
_NUMBER_LIKE = re.compile(r"[\d\s+/().\-]*\d[\d\s+/().\-]*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A finished call. `number` as shown, `number_key` for comparison; an empty `leader_id` is an own call.

    `missed` only when nobody answered. `done`: the missed call or promise needs no more action.
    """

    id: int
    direction: Direction
    name: str
    number: str
    number_key: str
    leader_id: str
    leader_name: str
    end: CallEnd
    started_at_s: float
    duration_s: float | None
    missed: bool
    answered_by: str = ""
    note: str = ""
    promised_until_s: float | None = None
    promised_at_s: float | None = None
    done: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a missed call or promised call-back is not done yet."""
        return not self.done and (self.missed or self.promised_until_s is not None)


class JournalKind(Enum):
    """Alle, Verpasst, Rückrufe; call-backs are open promises, the next one first."""

    ALL = "all"
    MISSED = "missed"
    CALL_BACKS = "call-backs"


@dataclass(frozen=True, slots=True)
class JournalQuery:
    """`leader_id` None: all; empty: own calls. `end` None: every outcome."""

    text: str = ""
    leader_id: str | None = None
    kind: JournalKind = JournalKind.ALL
    end: CallEnd | None = None


@dataclass(frozen=True, slots=True)
class LeaderCount:
    leader_id: str
    leader_name: str
    total: int
    missed: int


@dataclass(frozen=True, slots=True)
class JournalCounts:
    """`missed` and `call_backs` count open entries; `leaders`: those with entries, by name."""

    total: int = 0
    missed: int = 0
    call_backs: int = 0
    leaders: tuple[LeaderCount, ...] = ()


def number_key(number: str, region: str) -> str:
    """A key equal for all spellings of a number; empty for a hidden caller."""
    return match_key(number, region)


def needle(text: str) -> str:
    """The text to find in `search_text`: digits alone for a number, else case-folded."""
    squeezed = " ".join(text.split())
    return _digits(squeezed) if _NUMBER_LIKE.match(squeezed) else squeezed.casefold()


def search_text(entry: JournalEntry) -> str:
    """Name, number in both spellings, leader and note, in the form that `needle` searches."""
    words = (entry.name, entry.leader_name, " ".join(entry.note.split()))
    numbers = (_digits(entry.number), _digits(entry.number_key))
    return "\n".join((*(word.casefold() for word in words), *numbers))


def matches(entry: JournalEntry, query: JournalQuery) -> bool:
    if query.leader_id is not None and entry.leader_id != query.leader_id:
        return False
    if query.end is not None and entry.end is not query.end:
        return False
    return _is_of(entry, query.kind) and needle(query.text) in search_text(entry)


def order(entry: JournalEntry, kind: JournalKind) -> tuple[float, int]:
    """The sort key: newest first; of the call-backs the next one first."""
    if kind is JournalKind.CALL_BACKS:
        return entry.promised_until_s or 0.0, entry.id
    return -entry.started_at_s, -entry.id


def _is_of(entry: JournalEntry, kind: JournalKind) -> bool:
    match kind:
        case JournalKind.ALL:
            return True
        case JournalKind.MISSED:
            return entry.missed
        case JournalKind.CALL_BACKS:
            return entry.promised_until_s is not None and not entry.done


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")
