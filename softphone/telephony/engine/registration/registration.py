"""Keeps one account registered: retries with growing pauses, fails over to the next server, replaces the account."""

import logging
import random
from typing import Protocol

import pjsua2 as pj

from softphone.domain.account.account import SipAccount
from softphone.domain.account.server_list import Server
from softphone.domain.backoff import backoff_s
from softphone.domain.telephone.commands import Register
from softphone.domain.telephone.events import RegistrationChanged, RegistrationState
from softphone.telephony.engine.gate.events import AddressChanged, AgreementLost, FlowLost, FlowOpened
from softphone.telephony.engine.gate.flows.tls import TlsSettingsError
from softphone.telephony.engine.pjsip.callbacks import CallFault, PjAccount
from softphone.telephony.engine.pjsip.errors import error_text
from softphone.telephony.engine.registration.active_account import Activation, ActiveAccount
from softphone.telephony.engine.registration.liveness import LivenessMonitor
from softphone.telephony.engine.registration.refusal_pause import RefusalPause
from softphone.telephony.engine.registration.registration_reporter import (
    WRONG_PASSWORD,
    RegistrationReporter,
    state_of_status,
)
from softphone.telephony.engine.registration.registration_timers import RegistrationTimers
from softphone.telephony.engine.registration.server_failover import ServerFailover
from softphone.telephony.engine.registration.server_lookup import Lookup, Prober, ProbeTarget
from softphone.telephony.engine_options import EngineOptions

log = logging.getLogger(__name__)

NO_ANSWER = 408
NOT_BOUND = "Expires: 0"
NEW_NETWORK_PAUSE_S = 1.0
"""pjsip closes its old flows and registers over new ones by itself; our REGISTER follows, in case that failed."""
LONGEST_WAIT_S = 600.0
"""Caps Retry-After at ten minutes, so that a mistyped value cannot keep us offline."""
RETRANSMISSION_S = 4.0
"""T2 of RFC 3261: the interval at which pjsip repeats a request over UDP."""


class RegistrationListener(Protocol):
    def on_registration_change(self, change: RegistrationChanged) -> None: ...

    def on_contact_changed(self) -> None:
        """Standing calls must announce our new Contact."""

    def close_flows(self, flows: frozenset[int]) -> None:
        """The next request must open a new connection."""


