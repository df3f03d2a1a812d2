"""Optimistic writes to the portal: one at a time per key, 10 s limit, the last value wins."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from softphone.domain import optimistic_value
from softphone.domain.optimistic_value import OptimisticValue, ReadBack, Send
from softphone.domain.problems import NotPossibleNow, Obstacle, PortalTimedOut, Problem
from softphone.services.core.outcomes import LimitReachedError, Outcome, pending, settle, settled, within
from softphone.services.core.portal_reading import Piece, may_have_been_written
from softphone.services.core.ports import Clock, Portal, Spawn
from softphone.services.core.signal import Signal

ANSWER_LIMIT_S = 10.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    problem: Problem | None = None


class OptimisticWriter(Generic[T]):
    """Keeps one OptimisticValue per key; `changed`: after every step; `value_confirmed`: the portal has it.

    A subclass says how a value is written and read, and what an unknown key is.
    """

    def __init__(self, clock: Clock, spawn: Spawn, name: str) -> None:
        self._clock, self._spawn, self._name = clock, spawn, name
        self._portal: Portal | None = None
        self._host = ""
        self._wishes: dict[str, OptimisticValue[T]] = {}
        self._steps: dict[str, int] = {}
        self._asked: dict[str, list[tuple[T, Outcome]]] = {}
        self.changed = Signal[()]()
        self.value_confirmed = Signal[str, T]()

    async def _write(self, portal: Portal, key: str, value: T) -> Piece[T]:
        """The value where the portal took it, else why not."""
        raise NotImplementedError

    async def _read(self, portal: Portal, key: str) -> Piece[T]:
        raise NotImplementedError

    def _unknown(self, key: str) -> Problem:
        raise NotImplementedError

    def _difference(self, wanted: T, shown: T) -> Problem | None:
        """None where the portal shows what was wanted, in whatever spelling."""
        raise NotImplementedError

    def use(self, portal: Portal, host: str) -> None:
        self._portal, self._host = portal, host

    def end(self) -> None:
        self._portal = None
        self._wishes, self._steps = {}, {}
        asked, self._asked = self._asked, {}
        for waiting in asked.values():
            for _, outcome in waiting:
                settle(outcome, NotPossibleNow(Obstacle.SIGNED_OUT))

    def steps_so_far(self) -> Mapping[str, int]:
        """To be handed to `take_over`: what has been clicked or answered since then is newer than the document."""
        return dict(self._steps)

    def take_over(self, read: Mapping[str, T], since: Mapping[str, int]) -> None:
        """The portal's values as read at sign-in."""
        wishes = {key: self._as_read(key, value, since) for key, value in read.items()}
        for key in self._wishes.keys() - wishes.keys():
            gone = _Answer(self._unknown(key))
            self._settle_asked(key, lambda value, gone=gone: gone)  # type: ignore[misc]
        self._wishes = wishes

    def set(self, key: str, value: T) -> Outcome:
        known = self._wishes.get(key)
        if known is None:
            return settled(self._unknown(key))
        after, todo = optimistic_value.clicked(known, value)
        if not after.busy:
            return settled()
        outcome = pending()
        self._asked.setdefault(key, []).append((value, outcome))
        self._take(key, after, todo)
        return outcome

    def _as_read(self, key: str, value: T, since: Mapping[str, int]) -> OptimisticValue[T]:
        present = self._wishes.get(key)
        if present is not None and (present.busy or self._steps.get(key, 0) != since.get(key, 0)):
            return present
        return optimistic_value.confirmed(value)

    def _take(self, key: str, after: OptimisticValue[T], todo: Send[T] | ReadBack | None) -> None:
        self._wishes[key] = after
        self._steps[key] = self._steps.get(key, 0) + 1
        self.changed.emit()
        if todo is not None and self._portal is not None:
            self._spawn(self._carry_out(self._portal, key, todo), f"{self._name} {key}".strip())

    async def _carry_out(self, portal: Portal, key: str, todo: Send[T] | ReadBack) -> None:
        if isinstance(todo, Send):
            written = await self._limited(self._write(portal, key, todo.on))
            otherwise = await self._otherwise(portal, key, todo.on) if written.problem is None else None
            if self._is_current(portal, key):
                self._after_write(key, written.problem, otherwise)
        else:
            found = await self._limited(self._read(portal, key))
            if self._is_current(portal, key):
                self._after_read(key, found)

    async def _otherwise(self, portal: Portal, key: str, sent: T) -> tuple[T, Problem] | None:
        """What the portal shows after it took `sent`, if that differs; not read where a newer choice follows."""
        if not self._is_current(portal, key) or self._wishes[key].wanted != sent:
            return None
        shown = (await self._limited(self._read(portal, key))).value
        problem = None if shown is None else self._difference(sent, shown)
        return None if shown is None or problem is None else (shown, problem)

    async def _limited(self, work: Coroutine[Any, Any, Piece[T]]) -> Piece[T]:
        try:
            return await within(self._clock, ANSWER_LIMIT_S, work)
        except LimitReachedError:
            return Piece(problem=PortalTimedOut(self._host))

    def _is_current(self, portal: Portal, key: str) -> bool:
        """After signing out, or when the thing is gone, an answer means nothing any more."""
        return portal is self._portal and key in self._wishes

    def _after_write(self, key: str, problem: Problem | None, otherwise: tuple[T, Problem] | None) -> None:
        before = self._wishes[key]
        if otherwise is not None:
            unclear, _ = optimistic_value.no_answer(before, otherwise[1])
            self._answered(key, before, *optimistic_value.read(unclear, otherwise[0]))
        elif problem is None:
            self._answered(key, before, *optimistic_value.accepted(before))
        elif may_have_been_written(problem):
            self._take(key, *optimistic_value.no_answer(before, problem))
        else:
            self._answered(key, before, *optimistic_value.refused(before, problem))

    def _after_read(self, key: str, found: Piece[T]) -> None:
        before = self._wishes[key]
        if found.value is not None:
            self._answered(key, before, *optimistic_value.read(before, found.value))
        else:
            problem = found.problem or self._unknown(key)
            self._answered(key, before, *optimistic_value.read_failed(before, problem))

    def _answered(
        self, key: str, before: OptimisticValue[T], after: OptimisticValue[T], todo: Send[T] | None
    ) -> None:
        self._take(key, after, todo)
        if before.confirmed != after.confirmed and not after.busy:
            self.value_confirmed.emit(key, after.confirmed)
        self._settle_asked(key, lambda value: _verdict(after, value))

    def _settle_asked(self, key: str, verdict: Callable[[T], _Answer | None]) -> None:
        waiting: list[tuple[T, Outcome]] = []
        for value, outcome in self._asked.pop(key, []):
            answer = verdict(value)
            if answer is None:
                waiting.append((value, outcome))
            else:
                settle(outcome, answer.problem)
        if waiting:
            self._asked[key] = waiting


def _verdict(after: OptimisticValue[T], value: T) -> _Answer | None:
    """What an answer of the portal means for somebody who asked for `value`; None while that is still open."""
    if value == after.confirmed and after.in_flight != value:
        return _Answer()
    if after.busy:
        return None
    return _Answer(after.problem or NotPossibleNow(Obstacle.SUPERSEDED))
