"""Polls the portal for changes made elsewhere and shows them; settings in force change at sign-in only."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from softphone.domain.executive.settings import Assistants, AssistantSettings, GroupSettings
from softphone.domain.problems import (
    NetworkMissing,
    NotPossibleNow,
    Obstacle,
    PortalOverloaded,
    PortalRefused,
    Problem,
    RegistrationUnreachable,
)
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.portal_reading import Piece, attempt, read_what_is_in_force, worst
from softphone.services.core.ports import Clock, Portal, Spawn
from softphone.services.groups.assistant_service import AssistantService
from softphone.services.groups.own_group_service import OwnGroupService, assistant_ref
from softphone.services.session.portal_diff import InForce, Seen, differences
from softphone.services.session.portal_session import PortalSession
from softphone.services.state.groups import AssistantRef
from softphone.services.state.portal_change import PortalChangeView, PortalDifference
from softphone.services.state.state_store import StateStore

INTERVAL_S = 60.0
JITTER_S = 10.0
log = logging.getLogger(__name__)


class PortalChangePoller:
    """Owns `AppState.portal_change`. One chain of requests at a time; quiet while the portal is out of reach."""

    def __init__(
        self,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        portal: PortalSession,
        assistant: AssistantService,
        leader: OwnGroupService,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._clock, self._spawn, self._state, self._jitter = clock, spawn, state, jitter
        self._portal, self._assistant, self._leader = portal, assistant, leader
        self._as_of_s: float | None = None
        self._watching: asyncio.Future[Any] | None = None
        self._checking = asyncio.Lock()
        self._not_told: set[str] = set()
        self._overloaded_for_s = 0.0
        portal.read.connect(self.restart)
        assistant.opted.connect(self._on_opted)
        assistant.divert.value_confirmed.connect(lambda key, divert: self.look_again())

    def restart(self) -> None:
        """Starts over after a new reading of the portal or its end: older differences no longer apply."""
        self._as_of_s = self._portal.as_of_s
        self._stop()
        self._state.update(portal_change=None)
        if self._as_of_s is not None:
            self._watching = asyncio.ensure_future(self._spawn(self._look_now_and_then(), "portal-watch"))

    def look_again(self) -> None:
        """Compares again after a change made here, which may have resolved the difference."""
        if self._state.value.portal_change is not None:
            self.check()

    def check(self) -> Outcome:
        portal = self._portal.portal
        if portal is None or self._as_of_s is None:
            return settled(NotPossibleNow(Obstacle.SIGNED_OUT if portal is None else Obstacle.BUSY))
        outcome = pending()
        self._spawn(self._check_for(portal, outcome), "portal-check")
        return outcome

    def postpone(self) -> None:
        change = self._state.value.portal_change
        if change is not None:
            self._state.update(portal_change=replace(change, postponed=True))

    def _on_opted(self, leader_id: str, on: bool) -> None:
        """Reads how many other assistants are on duty, and compares again: the known difference may be gone."""
        portal = self._portal.portal
        if portal is not None:
            self._spawn(self._learn_others(portal, leader_id), f"others of {leader_id}")
        self.look_again()

    def _stop(self) -> None:
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.cancel()
        self._not_told.clear()

    async def _check_for(self, portal: Portal, outcome: Outcome) -> None:
        settle(outcome, await self._check(portal))

    async def _look_now_and_then(self) -> None:
        while True:
            wait_s = INTERVAL_S + JITTER_S * (2 * self._jitter() - 1)
            await self._clock.sleep(max(wait_s, self._overloaded_for_s))
            portal = self._portal.portal
            if portal is not None and self._is_in_reach():
                problem = await self._check(portal)
                self._overloaded_for_s = problem.retry_after_s if isinstance(problem, PortalOverloaded) else 0.0

    def _is_in_reach(self) -> bool:
        registration = self._state.value.registration
        no_way = isinstance(registration.problem, RegistrationUnreachable | NetworkMissing)
        return self._portal.complete and (registration.registered or not no_way)

    async def _check(self, portal: Portal) -> Problem | None:
        """Discards the reading if settings were changed here meanwhile."""
        async with self._checking:
            before = self._in_force()
            if before is None:
                return NotPossibleNow(Obstacle.BUSY)
            seen, problem = await self._read(portal, before)
            if portal is not self._portal.portal or self._in_force() != before:
                return NotPossibleNow(Obstacle.SUPERSEDED)
            if problem is None:
                self._tell(differences(before, seen))
            else:
                log.info("the portal could not be compared: %s", type(problem).__name__)
            self._show_on_duty(seen)
            return problem

    def _in_force(self) -> InForce | None:
        assistant = self._assistant.snapshot()
        ready = assistant is not None and self._leader.settled
        return InForce(assistant, self._leader.snapshot()) if ready and assistant is not None else None

    async def _read(self, portal: Portal, here: InForce) -> tuple[Seen, Problem | None]:
        """Reads leader by leader, which spares the portal."""
        roles = self._portal.roles
        assistant: Piece[AssistantSettings] = Piece()
        if roles is not None and roles.is_assistant:
            fetched = await attempt(portal.assistant())
            assistant = Piece(fetched.value.value if fetched.value is not None else None, fetched.problem)
        settings: dict[str, GroupSettings] = {}
        problems = [assistant.problem]
        listed = {entry.user_id for entry in assistant.value.executives} if assistant.value is not None else set()
        for ref, in_force in here.assistant.groups:
            if ref.user_id in listed:
                settings[ref.user_id], problem = await read_what_is_in_force(portal, ref.user_id, in_force)
                problems.append(problem)
                await self._learn_others(portal, ref.user_id)
        own_settings, own_assistants, problem = await self._read_own(portal, here)
        return Seen(assistant.value, settings, own_settings, own_assistants), worst((*problems, problem))

    async def _read_own(
        self, portal: Portal, here: InForce
    ) -> tuple[GroupSettings | None, Assistants | None, Problem | None]:
        user_id = self._state.value.sign_in.user_id
        if here.own is None:
            return None, None, None
        in_force, known = here.own
        settings, problem = await read_what_is_in_force(portal, user_id, in_force)
        if known is None:
            return settings, None, problem
        fetched = await attempt(portal.assistants())
        assistants = fetched.value.value if fetched.value is not None else None
        return settings, assistants, worst((problem, fetched.problem))

    async def _learn_others(self, portal: Portal, leader_id: str) -> None:
        """Most portals do not tell an assistant; one that refused is not asked again."""
        if leader_id in self._not_told:
            return
        fetched = await attempt(portal.group_assistants(leader_id))
        if isinstance(fetched.problem, PortalRefused):
            self._not_told.add(leader_id)
        if portal is self._portal.portal:
            seen = fetched.value.value if fetched.value is not None else None
            own_id = self._state.value.sign_in.user_id
            self._assistant.show_others(leader_id, _others(seen, own_id), _colleagues(seen, own_id))

    def _tell(self, found: tuple[PortalDifference, ...]) -> None:
        old = self._state.value.portal_change
        if not found:
            self._state.update(portal_change=None)
        elif old is None or old.differences != found:
            self._state.update(portal_change=PortalChangeView(found, self._clock.now_s()))

    def _show_on_duty(self, seen: Seen) -> None:
        if seen.own_assistants is not None:
            self._leader.show_on_duty(seen.own_assistants)


def _others(seen: Assistants | None, user_id: str) -> int | None:
    """Number of other assistants logged in; None if it could be more than zero but is unknown."""
    if seen is None:
        return None
    others = [entry.opted_in for entry in seen.entries if entry.user_id.casefold() != user_id.casefold()]
    logged_in = sum(on is True for on in others)
    return logged_in if logged_in or None not in others else None


def _colleagues(seen: Assistants | None, user_id: str) -> tuple[AssistantRef, ...]:
    entries = seen.entries if seen is not None else ()
    return tuple(assistant_ref(entry) for entry in entries if entry.user_id.casefold() != user_id.casefold())