class Registration:
    """Runs on the owning thread only; `tick` is its clock."""

    def __init__(
        self,
        active: ActiveAccount,
        lookup: Lookup,
        prober: Prober,
        options: EngineOptions,
        listener: RegistrationListener,
    ) -> None:
        self._active = active
        self._listener = listener
        self._failover = ServerFailover(lookup, options.server_check_s, self._begin, self._begin)
        self._liveness = LivenessMonitor(prober, options.server_pulse_s, self._on_dead_flow)
        self._failures = 0
        self._refusal_pause = RefusalPause(options.refusal_pause_s)
        self._timers = RegistrationTimers()
        self._command: Register | None = None
        self._flows: set[int] = set()
        self._wanted = False
        self._reporter = RegistrationReporter(listener.on_registration_change, self._server_name)
        self._superseded = False
        self._offline = self._on_trial = self._was_not_bound = False
        self._contact = ""
        self._contact_is_wrong = False

    @property
    def account(self) -> PjAccount | None:
        """The active account, None when signed out."""
        return self._active.account if self._wanted else None

    @property
    def is_local(self) -> bool:
        """Whether the server is on the loopback, which network changes do not affect."""
        return self._active.is_local

    @property
    def over_connections(self) -> bool:
        """Whether requests go over TCP or TLS."""
        return self._active.over_connections

    @property
    def is_idle(self) -> bool:
        """Whether no REGISTER awaits its answer."""
        return not self._timers.in_flight

    @property
    def due_s(self) -> float:
        """When `tick` must come at the latest; once a second besides."""
        return self._timers.due_s

    # ------------------------------------------------------------ commands

    def register(self, command: Register) -> None:
        self._wanted = True
        self._failures = 0
        self._refusal_pause.reset()
        self._reporter.reset()
        self._timers.unbound()
        self._command = command
        self._failover.set_account(command.account)
        if self._failover.is_looking_up:
            self._reporter.report(RegistrationState.TRYING)
        else:
            self._begin()

    def unregister(self) -> None:
        if not self._wanted:
            return
        self._wanted = False
        self._timers.cancel_retry()
        self._command = None
        if self._active.account is None or not (self._send_register(renew=False) or self._timers.in_flight):
            self._reporter.report(RegistrationState.UNREGISTERED)

    def mark_uncertain(self, lost: bool) -> None:
        """Marks the state as uncertain or offline; attempts continue in case the network watcher is wrong."""
        if self.is_local or self.account is None or self._reporter.is_in(RegistrationState.REFUSED):
            return
        self._offline = lost
        self._reporter.report(RegistrationState.OFFLINE if lost else RegistrationState.UNCERTAIN)

    def check(self) -> None:
        """Registers at once, to learn whether the server still answers; the state stays until then."""
        if self._reporter.registered and not self._timers.in_flight:
            self._timers.try_soon()

    def renew(self) -> None:
        """Registers again after a network change."""
        self._offline = self._timers.in_flight = False
        if self.account is not None:
            self._failures = 0
            self._refusal_pause.reset()
            self._reporter.report(
                RegistrationState.TRYING
                if self._reporter.is_in(RegistrationState.REFUSED)
                else RegistrationState.UNCERTAIN
            )
            self._timers.try_in(NEW_NETWORK_PAUSE_S)
            self._failover.look_up_again()

    # ------------------------------------------------------------ call_failover.RegistrationStatus

    @property
    def registered_account(self) -> PjAccount | None:
        return self.account if self._reporter.registered else None

    def report_call_fault(self, account: PjAccount, server: str, fault: CallFault) -> bool:
        """Tries the next server; without one, checks the present server after silence or a lost connection."""
        if not self._wanted or self._offline or account is not self._active.account or server != account.server:
            return self._wanted and not self._offline
        if self._failover.has_next:
            self._on_trial = fault is CallFault.REFUSED
            return self._try_next_server()
        if fault is not CallFault.REFUSED:
            self._on_dead_flow()
        return fault is CallFault.BROKEN or (fault is CallFault.SILENT and self.over_connections)

    # ------------------------------------------------------------ events from pjsip

    def on_result(
        self,
        account: PjAccount,
        status: int,
        reason: str,
        expires_s: int,
        wait_s: float | None = None,
    ) -> None:
        """`wait_s`: the server's Retry-After."""
        if account is not self._active.account:
            return
        self._timers.answered()
        if not self._wanted:
            self._on_signed_out(status, reason, expires_s)
        elif self._superseded:
            self._timers.try_in()
        else:
            self._on_answer(status, reason, expires_s, wait_s)

    def _announce_contact(self) -> None:
        """Standing calls learn a Contact other than the one they were begun with."""
        before, self._contact = self._contact, self._active.contact_address
        if before and before != self._contact:
            self._listener.on_contact_changed()

    def _on_signed_out(self, status: int, reason: str, expires_s: int) -> None:
        """Sends the sign-out again when the answer was to the REGISTER before it and still binds us."""
        still_bound = bool(expires_s) and state_of_status(status) is RegistrationState.REGISTERED
        if not (still_bound and self._send_register(renew=False)):
            self._reporter.report(RegistrationState.UNREGISTERED, status, reason)

    def _on_answer(self, status: int, reason: str, expires_s: int, wait_s: float | None) -> None:
        state = state_of_status(status)
        if state is RegistrationState.REGISTERED and expires_s == 0:
            self._on_not_bound(status)
        elif state is RegistrationState.REGISTERED:
            self._on_bound(status, reason, expires_s)
        elif state is RegistrationState.REFUSED and self._on_trial:
            self._return_from_trial()
        elif state is RegistrationState.REFUSED:
            self._on_refused(status, reason, wait_s)
        elif self._server_has_changed:
            self._timers.try_soon()
        elif not self._try_next_server():
            self._retry_later(status, reason, wait_s)

    def _on_refused(self, status: int, reason: str, wait_s: float | None) -> None:
        """Tries again seldom: a restarting server refuses what it accepted before. A wrong password ends it."""
        self._timers.unbound()
        if status in WRONG_PASSWORD:
            self._timers.cancel_retry()
            self._reporter.report_trouble(RegistrationState.REFUSED, status, reason)
            return
        pause = self._refusal_pause.next_s(wait_s)
        self._timers.try_in(pause)
        self._reporter.report_trouble(RegistrationState.REFUSED, status, reason, pause)

    def _on_bound(self, status: int, reason: str, expires_s: int) -> None:
        self._failures = 0
        self._refusal_pause.reset()
        self._was_not_bound = self._offline = self._on_trial = False
        self._timers.cancel_retry()
        self._timers.bound_for(expires_s)
        self._failover.on_registered()
        self._announce_contact()
        if self._contact_is_wrong:
            self._contact_is_wrong = False
            self._timers.try_in()
        self._reporter.report(RegistrationState.REGISTERED, status, reason, expires_s=expires_s)

    @property
    def _server_has_changed(self) -> bool:
        """Whether failover chose another server while the answer was awaited."""
        account = self._active.account
        return account is not None and account.server != self._server_name()

    def _server_name(self) -> str:
        return str(self._failover.server or "")

    def _on_not_bound(self, status: int) -> None:
        """Retries a 200 without a binding once: it may answer an older sign-out; a second one counts as a failure."""
        once_more, self._was_not_bound = not self._was_not_bound, True
        if once_more:
            self._timers.try_in()
        elif not self._try_next_server():
            self._retry_later(status, NOT_BOUND)

    def _return_from_trial(self) -> None:
        """Returns to the first server: it only refused one call, so the next server's refusal does not count."""
        self._on_trial = False
        self._failover.return_to_first()
        self._timers.try_in()

    def on_gate_event(self, event: FlowOpened | FlowLost | AddressChanged | AgreementLost) -> None:
        """Registers again at once when a flow of ours is lost: no call would reach us."""
        match event:
            case FlowOpened(_, flow):
                self._flows.add(flow)
            case FlowLost(_, flow, fault, certificate):
                if flow in self._flows or self._timers.in_flight or not self._reporter.registered:
                    self._reporter.set_fault(fault, certificate)
                if flow in self._flows:
                    self._flows.discard(flow)
                    self._register_again()
            case AddressChanged():  # told a moment before the answer that shows it
                self._contact_is_wrong = True
                if self._reporter.registered:
                    self._timers.try_soon()
            case AgreementLost():
                if self._reporter.registered:  # while it is not, a REGISTER is due anyway
                    self._timers.try_soon()

    def tick(self, now_s: float) -> None:
        self._timers.now_s = now_s
        if self._timers.has_expired:
            self._expire()
        self._failover.tick(now_s, self._reporter.registered)
        self._liveness.tick(now_s, self._watched)
        if self._timers.is_due:
            self._begin()
        if self._timers.is_silent:
            self._on_silence()
        self._active.release_retired()

    def close(self) -> None:
        self._active.close()

    # ------------------------------------------------------------ inside

    def _begin(self) -> None:
        """Sends REGISTER for the wanted account to the current server."""
        if self._command is None or self._failover.is_looking_up:
            return
        self._timers.cancel_retry()
        try:
            activation = self._active.activate(self._command, self._failover.server)
        except TlsSettingsError as error:
            self._drop_other(self._command.account)
            self._reporter.report(RegistrationState.REFUSED, detail=str(error), certificate=error.report)
        except pj.Error as error:
            self._retry_later(0, error_text(error))
        else:
            self._attempt(activation)

    def _try_next_server(self) -> bool:
        """True when a REGISTER to the next server has begun."""
        if self._offline or not self._failover.advance():
            return False
        log.info("going on to %s", self._failover.server)
        if self._reporter.registered:
            self._reporter.report(RegistrationState.UNCERTAIN)
        self._begin()
        return True

    def _drop_other(self, wanted: SipAccount) -> None:
        if self._active.drop_other(wanted):
            self._timers.in_flight = False

    def _attempt(self, activation: Activation) -> None:
        self._reporter.set_fault()
        if not (self._offline or self._reporter.is_in(RegistrationState.REGISTERED, RegistrationState.UNCERTAIN)):
            self._reporter.report(RegistrationState.TRYING)
        if activation is Activation.REPLACED:
            self._timers.in_flight = False
        busy, already_sent = self._timers.is_waiting, activation is Activation.MODIFIED
        self._timers.in_flight = self._timers.in_flight or already_sent
        self._superseded = not (already_sent or (not busy and self._send_register(renew=True)))
        if self._superseded:
            self._timers.wait_behind(busy)
        else:
            self._timers.sent()

    def _send_register(self, renew: bool) -> bool:
        sent = self._active.send_register(renew)
        self._timers.in_flight = self._timers.in_flight or sent
        return sent

    @property
    def _watched(self) -> ProbeTarget | None:
        """The server to probe; None on the loopback, where the end of a server is noticed at once."""
        hop = self._active.hop
        if hop is None or self._command is None or self.is_local or not self._reporter.registered:
            return None
        return ProbeTarget(Server(hop.host, hop.port), self._command.account.transport)

    def _on_dead_flow(self) -> None:
        """Leaves the present flows: a middlebox may have dropped them, and a new flow may still reach the server."""
        self._listener.close_flows(frozenset(self._flows))
        self._flows.clear()
        self._register_again()

    def _register_again(self) -> None:
        if self._wanted and self._reporter.registered:
            self._reporter.report(RegistrationState.UNCERTAIN)
            self._timers.try_in()

    def _expire(self) -> None:
        """Registers again after the binding has expired: pjsip's renewal some seconds before was not answered."""
        self._timers.unbound()
        if self._wanted and self._reporter.registered:
            self._register_again()
            self._timers.count_silence()

    def _next_pause_s(self) -> float:
        self._failures += 1
        return backoff_s(self._failures, random.random())

    def _retry_later(self, status: int, reason: str, wait_s: float | None = None) -> None:
        """Schedules the next attempt, no earlier than the server's Retry-After."""
        pause = max(self._next_pause_s(), min(wait_s or 0.0, LONGEST_WAIT_S))
        self._timers.try_in(pause)
        self._report_trouble_unless_offline(status, reason, pause)

    def _on_silence(self) -> None:
        self._timers.clear_silence()
        if self._try_next_server():
            return
        if self._failover.has_several:
            self._retry_later(NO_ANSWER, "no answer yet")
        else:
            self._report_silence()

    def _report_silence(self) -> None:
        self._report_trouble_unless_offline(NO_ANSWER, "no answer yet", RETRANSMISSION_S, fault=False)

    def _report_trouble_unless_offline(self, status: int, reason: str, retry_in_s: float, fault: bool = True) -> None:
        """Reports a failed attempt; without a network the offline state stays."""
        if not self._offline:
            self._reporter.report_trouble(RegistrationState.UNREACHABLE, status, reason, retry_in_s, fault)
