"""The SIP half of signing in: registers, and shows since when the user is reachable or not."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.sign_in import StepState
from softphone.domain.backoff import backoff_s
from softphone.domain.problems import (
    CertificateRefused,
    EngineNotResponding,
    EngineStopped,
    NetworkMissing,
    Problem,
    RegistrationRefused,
    RegistrationUnreachable,
)
from softphone.domain.telephone.commands import CheckRegistration, Register, Unregister
from softphone.domain.telephone.events import (
    EngineLost,
    EngineReady,
    EngineSilent,
    Event,
    RegistrationChanged,
    RegistrationState,
)
from softphone.services.core.ports import Clock, Engine, Spawn
from softphone.services.core.signal import Signal
from softphone.services.state.session import RegistrationView
from softphone.services.state.state_store import StateStore

UNANSWERED_AFTER_S = 45.0
"""Longer than a SIP transaction can take (RFC 3261 timer F, 32 s): by then the engine has answered."""


class RegistrationService:
    """Registers through the engine; `changed`: a new step.

    `chosen`: the account with the settings in force.
    """

    def __init__(
        self,
        engine: Engine,
        chosen: Callable[[SipAccount], SipAccount],
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._engine, self._clock, self._spawn, self._state = engine, clock, spawn, state
        self._chosen, self._jitter = chosen, jitter
        self._wanted: Register | None = None
        self._sent = 0
        self._failures = 0
        self._gone = asyncio.Event()
        self.step = StepState.WAITING
        self.refused = False
        self.changed = Signal[()]()

    @property
    def problem(self) -> Problem | None:
        return self._state.value.registration.problem

    def begin(self, account: SipAccount, password: str) -> None:
        """Registers another account; one without a SIP user has no telephone."""
        if not account.user:
            self.end()
            self.step = StepState.NOT_NEEDED
            return
        self._wanted, self._failures = Register(self._chosen(account), password), 0
        self._show(transport=account.transport.value, in_clear=account.is_in_clear, problem=None)
        self._send()

    def again(self) -> None:
        """Registers once more; calls and the present registration stay."""
        if self._wanted is not None:
            self._failures = 0
            self._send()

    def check(self) -> None:
        """Lets the engine ask the server at once: another connection to the platform has broken."""
        if self._state.value.registration.registered:
            self._engine.send(CheckRegistration())

    def follow_options(self) -> None:
        """Registers anew when a setting of the account has changed."""
        before = self._wanted
        if before is not None:
            self._wanted = replace(before, account=self._chosen(before.account))
            if self._wanted != before:
                self.again()

    def end(self) -> None:
        """Unregisters even while the engine is down, so that its successor does not register again."""
        if self._wanted is not None:
            self._engine.send(Unregister())
        self._gone = asyncio.Event()
        if not self._state.value.registration.registered or not self._state.value.engine_running:
            self._gone.set()
        self._wanted, self._sent = None, self._sent + 1
        self.step = StepState.WAITING
        self._show(trying=False, problem=None)

    def clear(self) -> None:
        """Shows no registration while signed out."""
        self._state.update(registration=RegistrationView())

    async def gone(self) -> None:
        """Returns when the registration has ended, or if there was none."""
        await self._gone.wait()

    def on_event(self, event: Event) -> None:
        match event:
            case EngineReady():
                self._on_ready()
            case EngineSilent(silent):
                self._on_silent(silent)
            case EngineLost():
                self._on_lost(event)
            case RegistrationChanged():
                self._on_registration(event)
            case _:
                pass

    def _send(self) -> None:
        """Sends nothing before the engine runs; its first event calls this again."""
        self.step, self.refused = StepState.RUNNING, False
        self._sent += 1
        if self._wanted is None or not self._state.value.engine_running:
            return
        self._engine.send(self._wanted)
        self._spawn(self._expect_answer(self._sent), "registration-answer")

    async def _expect_answer(self, sent: int) -> None:
        await self._clock.sleep(UNANSWERED_AFTER_S)
        if sent != self._sent or self.step is not StepState.RUNNING:
            return
        still = RegistrationChanged(RegistrationState.REGISTERED)
        silence = RegistrationChanged(RegistrationState.UNREACHABLE, 408, "no answer")
        self._on_registration(still if self._state.value.registration.registered else silence)

    def _on_ready(self) -> None:
        self._state.update(engine_running=True)
        if self._wanted is None:
            self._state.clear_problems(EngineStopped)
        else:
            self._send()
            self.changed.emit()

    def _on_silent(self, silent: bool) -> None:
        """What the engine last said is no longer known to be true; once it turns again it is asked anew."""
        if silent:
            self._state.raise_problem(EngineNotResponding())
            self._show_unreachable(EngineNotResponding())
        else:
            self._state.clear_problems(EngineNotResponding)
            self.again()

    def _on_lost(self, event: EngineLost) -> None:
        problem = EngineStopped(event.exit_code)
        self._state.clear_problems(EngineNotResponding)
        self._gone.set()
        self._state.update(engine_running=False)
        self._state.raise_problem(problem)
        self._sent += 1
        if self._wanted is not None:
            self.step = StepState.RUNNING
            self._show_unreachable(problem)
            self.changed.emit()

    def _on_registration(self, event: RegistrationChanged) -> None:
        if event.state is RegistrationState.UNREGISTERED:
            self._on_unregistered()
        elif self._wanted is not None:
            self._take_over(event)
        self.changed.emit()

    def _on_unregistered(self) -> None:
        self._gone.set()
        self._show(registered=False, trying=self._wanted is not None, since_s=self._since(False))

    def _take_over(self, event: RegistrationChanged) -> None:
        match event.state:
            case RegistrationState.TRYING:
                self._show(trying=True)
            case RegistrationState.UNCERTAIN:
                self._on_uncertain()
            case RegistrationState.OFFLINE:
                self.step, self.refused = StepState.FAILED, False
                self._show_unreachable(NetworkMissing())
            case RegistrationState.REGISTERED:
                self._on_registered(event.server)
            case RegistrationState.REFUSED:
                self._on_refused(event)
            case _:
                self._on_unreachable(event)

    def _on_uncertain(self) -> None:
        """Shows a registration as uncertain until the registrar confirms it again."""
        self.step, self.refused = StepState.RUNNING, False
        self._sent += 1
        self._spawn(self._expect_answer(self._sent), "registration-answer")
        self._show(registered=False, trying=True, since_s=self._since(False), problem=None)

    def _on_registered(self, server: str) -> None:
        self.step, self.refused, self._failures = StepState.DONE, False, 0
        self._show(registered=True, trying=False, since_s=self._since(True), problem=None, server=server)
        self._state.clear_problems(EngineStopped)

    def _on_refused(self, event: RegistrationChanged) -> None:
        """Without a status it was our certificate check that refused, not a server."""
        self.step, self.refused = StepState.FAILED, True
        words = event.reason or event.detail
        no_trust = event.status == 0 and "certificate" in words.lower()
        refused = (
            CertificateRefused(self._account.server, words, event.certificate, by_telephone=True)
            if no_trust
            else RegistrationRefused(event.status, words, self._next_attempt_s(event))
        )
        self._show_unreachable(refused)

    def _next_attempt_s(self, event: RegistrationChanged) -> float | None:
        return None if event.retry_in_s is None else self._clock.now_s() + event.retry_in_s

    def _on_unreachable(self, event: RegistrationChanged) -> None:
        """Schedules an attempt where the engine plans none."""
        self.step, self.refused = StepState.FAILED, False
        self._show_unreachable(self._why_unreachable(event))
        if event.retry_in_s is None:
            self._failures += 1
            self._sent += 1
            self._spawn(self._retry(self._sent), "registration-retry")

    async def _retry(self, sent: int) -> None:
        await self._clock.sleep(backoff_s(self._failures, self._jitter()))
        if sent == self._sent and self._wanted is not None:
            self._show(trying=True)
            self._engine.send(self._wanted)

    def _why_unreachable(self, event: RegistrationChanged) -> Problem:
        host = self._account.server
        if event.certificate is not None or "certificate" in f"{event.reason} {event.detail}".lower():
            return CertificateRefused(host, event.detail or event.reason, event.certificate, by_telephone=True)
        over_tls = self._account.transport is Transport.TLS
        return RegistrationUnreachable(host, event.status, event.detail or event.reason, over_tls)

    @property
    def _account(self) -> SipAccount:
        return self._wanted.account if self._wanted is not None else SipAccount("", "", "")

    def _show_unreachable(self, problem: Problem) -> None:
        self._show(registered=False, trying=False, since_s=self._since(False), problem=problem)

    def _since(self, registered: bool) -> float | None:
        """The moment of the last change between reachable and not."""
        view = self._state.value.registration
        if view.since_s is not None and view.registered is registered:
            return view.since_s
        return self._clock.now_s()

    def _show(self, **changes: Any) -> None:
        view: RegistrationView = replace(self._state.value.registration, **changes)
        self._state.update(registration=view)
