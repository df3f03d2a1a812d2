"""A value of the portal and the user's wish for it, kept apart (design.md section 3). Pure.

At most one write is under way and the last wish wins. Every step returns the new state and what is to be done.
"""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from softphone.domain.platform_facts import OPT_IN_LOCKED_STATUS
from softphone.domain.problems import PortalRefused, PortalTimedOut, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish(Generic[T]):
    """`in_flight` is the value last sent, kept while an unanswered write is read back.

    `unanswered` waits for that reading: only then is known whether there is anything to tell.
    """

    confirmed: T
    wish: T
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


def confirmed(value: T) -> Wish[T]:
    """As read at sign-in."""
    return Wish(confirmed=value, wish=value)


def clicked(m: Wish[T], value: T) -> tuple[Wish[T], Send[T] | None]:
    """A locked group may be tried again: only the answer tells whether the permission is back."""
    if m.busy:
        return replace(m, wish=value), None
    return (m, None) if value == m.confirmed else _send(m, value)


def accepted(m: Wish[T]) -> tuple[Wish[T], Send[T] | None]:
    if m.in_flight is None or m.reading_back:
        return m, None
    return _settle(replace(m, confirmed=m.in_flight, locked=False))


def refused(m: Wish[T], problem: Problem) -> tuple[Wish[T], Send[T] | None]:
    """The portal said no: back to its value, with its sentence; the refused wish is not repeated."""
    if m.in_flight is None or m.reading_back:
        return m, None
    locked = isinstance(problem, PortalRefused) and problem.status == OPT_IN_LOCKED_STATUS
    return _restored(replace(m, locked=locked), problem), None


def no_answer(m: Wish[T], problem: Problem | None = None) -> tuple[Wish[T], ReadBack]:
    """After a time-out nothing is said before the portal has been read; a second one while reading asks again."""
    waiting = m.in_flight is not None
    return replace(m, reading_back=waiting, unanswered=problem or PortalTimedOut("")), ReadBack()


def read(m: Wish[T], confirmed: T) -> tuple[Wish[T], Send[T] | None]:
    """What the portal says now. A reading that crosses a write is ignored: the write's answer is newer."""
    if m.in_flight is None:
        problem = m.problem if confirmed == m.confirmed else None
        return replace(m, confirmed=confirmed, wish=confirmed, problem=problem, unanswered=None), None
    if not m.reading_back:
        return m, None
    known = replace(m, confirmed=confirmed)
    if m.wish == m.in_flight and confirmed != m.in_flight:
        return _restored(known, m.unanswered), None
    return _settle(known)


def read_failed(m: Wish[T], problem: Problem) -> tuple[Wish[T], Send[T] | None]:
    """Whether the write arrived stays unknown; a wish that changed meanwhile is sent to make it certain."""
    if m.in_flight is None or not m.reading_back:
        return m, None
    return _send(m, m.wish) if m.wish != m.in_flight else (_restored(m, problem), None)


def _send(m: Wish[T], value: T) -> tuple[Wish[T], Send[T] | None]:
    sent = replace(m, wish=value, in_flight=value, reading_back=False, problem=None, unanswered=None)
    return sent, Send(value)


def _settle(m: Wish[T]) -> tuple[Wish[T], Send[T] | None]:
    if m.wish != m.confirmed:
        return _send(m, m.wish)
    return replace(m, in_flight=None, reading_back=False, problem=None, unanswered=None), None


def _restored(m: Wish[T], problem: Problem | None) -> Wish[T]:
    return replace(m, wish=m.confirmed, in_flight=None, reading_back=False, problem=problem, unanswered=None)


Membership = Wish[bool]
"""One assistant in one group; `locked` once the portal has refused with the status of a withdrawn permission."""
