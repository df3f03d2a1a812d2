"""The feature codes of the platform, read once for each sign-in."""

import asyncio
from typing import Any

from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.problems import PortalRefused
from softphone.services.core.portal_reading import attempt
from softphone.services.core.ports import Portal, Spawn
from softphone.services.state.state_store import StateHolder


class FeatureCodeService:
    """Owns `AppState.feature_codes`, None while signed out or not yet read."""

    def __init__(self, spawn: Spawn, state: StateHolder) -> None:
        self._spawn, self._state = spawn, state
        self._of: Portal | None = None
        self._instead: FeatureCodes | None = None
        self._reading: asyncio.Future[Any] | None = None

    def follow(self, portal: Portal | None, instead: FeatureCodes | None) -> None:
        """A portal that lists codes offers no others; without any list those of the account are taken."""
        self._instead = instead
        if portal is None:
            self._of = None
            self._state.update(feature_codes=None)
        elif portal is not self._of:
            self._of = portal
            self._reading = asyncio.ensure_future(self._spawn(self._read(portal), "feature-codes"))

    async def _read(self, portal: Portal) -> None:
        read = await attempt(portal.calls.feature_codes())
        if portal is not self._of:
            return
        if read.value is None and not isinstance(read.problem, PortalRefused):
            self._of = None  # asked again at the next occasion
        self._state.update(feature_codes=read.value or self._instead)
