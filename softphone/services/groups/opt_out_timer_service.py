"""Scheduled opt-out; one that passed while the program was closed happens at the next sign-in."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from softphone.domain.executive import opt_out_timer
from softphone.domain.problems import NoSuchGroup, NotPossibleNow, Obstacle, Problem
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.portal_reading import is_passing
from softphone.services.core.ports import Clock, Spawn, Store
from softphone.services.core.signal import Signal

STORED_AS = "duty-ends"
LONGEST_NAP_S = 20.0
"""A machine that slept wakes with a clock that jumped: the time is looked at again that often."""
RETRY_S = 30.0

SetOptedIn = Callable[[str, bool], Outcome]


class OptOutTimerService:
    """Keeps the ends of one user in the Store; `opt_in` asks the portal.

    `changed`: an end was set or removed; `ended(leader_id, end_s, late)`: the user was logged out.
    """

    def __init__(self, clock: Clock, spawn: Spawn, store: Store, opt_in: SetOptedIn) -> None:
        self._clock, self._spawn, self._store, self._opt_in = clock, spawn, store, opt_in
        self._user_id = ""
        self._ends: dict[str, float] = {}
        self._watching: asyncio.Future[Any] | None = None
        self._carrying_out: set[str] = set()
        self.changed = Signal[()]()
        self.ended = Signal[str, float, bool]()

    @property
    def ends(self) -> Mapping[str, float]:
        return self._ends

    def is_ending(self, leader_id: str) -> bool:
        """Whether the present logging out is ours: the notice of it is too."""
        return leader_id in self._carrying_out

    def begin(self, user_id: str, opted_in: Mapping[str, bool]) -> None:
        """The groups are known: ends that passed meanwhile are carried out now, where one is still logged in."""
        if user_id == self._user_id:
            return
        self._user_id = user_id
        kept = opt_out_timer.from_stored(self._stored().get(user_id))
        self._ends = {key: end_s for key, end_s in kept.items() if opted_in.get(key)}
        self._save()
        self._watch(since_s=self._clock.now_s())
        self.changed.emit()

    def end(self) -> None:
        self._user_id, self._ends = "", {}
        self._stop_watching()

    def set(self, leader_id: str, until_s: float | None, known: bool) -> Outcome:
        if not known:
            return settled(NoSuchGroup(leader_id))
        if until_s is None:
            self._keep(leader_id, None)
            return settled()
        if until_s <= self._clock.now_s():
            return settled(NotPossibleNow(Obstacle.TIME_HAS_PASSED))
        outcome = pending()
        self._spawn(self._opt_in_until(leader_id, until_s, outcome), f"duty until {leader_id}")
        return outcome

    def cancel(self, leader_id: str) -> None:
        """Cancels the scheduled opt-out after the user logged in or out by hand."""
        if leader_id in self._ends and leader_id not in self._carrying_out:
            self._keep(leader_id, None)

    async def _opt_in_until(self, leader_id: str, until_s: float, outcome: Outcome) -> None:
        problem = await self._opt_in(leader_id, True)
        if problem is None and self._user_id:
            self._keep(leader_id, until_s)
        settle(outcome, problem)

    def _keep(self, leader_id: str, until_s: float | None) -> None:
        self._ends = opt_out_timer.with_end(self._ends, leader_id, until_s)
        self._save()
        self._watch(since_s=None)
        self.changed.emit()

    def _watch(self, since_s: float | None) -> None:
        self._stop_watching()
        if self._ends:
            self._watching = asyncio.ensure_future(self._spawn(self._carry_out_in_time(since_s), "duty-ends"))

    def _stop_watching(self) -> None:
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.cancel()

    async def _carry_out_in_time(self, since_s: float | None) -> None:
        """An end before `since_s` passed while nobody was there to see to it."""
        while (wait_s := opt_out_timer.wait_s(self._ends, self._clock.now_s())) is not None:
            if wait_s > 0:
                await self._clock.sleep(min(wait_s, LONGEST_NAP_S))
                continue
            for leader_id in opt_out_timer.due(self._ends, self._clock.now_s()):
                late = since_s is not None and self._ends[leader_id] < since_s
                await self._log_out(leader_id, late)

    async def _log_out(self, leader_id: str, late: bool) -> None:
        """A refusal is shown in the leader's row and not repeated; other failures are tried again."""
        end_s = self._ends[leader_id]
        self._carrying_out.add(leader_id)
        try:
            problem = await _answer(self._opt_in(leader_id, False))
        finally:
            self._carrying_out.discard(leader_id)
        if self._ends.get(leader_id) != end_s:
            return
        if is_passing(problem):
            await self._clock.sleep(RETRY_S)
            return
        self._ends = opt_out_timer.with_end(self._ends, leader_id, None)
        self._save()
        self.changed.emit()
        if problem is None:
            self.ended.emit(leader_id, end_s, late)

    def _stored(self) -> dict[str, Any]:
        stored = self._store.load(STORED_AS)
        return dict(stored) if isinstance(stored, dict) else {}

    def _save(self) -> None:
        others = {user: ends for user, ends in self._stored().items() if user != self._user_id}
        self._store.save(STORED_AS, {**others, self._user_id: dict(self._ends)} if self._ends else others)


async def _answer(outcome: Awaitable[Problem | None]) -> Problem | None:
    return await outcome
