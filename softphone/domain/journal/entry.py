"""The journal as values: what is kept of a finished call, and which entries a question is about. Pure."""

import re
from dataclasses import dataclass
from enum import Enum

from softphone.domain.numbers.phone_numbers import match_key
from softphone.domain.telephone.call import CallEnd, Direction

LONGEST_NOTE = 2000
_NUMBER_LIKE = re.compile(r"[\d\s+/().\-]*\d[\d\s+/().\-]*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One finished call. `number` as shown, `number_key` as compared; an empty `leader_id` is a call of one's own.

    `missed` only when nobody took it. `done`: the missed call or the promise needs nothing more.
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
        """Somebody still waits: a missed call or a promised call-back that is not done."""
        return not self.done and (self.missed or self.promised_until_s is not None)


class JournalKind(Enum):
    """Alle, Verpasst, Rückrufe: the last are the promises that are still open, the next one first."""

    ALL = "all"
    MISSED = "missed"
    CALL_BACKS = "call-backs"


@dataclass(frozen=True, slots=True)
class JournalQuery:
    """`leader_id` None: all; empty: calls of one's own. `end` None: every outcome."""

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
    """`missed` and `call_backs` count what is open; `leaders` those with entries, by name."""

    total: int = 0
    missed: int = 0
    call_backs: int = 0
    leaders: tuple[LeaderCount, ...] = ()


def number_key(number: str, region: str) -> str:
    """Equal for two ways of writing the same number; empty for a caller who hides it."""
    return match_key(number, region)


def needle(text: str) -> str:
    """What is looked for in `search_text`: digits alone where a number is meant, else without regard to case."""
    squeezed = " ".join(text.split())
    return _digits(squeezed) if _NUMBER_LIKE.match(squeezed) else squeezed.casefold()


def search_text(entry: JournalEntry) -> str:
    """Name, number in both ways of writing, leader and note, in the form that `needle` is looked for in."""
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
    """Rising by this: newest first; of the promises the next one first."""
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
