"""Live line states and calls of the leaders, from the platform's events where it offers them."""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from softphone.domain.backoff import backoff_s
from softphone.domain.lines.line_state import LineEvent, Lines, LineState, state_of, with_event
from softphone.domain.lines.portal_calls import PortalCall
from softphone.domain.problems import CredentialsRefused, PortalRefused, Problem, ProblemError
from softphone.services.core.ports import Clock, Portal, Spawn
from softphone.services.core.signal import Signal

log = logging.getLogger(__name__)

STEADY_AFTER_S = 60.0


class LineEventService:
    """Line states from the platform's events: `states_changed` has every known one, `call_changed` each call.

    `broken`: the channel has ended, and is opened again later.
    """

    def __init__(self, clock: Clock, spawn: Spawn, jitter: Callable[[], float] = random.random) -> None:
        self._clock, self._spawn, self._jitter = clock, spawn, jitter
        self._lines: Lines = {}
        self._watching: tuple[Portal, str, tuple[str, ...]] | None = None
        self._task: asyncio.Future[Any] | None = None
        self.states_changed = Signal[Mapping[str, LineState]]()
        self.call_changed = Signal[str, PortalCall | None]()
        self.broken = Signal[()]()

    @property
    def lines(self) -> Lines:
        return self._lines

    def follow(self, portal: Portal | None, user_id: str, leaders: tuple[str, ...]) -> None:
        """Watches these leaders and the user's own calls from now on, until told otherwise."""
        wanted = None if portal is None else (portal, user_id, leaders)
        if wanted == self._watching:
            return
        self._stop()
        self._watching = wanted
        if wanted is not None:
            users = tuple(dict.fromkeys((user_id, *leaders)))
            self._task = asyncio.ensure_future(self._spawn(self._watch(wanted[0], users), "line-events"))

    def calls_of(self, user_id: str) -> tuple[PortalCall, ...]:
        return tuple(self._lines.get(user_id, {}).values())

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._forget()

    async def _watch(self, portal: Portal, users: tuple[str, ...]) -> None:
        for number in count(1):
            since_s = self._clock.now_s()
            problem = await self._listen(portal, users)
            self._forget()
            self.broken.emit()
            if isinstance(problem, PortalRefused | CredentialsRefused):
                log.info("no live line states: %r", problem)
                return
            steady = self._clock.now_s() - since_s > STEADY_AFTER_S
            await self._clock.sleep(backoff_s(1 if steady else number, self._jitter()))

    async def _listen(self, portal: Portal, users: tuple[str, ...]) -> Problem | None:
        try:
            await portal.lines.listen(users, self._hear, lambda: None)
        except ProblemError as error:
            return error.problem
        return None

    def _hear(self, event: LineEvent) -> None:
        before, self._lines = self._lines, with_event(self._lines, event)
        if self._lines != before:
            self._publish()
        for call in event.calls:
            self.call_changed.emit(event.user_id, self._lines.get(event.user_id, {}).get(call.call_id))
        gone = before.get(event.user_id, {}).keys() - self._lines.get(event.user_id, {}).keys()
        if gone:
            self.call_changed.emit(event.user_id, None)

    def _forget(self) -> None:
        """Clears all states: a line without events is unknown, not free."""
        if self._lines:
            self._lines = {}
            self._publish()

    def _publish(self) -> None:
        states = {user_id: state_of(self._lines, user_id) for user_id in self._lines}
        self.states_changed.emit({user_id: state for user_id, state in states.items() if state is not None})
