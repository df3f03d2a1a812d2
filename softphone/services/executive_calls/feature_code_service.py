"""The feature codes of the platform: read once for each sign-in, dialled to take over a leader's call."""

import asyncio
from typing import Any

from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.problems import NoSuchGroup, NotPossibleNow, Obstacle, PortalRefused
from softphone.services.calls.annotations import CallAnnotation
from softphone.services.calls.call_service import CallService
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.portal_reading import attempt
from softphone.services.core.ports import Portal, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.state.state_store import StateStore


class FeatureCodeService:
    """Owns `AppState.feature_codes`, None while signed out or not yet read."""

    def __init__(self, spawn: Spawn, state: StateStore, calls: CallService, context: SessionContext) -> None:
        self._spawn, self._state, self._calls, self._context = spawn, state, calls, context
        self._of: Portal | None = None
        self._instead: FeatureCodes | None = None
        self._reading: asyncio.Future[Any] | None = None

    def retrieve(self, leader_id: str) -> Outcome:
        return self._dial(self._context.feature_codes.retrieve, leader_id)

    def bridge(self, leader_id: str) -> Outcome:
        return self._dial(self._context.feature_codes.bridge, leader_id)

    def pick_up(self, leader_id: str) -> Outcome:
        return self._dial(self._context.feature_codes.pick_up, leader_id)

    def follow(self, portal: Portal | None, instead: FeatureCodes | None) -> None:
        """A portal that lists codes offers no others; without any list those of the account are taken."""
        self._instead = instead
        if portal is None:
            self._of = None
            self._state.update(feature_codes=None)
        elif portal is not self._of:
            self._of = portal
            self._reading = asyncio.ensure_future(self._spawn(self._read(portal), "feature-codes"))

    def _dial(self, code: str | None, leader_id: str) -> Outcome:
        leader, digits = self._context.ref(leader_id), self._context.digits(leader_id)
        if leader is None:
            return settled(NoSuchGroup(leader_id))
        if not code or not digits:
            return settled(NotPossibleNow(Obstacle.NO_CODE))
        label = CallAnnotation(leader_id=leader_id, headline=leader.name)
        return self._calls.place(f"{code}{digits}", label, until_answered=True)[1]

    async def _read(self, portal: Portal) -> None:
        read = await attempt(portal.calls.feature_codes())
        if portal is not self._of:
            return
        if read.value is None and not isinstance(read.problem, PortalRefused):
            self._of = None  # asked again at the next occasion
        self._state.update(feature_codes=read.value or self._instead)
