"""Looks once a day, and whenever asked, at everything a working day depends on; nothing is heard while it does."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from softphone.domain.account.account import Account
from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.diagnostics.self_test import (
    Check,
    CheckResult,
    CheckState,
    SeenCertificate,
    TlsServer,
    certificate_result,
    day_of,
    portal_server,
    telephone_server,
)
from softphone.domain.options.table import SELF_TEST
from softphone.domain.problems import KeyringMissing, NotPossibleNow, Obstacle, PortalTimedOut, Problem, ProblemError
from softphone.domain.telephone.audio_test import ProbeResult
from softphone.services.core.outcomes import LimitReachedError, Outcome, pending, settle, within
from softphone.services.core.ports import Clock, Portal, Secrets, Spawn, Store
from softphone.services.core.session_context import SessionContext
from softphone.services.diagnostics.device_checks import device_results
from softphone.services.options.options_service import OptionsService
from softphone.services.state.app_state import AppState
from softphone.services.state.self_test import SelfTestView
from softphone.services.state.state_store import StateStore

log = logging.getLogger(__name__)

DAY_STORED_AS = "self-test-day"
SETTLING_S = 3.0
"""After signing in: the first seconds belong to the portal and to calls that wait already."""
PORTAL_LIMIT_S, PROBE_LIMIT_S = 10.0, 15.0
FRESH_S = 60.0
_SIGNED_IN = frozenset({SignInPhase.READY, SignInPhase.LIMITED})

Look = Callable[[TlsServer], Awaitable[SeenCertificate]]
Probe = Callable[[], Awaitable[tuple[ProbeResult, ...] | Problem]]


class SelfTestService:
    """Owns `AppState.self_test`; fulfils SelfTestActions."""

    def __init__(
        self,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        secrets: Secrets,
        context: SessionContext,
        probe: Probe,
    ) -> None:
        self._clock, self._spawn, self._state, self._secrets = clock, spawn, state, secrets
        self._context, self._probe = context, probe
        self._look: Look | None = None
        self._asked: list[Outcome] = []

    def use(self, look: Look, store: Store, options: OptionsService) -> None:
        """From now on by itself, too: once after signing in on a new day."""
        self._look = look
        self._state.observable.subscribe(lambda state: self._consider(state, store, options))

    def run(self) -> Outcome:
        """Who asks while one runs waits for that one."""
        outcome = pending()
        self._asked.append(outcome)
        if len(self._asked) == 1:
            self._spawn(self._run(), "self-test")
        return outcome

    def _consider(self, state: AppState, store: Store, options: OptionsService) -> None:
        if state.sign_in.phase not in _SIGNED_IN or not options.value(SELF_TEST):
            return
        today = day_of(datetime.fromtimestamp(self._clock.now_s())).isoformat()
        if store.load(DAY_STORED_AS) != today:
            store.save(DAY_STORED_AS, today)
            self._spawn(self._later(), "self-test-of-the-day")

    async def _later(self) -> None:
        await self._clock.sleep(SETTLING_S)
        self.run()

    async def _run(self) -> None:
        running = tuple(CheckResult(check, CheckState.RUNNING) for check in Check)
        self._show(replace(self._state.value.self_test, results=running))
        try:
            await asyncio.gather(self._network_checks(), self._devices())
        finally:
            self._end()

    def _end(self) -> None:
        """A check that broke off was not possible; nobody waits for it."""
        for result in self._state.value.self_test.results:
            if result.state is CheckState.RUNNING:
                self._tell(CheckResult(result.check, CheckState.NOT_POSSIBLE))
        self._show(replace(self._state.value.self_test, at_s=self._clock.now_s()))
        log.info("self-test: %s", [(r.check.value, r.state.value) for r in self._state.value.self_test.results])
        asked, self._asked = self._asked, []
        for outcome in asked:
            settle(outcome)

    # ------------------------------------------------------------ the checks

    async def _network_checks(self) -> None:
        self._tell(self._registration())
        self._tell(self._keyring())
        account = self._context.account()
        server = self._state.value.registration.server
        telephone = telephone_server(account, server) if account is not None else None
        self._tell(await self._certificate(Check.TELEPHONE_TLS, telephone))
        self._tell(await self._portal_answer())
        self._tell(await self._certificate(Check.PORTAL_TLS, portal_server(account)))

    def _registration(self) -> CheckResult:
        account, now = self._context.account(), self._state.value.registration
        if account is None or not account.sip.user:
            return CheckResult(Check.REGISTRATION, CheckState.NOT_NEEDED)
        if now.registered:
            return CheckResult(Check.REGISTRATION, CheckState.GOOD, at_s=now.since_s)
        return CheckResult(Check.REGISTRATION, CheckState.BAD, now.problem, at_s=now.since_s)

    def _keyring(self) -> CheckResult:
        if self._secrets.available:
            return CheckResult(Check.KEYRING, CheckState.GOOD)
        return CheckResult(Check.KEYRING, CheckState.WARNING, KeyringMissing(self._secrets.unavailable_because))

    async def _certificate(self, check: Check, server: TlsServer | None) -> CheckResult:
        if server is None:
            return CheckResult(check, CheckState.NOT_NEEDED)
        if self._look is None:
            return CheckResult(check, CheckState.NOT_POSSIBLE)
        try:
            return certificate_result(check, server, await self._look(server), self._clock.now_s())
        except ProblemError as error:
            return CheckResult(check, CheckState.BAD, error.problem, host=server.host)

    async def _portal_answer(self) -> CheckResult:
        """Settings read a moment ago are an answer; else it is asked something small."""
        account, portal = self._context.account(), self._context.portal()
        if account is None or not account.portal_url:
            return CheckResult(Check.PORTAL, CheckState.NOT_NEEDED)
        as_of_s, now_s = self._state.value.sign_in.portal_as_of_s, self._clock.now_s()
        if as_of_s is not None and now_s - as_of_s <= FRESH_S:
            return CheckResult(Check.PORTAL, CheckState.GOOD, at_s=as_of_s)
        if portal is None:
            return CheckResult(Check.PORTAL, CheckState.BAD, self._state.value.sign_in.problem)
        problem = await self._asked_something(portal, account)
        return CheckResult(Check.PORTAL, CheckState.BAD if problem else CheckState.GOOD, problem, at_s=now_s)

    async def _asked_something(self, portal: Portal, account: Account) -> Problem | None:
        try:
            await within(self._clock, PORTAL_LIMIT_S, portal.roles())
        except LimitReachedError:
            return PortalTimedOut(account.portal_url)
        except ProblemError as error:
            return error.problem
        return None

    async def _devices(self) -> None:
        async def probing() -> Sequence[ProbeResult] | Problem:
            return await self._probe()

        try:
            probed = await within(self._clock, PROBE_LIMIT_S, probing())
        except LimitReachedError:
            probed = NotPossibleNow(Obstacle.NO_CONFIRMATION)
        for result in device_results(probed):
            self._tell(result)

    # ------------------------------------------------------------ the state

    def _tell(self, result: CheckResult) -> None:
        view = self._state.value.self_test
        results = tuple(result if old.check is result.check else old for old in view.results)
        self._show(replace(view, results=results))

    def _show(self, view: SelfTestView) -> None:
        self._state.update(self_test=view)
