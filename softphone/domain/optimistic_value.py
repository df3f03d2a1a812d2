"""A portal value with the user's pending change, shown optimistically. Pure.

At most one write is in flight, and the last click wins. Every step returns the new state and the next action.
"""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from softphone.domain.platform_facts import OPT_IN_LOCKED_STATUS
from softphone.domain.problems import PortalRefused, PortalTimedOut, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OptimisticValue(Generic[T]):
    """`wanted` is the user's last choice, `in_flight` the last sent value, kept while a lost answer is read back.

    `unanswered` is the problem to report if the reading shows that the write was lost.
    """

    confirmed: T
    wanted: T
    in_flight: T | None = None
    reading_back: bool = False
    locked: bool = False
    problem: Problem | None = None
    unanswered: Problem | None = None

    @property
    def busy(self) -> bool:
        return self.in_flight is not None


@dataclass(frozen=True, slots=True)
class Send(Generic[T]):
    on: T


@dataclass(frozen=True, slots=True)
class ReadBack:
    pass


def confirmed(value: T) -> OptimisticValue[T]:
    """The value as read at sign-in."""
    return OptimisticValue(confirmed=value, wanted=value)


def clicked(m: OptimisticValue[T], value: T) -> tuple[OptimisticValue[T], Send[T] | None]:
    """The user chose a value. A locked group may be retried: only the answer shows whether permission is back."""
    if m.busy:
        return replace(m, wanted=value), None
    return (m, None) if value == m.confirmed else _send(m, value)


def accepted(m: OptimisticValue[T]) -> tuple[OptimisticValue[T], Send[T] | None]:
    if m.in_flight is None or m.reading_back:
        return m, None
    return _finish(replace(m, confirmed=m.in_flight, locked=False))


def refused(m: OptimisticValue[T], problem: Problem) -> tuple[OptimisticValue[T], Send[T] | None]:
    """The portal refused: returns to its value with the problem; the refused write is not repeated."""
    if m.in_flight is None or m.reading_back:
        return m, None
    locked = isinstance(problem, PortalRefused) and problem.status == OPT_IN_LOCKED_STATUS
    return _restored(replace(m, locked=locked), problem), None


def no_answer(m: OptimisticValue[T], problem: Problem | None = None) -> tuple[OptimisticValue[T], ReadBack]:
    """After a time-out the portal is read before anything is reported; a second time-out reads again."""
    waiting = m.in_flight is not None
    return replace(m, reading_back=waiting, unanswered=problem or PortalTimedOut("")), ReadBack()


def read(m: OptimisticValue[T], confirmed: T) -> tuple[OptimisticValue[T], Send[T] | None]:
    """The value read from the portal. A reading that crosses a write is ignored: the write's answer is newer."""
    if m.in_flight is None:
        problem = m.problem if confirmed == m.confirmed else None
        return replace(m, confirmed=confirmed, wanted=confirmed, problem=problem, unanswered=None), None
    if not m.reading_back:
        return m, None
    known = replace(m, confirmed=confirmed)
    if m.wanted == m.in_flight and confirmed != m.in_flight:
        return _restored(known, m.unanswered), None
    return _finish(known)


def read_failed(m: OptimisticValue[T], problem: Problem) -> tuple[OptimisticValue[T], Send[T] | None]:
    """It stays unknown whether the write arrived; a choice that changed meanwhile is sent."""
    if m.in_flight is None or not m.reading_back:
        return m, None
    return _send(m, m.wanted) if m.wanted != m.in_flight else (_restored(m, problem), None)


def _send(m: OptimisticValue[T], value: T) -> tuple[OptimisticValue[T], Send[T] | None]:
    sent = replace(m, wanted=value, in_flight=value, reading_back=False, problem=None, unanswered=None)
    return sent, Send(value)


def _finish(m: OptimisticValue[T]) -> tuple[OptimisticValue[T], Send[T] | None]:
    if m.wanted != m.confirmed:
        return _send(m, m.wanted)
    return replace(m, in_flight=None, reading_back=False, problem=None, unanswered=None), None


def _restored(m: OptimisticValue[T], problem: Problem | None) -> OptimisticValue[T]:
    return replace(m, wanted=m.confirmed, in_flight=None, reading_back=False, problem=problem, unanswered=None)


Membership = OptimisticValue[bool]
"""An assistant's membership in a group; `locked` once the portal has refused because the permission was withdrawn."""
