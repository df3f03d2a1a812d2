"""Carries the boxes "Eingeloggt" to the portal: one write under way per leader, 10 s limit, the last wish wins."""

from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from softphone.domain import opt_in
from softphone.domain.executive import ExecutiveEntry
from softphone.domain.opt_in import Membership, ReadBack, Send
from softphone.domain.problems import (
    NoSuchGroup,
    NotPossibleNow,
    PortalAnswerUnusable,
    PortalTimedOut,
    PortalUnreachable,
    Problem,
)
from softphone.services.actions import Outcome
from softphone.services.outcomes import LimitReachedError, pending, settle, settled, within
from softphone.services.ports import Clock, Portal, Spawn
from softphone.services.settings_reading import Piece, attempt

ANSWER_LIMIT_S = 10.0


class OptInService:
    """Keeps one Membership per leader; `on_change` hears of every step, `on_confirmed` of a wish that came true."""

    def __init__(self, clock: Clock, spawn: Spawn) -> None:
        self._clock, self._spawn = clock, spawn
        self._portal: Portal | None = None
        self._host = ""
        self._memberships: dict[str, Membership] = {}
        self._steps: dict[str, int] = {}
        self._asked: dict[str, list[tuple[bool, Outcome]]] = {}
        self.on_change: Callable[[], None] = lambda: None
        self.on_confirmed: Callable[[str, bool], None] = lambda leader_id, on: None

    def use(self, portal: Portal, host: str) -> None:
        self._portal, self._host = portal, host

    def end(self) -> None:
        self._portal = None
        self._memberships, self._steps = {}, {}
        for asked in self._asked.values():
            for _, outcome in asked:
                settle(outcome, NotPossibleNow("signed-out"))
        self._asked = {}

    def membership(self, leader_id: str) -> Membership:
        return self._memberships[leader_id]

    def steps_so_far(self) -> Mapping[str, int]:
        """To be handed to `take_over`: what has been clicked or answered since then is newer than the document."""
        return dict(self._steps)

    def take_over(self, entries: Iterable[ExecutiveEntry], since: Mapping[str, int]) -> None:
        """The portal's values as read at sign-in."""
        memberships = {entry.user_id: self._as_read(entry, since) for entry in entries}
        for leader_id in self._memberships.keys() - memberships.keys():
            self._settle_asked(leader_id, _gone(leader_id))
        self._memberships = memberships

    def set(self, leader_id: str, on: bool) -> Outcome:
        membership = self._memberships.get(leader_id)
        if membership is None:
            return settled(NoSuchGroup(leader_id))
        after, todo = opt_in.clicked(membership, on)
        if not after.busy:
            return settled()
        outcome = pending()
        self._asked.setdefault(leader_id, []).append((on, outcome))
        self._take(leader_id, after, todo)
        return outcome

    def _as_read(self, entry: ExecutiveEntry, since: Mapping[str, int]) -> Membership:
        leader_id = entry.user_id
        present = self._memberships.get(leader_id)
        if present is not None and (present.busy or self._steps.get(leader_id, 0) != since.get(leader_id, 0)):
            return present
        return opt_in.confirmed(entry.opted_in)

    def _take(self, leader_id: str, after: Membership, todo: Send | ReadBack | None) -> None:
        self._memberships[leader_id] = after
        self._steps[leader_id] = self._steps.get(leader_id, 0) + 1
        self.on_change()
        if todo is not None and self._portal is not None:
            self._spawn(self._carry_out(self._portal, leader_id, todo), f"opt-in {leader_id}")

    async def _carry_out(self, portal: Portal, leader_id: str, todo: Send | ReadBack) -> None:
        if isinstance(todo, Send):
            written = await self._limited(_written(portal, leader_id, todo.on))
            if self._is_current(portal, leader_id):
                self._after_write(leader_id, written.problem)
        else:
            found = await self._limited(_as_stored(portal, leader_id))
            if self._is_current(portal, leader_id):
                self._after_read(leader_id, found)

    async def _limited(self, work: Coroutine[Any, Any, Piece[bool]]) -> Piece[bool]:
        try:
            return await within(self._clock, ANSWER_LIMIT_S, work)
        except LimitReachedError:
            return Piece(problem=PortalTimedOut(self._host))

    def _is_current(self, portal: Portal, leader_id: str) -> bool:
        """After signing out, or when the group is gone, an answer means nothing any more."""
        return portal is self._portal and leader_id in self._memberships

    def _after_write(self, leader_id: str, problem: Problem | None) -> None:
        before = self._memberships[leader_id]
        if problem is None:
            self._answered(leader_id, before, *opt_in.accepted(before))
        elif isinstance(problem, PortalUnreachable | PortalTimedOut | PortalAnswerUnusable):
            self._take(leader_id, *opt_in.no_answer(before, problem))
        else:
            self._answered(leader_id, before, *opt_in.refused(before, problem))

    def _after_read(self, leader_id: str, found: Piece[bool]) -> None:
        before = self._memberships[leader_id]
        if found.value is not None:
            self._answered(leader_id, before, *opt_in.read(before, found.value))
        else:
            problem = found.problem or NoSuchGroup(leader_id)
            self._answered(leader_id, before, *opt_in.read_failed(before, problem))

    def _answered(self, leader_id: str, before: Membership, after: Membership, todo: Send | None) -> None:
        self._take(leader_id, after, todo)
        if before.confirmed != after.confirmed and not after.busy:
            self.on_confirmed(leader_id, after.confirmed)
        self._settle_asked(leader_id, lambda on: _verdict(after, on))

    def _settle_asked(self, leader_id: str, verdict: "_Verdict") -> None:
        waiting: list[tuple[bool, Outcome]] = []
        for on, outcome in self._asked.pop(leader_id, []):
            answer = verdict(on)
            if answer is None:
                waiting.append((on, outcome))
            else:
                settle(outcome, answer.problem)
        if waiting:
            self._asked[leader_id] = waiting


@dataclass(frozen=True, slots=True)
class _Answer:
    problem: Problem | None = None


_Verdict = Callable[[bool], _Answer | None]


def _verdict(after: Membership, on: bool) -> _Answer | None:
    """What an answer of the portal means for somebody who asked for `on`; None while that is still open."""
    if on == after.confirmed and after.in_flight != on:
        return _Answer()
    if after.busy:
        return None
    return _Answer(after.problem or NotPossibleNow("superseded"))


def _gone(leader_id: str) -> _Verdict:
    return lambda on: _Answer(NoSuchGroup(leader_id))


async def _written(portal: Portal, leader_id: str, on: bool) -> Piece[bool]:
    written = await attempt(portal.set_opt_in(leader_id, on))
    return Piece(on if written.problem is None else None, written.problem)


async def _as_stored(portal: Portal, leader_id: str) -> Piece[bool]:
    document = await attempt(portal.assistant())
    if document.value is None:
        return Piece(problem=document.problem)
    entries = document.value.value.executives
    found = next((entry for entry in entries if entry.user_id == leader_id), None)
    return Piece(problem=NoSuchGroup(leader_id)) if found is None else Piece(found.opted_in)
