"""A journal row as the windows show it."""

from dataclasses import dataclass

from softphone.domain.telephone.call import CallEnd, CallKey, Direction
from softphone.services.state.groups import LeaderRef


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One finished call; `missed` only when nobody took it. `key` is 0 for a call of an earlier session.

    `id` is the journal's own; `done`: the missed call or the promised call-back needs nothing more.
    `repeats`: so many attempts within seconds are one line of the short list.
    """

    key: CallKey
    direction: Direction
    headline: str
    detail: str
    leader: LeaderRef | None
    end: CallEnd
    started_at_s: float
    duration_s: float | None
    missed: bool
    id: int = 0
    number: str = ""
    answered_by: str = ""
    note: str = ""
    promised_until_s: float | None = None
    promised_at_s: float | None = None
    done: bool = False
    repeats: int = 1
