"""The portal half of signing in: reads roles and settings in parallel, with retries after temporary problems."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

from softphone.domain.account.account import Account
from softphone.domain.account.sign_in import Event, StepState
from softphone.domain.backoff import backoff_s
from softphone.domain.executive.settings import PortalProfile, Roles
from softphone.domain.problems import CredentialsRefused, PortalOverloaded, Problem, ProblemError
from softphone.services.core.outcomes import LimitReachedError, within
from softphone.services.core.portal_reading import attempt, is_passing, worst
from softphone.services.core.ports import Clock, Portal, PortalFactory, Spawn
from softphone.services.core.signal import Signal
from softphone.services.groups.assistant_service import AssistantService
from softphone.services.groups.own_group_service import OwnGroupService

NOBODY = Roles(is_executive=False, is_assistant=False)


class PortalSession:
    """The signed-in user's portal. Signals: results of reading it, each new attempt, what was read, its end."""

    def __init__(
        self,
        factory: PortalFactory,
        clock: Clock,
        spawn: Spawn,
        assistant: AssistantService,
        leader: OwnGroupService,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._factory, self._clock, self._spawn, self._jitter = factory, clock, spawn, jitter
        self._assistant, self._leader = assistant, leader
        self._hurried = asyncio.Event()
        self._reading: asyncio.Future[Any] | None = None
        self._in_use: tuple[Portal, Account] | None = None
        self.sign_in_event = Signal[Event]()
        self.attempt_begun = Signal[()]()
        self.read = Signal[()]()
        self.ended = Signal[()]()
        self.loaded = Signal[()]()
        self._reset()

    @property
    def portal(self) -> Portal | None:
        """The signed-in user's portal; None without one."""
        return self._in_use[0] if self._in_use is not None else None

    @property
    def in_use(self) -> tuple[Portal, Account] | None:
        """Signed in, and accepted by the portal at least once."""
        return self._in_use if self.accepted else None

    @property
    def complete(self) -> bool:
        """Whether everything was read from the portal, or there is none."""
        finished = (StepState.DONE, StepState.NOT_NEEDED)
        return self.portal_step in finished and self.settings_step in finished

    @property
    def piece_problem(self) -> Problem | None:
        """The worst problem of a single group."""
        return worst((self._assistant.problem, self._leader.problem))

    @property
    def changed_groups(self) -> int:
        """How many groups the last complete reading changed."""
        return self._assistant.changed + self._leader.changed

    def begin(self, account: Account, password: str) -> None:
        self.end()
        if not account.portal_url:
            self.portal_step = self.settings_step = StepState.NOT_NEEDED
            self.sign_in_event.emit(Event.PORTAL_NOT_NEEDED)
            return
        try:
            self._in_use = self._factory(account, password), account
        except ProblemError as error:
            self._fail(error.problem)
            return
        self._begin_reading(*self._in_use, fresh=False)

    def again(self) -> None:
        """Reads everything again; what cannot be read stays in force."""
        if self._in_use is not None:
            self._begin_reading(*self._in_use, fresh=self.accepted)
        elif self.portal_step is StepState.NOT_NEEDED:
            self.sign_in_event.emit(Event.PORTAL_NOT_NEEDED)
        elif self.problem is not None:
            self._fail(self.problem)

    def hurry(self) -> None:
        """Retries now instead of after the pause, because the network has changed."""
        self._hurried.set()

    async def _pause(self, seconds: float) -> None:
        self._hurried.clear()
        with suppress(LimitReachedError):
            await within(self._clock, seconds, self._hurried.wait())

    def end(self) -> None:
        self._stop_reading()
        if self._in_use is not None:
            self._spawn(self._in_use[0].aclose(), "portal-close")
        self.ended.emit()
        self._assistant.end()
        self._leader.end()
        self._reset()
        self.read.emit()

    def _reset(self) -> None:
        self._in_use = None
        self.portal_step = self.settings_step = StepState.WAITING
        self.problem: Problem | None = None
        self.retry_at_s: float | None = None
        self.as_of_s: float | None = None
        self.roles: Roles | None = None
        self.profile: PortalProfile | None = None
        self.accepted = False

    def _begin_reading(self, portal: Portal, account: Account, fresh: bool) -> None:
        self._stop_reading()
        self.portal_step, self.settings_step = StepState.RUNNING, StepState.WAITING
        self._reading = asyncio.ensure_future(self._spawn(self._read(portal, account, fresh), "portal-reading"))

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    async def _read(self, portal: Portal, account: Account, fresh: bool) -> None:
        for number in count(1):
            problem = await self._read_once(portal, account, fresh)
            if problem is None:
                break
            wait_s = self._wait_s(problem, number) if is_passing(problem) else None
            self.retry_at_s = None if wait_s is None else self._clock.now_s() + wait_s
            self._fail(problem)
            if wait_s is None:
                return
            await self._pause(wait_s)
        await self._read_missing_pieces(portal)

    async def _read_once(self, portal: Portal, account: Account, fresh: bool) -> Problem | None:
        self.retry_at_s, self.portal_step = None, StepState.RUNNING
        self.attempt_begun.emit()
        problem = await self._authenticate(portal, account.user_id)
        if problem is not None:
            return problem
        self.portal_step, self.settings_step, self.accepted = StepState.DONE, StepState.RUNNING, True
        self.sign_in_event.emit(Event.PORTAL_ACCEPTED)
        self.sign_in_event.emit(Event.PORTAL_BACK)
        problem = await self._load(portal, account, fresh)
        if problem is None:
            self._succeed()
        return problem

    async def _authenticate(self, portal: Portal, user_id: str) -> Problem | None:
        roles, profile = await asyncio.gather(attempt(portal.roles()), attempt(portal.profile(user_id)))
        self.roles = roles.value or self.roles
        self.profile = profile.value or self.profile
        return roles.problem

    async def _load(self, portal: Portal, account: Account, fresh: bool) -> Problem | None:
        roles = self.roles or NOBODY
        problem, _ = await asyncio.gather(
            self._assistant.load(portal, account, fresh, wanted=roles.is_assistant),
            self._leader.load(portal, account, fresh, wanted=roles.is_executive),
        )
        return problem

    async def _read_missing_pieces(self, portal: Portal) -> None:
        for number in count(1):
            missing = await asyncio.gather(self._assistant.complete(portal), self._leader.complete(portal))
            problem = worst(missing)
            if problem is None or not is_passing(problem):
                return
            await self._pause(self._wait_s(problem, number))

    def _succeed(self) -> None:
        self.settings_step, self.problem, self.as_of_s = StepState.DONE, None, self._clock.now_s()
        self.read.emit()
        self.sign_in_event.emit(Event.SETTINGS_LOADED)
        self.loaded.emit()

    def _fail(self, problem: Problem) -> None:
        """A refused password is wrong only if the portal has never accepted it; later it is a temporary problem."""
        self.problem = problem
        if self.portal_step is StepState.DONE:
            self.settings_step = StepState.FAILED
            self.sign_in_event.emit(Event.SETTINGS_FAILED)
            return
        self.portal_step = StepState.FAILED
        wrong_password = isinstance(problem, CredentialsRefused) and not self.accepted
        self.sign_in_event.emit(Event.CREDENTIALS_REFUSED if wrong_password else Event.PORTAL_FAILED)

    def _wait_s(self, problem: Problem, number: int) -> float:
        wait_s = backoff_s(number, self._jitter())
        return max(wait_s, problem.retry_after_s) if isinstance(problem, PortalOverloaded) else wait_s
