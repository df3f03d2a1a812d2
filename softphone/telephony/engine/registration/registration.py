"""Stays registered: one account in force, re-registered with growing pauses, replaced without touching calls."""

import logging
from collections.abc import Callable

import pjsua2 as pj

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.server_list import Server
from softphone.domain.certificates import CertificateReport
from softphone.domain.telephone.commands import Register
from softphone.domain.telephone.events import Event, RegistrationState
from softphone.telephony.engine.calls.call_registry import error_text
from softphone.telephony.engine.pjsip.callbacks import AccountListener, CallFault, PjAccount
from softphone.telephony.engine.pjsip.certificates import AuthoritiesMissingError
from softphone.telephony.engine.pjsip.transports import KINDS, Transports
from softphone.telephony.engine.registration.active_account import Activation, ActiveAccount, OnlyIpv6Error
from softphone.telephony.engine.registration.liveness import LivenessMonitor
from softphone.telephony.engine.registration.registration_reporter import RegistrationReporter, verdict
from softphone.telephony.engine.registration.registration_timers import Backoff, RegistrationTimers
from softphone.telephony.engine.registration.server_failover import ServerFailover
from softphone.telephony.engine.registration.server_lookup import ProbeTarget

log = logging.getLogger(__name__)

NO_ANSWER = 408
NOT_BOUND = "Expires: 0"
NEW_NETWORK_PAUSE_S = 1.0
"""pjsip closes its old flows and registers over new ones by itself; ours comes after it, for what it could not."""
AFTER_FAREWELL_S = 1.0
DEFAULT_PORT = 5060
LONGEST_WAIT_S = 600.0
"""A server that names an hour is asked sooner: nobody wants to be out of reach for a slip of the pen."""
RETRANSMISSION_S = 4.0
"""T2 of RFC 3261: so often pjsip itself repeats a request over UDP."""


class Registration:
    """Runs on the owning thread only; `tick` is its clock."""

    def __init__(
        self,
        transports: Transports,
        guide: ServerFailover,
        pulse: LivenessMonitor,
        listener: AccountListener,
        post: Callable[[Event], None],
        in_use: Callable[[PjAccount], bool],
    ) -> None:
        self._in_force = ActiveAccount(transports, listener, in_use)
        self._guide = guide
        self._pulse = pulse
        pulse.on_silence = self._on_dead_flow
        self.leave_flows: Callable[[frozenset[int]], None] = lambda flows: None
        guide.on_known, guide.on_better = self._begin, self._begin
        self._backoff = Backoff()
        self._times = RegistrationTimers()
        self._wish: Register | None = None
        self._flows: set[int] = set()
        self._wanted = False
        self._told = RegistrationReporter(post, lambda: str(guide.server or ""))
        self._superseded = False
        self._offline = self._on_trial = self._for_nothing = False
        self._contact_is_new, self._contact_is_told = False, True
        self.on_moved: Callable[[], None] = lambda: None

    @property
    def account(self) -> PjAccount | None:
        """The one in force, None when signed out."""
        return self._in_force.account if self._wanted else None

    @property
    def is_local(self) -> bool:
        """Over the loopback, which no change of networks touches."""
        return self._in_force.is_local

    @property
    def over_tls(self) -> bool:
        return bool(self._in_force.kind == KINDS[Transport.TLS])

    @property
    def over_flows(self) -> bool:
        """TCP or TLS."""
        return self._in_force.kind != 0

    @property
    def settled(self) -> bool:
        """No REGISTER is on its way."""
        return not self._times.under_way

    # ------------------------------------------------------------ commands

    def register(self, command: Register) -> None:
        self._wanted = True
        self._backoff.reset()
        self._told.forget()
        self._times.unbound()
        self._wish = command
        self._guide.take(command.account)
        if self._guide.asking:
            self._told.tell(RegistrationState.TRYING)
        else:
            self._begin()

    def unregister(self) -> None:
        if not self._wanted:
            return
        self._wanted = False
        self._times.try_no_more()
        self._wish = None
        if self._in_force.account is None or not (self._ask(renew=False) or self._times.under_way):
            self._told.tell(RegistrationState.UNREGISTERED)

    def doubt(self, lost: bool) -> None:
        """Nothing is known any more, and without a network said so; attempts go on, in case the watcher is wrong."""
        if self.is_local or self.account is None or self._told.is_in(RegistrationState.REFUSED):
            return
        self._offline = lost
        self._told.tell(RegistrationState.OFFLINE if lost else RegistrationState.UNCERTAIN)

    def renew(self) -> None:
        """The network changed: what was known about reachability is void."""
        self._offline = self._times.under_way = False
        if self.account is not None:
            self._backoff.reset()
            self._told.tell(
                RegistrationState.TRYING
                if self._told.is_in(RegistrationState.REFUSED)
                else RegistrationState.UNCERTAIN
            )
            self._times.try_in(NEW_NETWORK_PAUSE_S)
            self._guide.again()

    # ------------------------------------------------------------ what calls have met with (`detours.Ways`)

    @property
    def way_out(self) -> PjAccount | None:
        return self.account if self._told.registered else None

    def failed(self, account: PjAccount, fault: CallFault) -> bool:
        """Another server is asked where there is one; else silence and a lost connection raise doubt about this."""
        if not self._wanted or self._offline or account is not self._in_force.account:
            return self._wanted and not self._offline
        if self._guide.has_next:
            self._on_trial = fault is CallFault.REFUSED
            return self._fail_over()
        if fault is not CallFault.REFUSED:
            self._on_dead_flow()
        return fault is CallFault.BROKEN or (fault is CallFault.SILENT and self.over_flows)

    def ask_server(self) -> bool:
        """One OPTIONS over the present flow; False when it cannot even be sent."""
        return self._wanted and self._in_force.ask_server()

    # ------------------------------------------------------------ what pjsip tells

    def on_result(
        self,
        account: PjAccount,
        status: int,
        reason: str,
        expires_s: int,
        wait_s: float | None = None,
        names_old_flow: bool = False,
    ) -> None:
        """`wait_s`: how long the server asked to be left in peace."""
        if account is not self._in_force.account:
            return
        self._times.answered()
        if not self._wanted:
            self._on_left(status, reason, expires_s)
        elif self._superseded:
            self._times.try_in()
        elif not (names_old_flow and self._renew_contact()):
            self._judge(status, reason, expires_s, wait_s)
            self._tell_contact(expires_s)

    def _renew_contact(self) -> bool:
        """Once for each flow; then another answer is waited for."""
        if self._contact_is_new:
            return False
        self._contact_is_new = renewed = self._in_force.renew_contact()
        if renewed:
            self._contact_is_told, self._times.under_way = False, True
            self._times.sent()
        return renewed

    def _tell_contact(self, expires_s: int) -> None:
        if expires_s and not self._contact_is_told:
            self._contact_is_told = True
            self.on_moved()

    def _on_left(self, status: int, reason: str, expires_s: int) -> None:
        """An answer that still binds us was to the REGISTER before the sign-out: ask again."""
        if not (expires_s and verdict(status) is RegistrationState.REGISTERED and self._ask(renew=False)):
            self._told.tell(RegistrationState.UNREGISTERED, status, reason)

    def _judge(self, status: int, reason: str, expires_s: int, wait_s: float | None) -> None:
        state = verdict(status)
        if state is RegistrationState.REGISTERED and expires_s == 0:
            self._on_bound_for_nothing(status)
        elif state is RegistrationState.REGISTERED:
            self._on_bound(status, reason, expires_s)
        elif state is RegistrationState.REFUSED and self._on_trial:
            self._return_from_trial()
        elif state is RegistrationState.REFUSED:
            self._times.try_no_more()
            self._told.trouble(state, status, reason)
        elif self._is_left:
            self._times.try_soon()
        elif not self._fail_over():
            self._retry_later(status, reason, wait_s)

    def _on_bound(self, status: int, reason: str, expires_s: int) -> None:
        self._backoff.reset()
        self._for_nothing = self._offline = self._on_trial = False
        self._times.try_no_more()
        self._times.bound_for(expires_s)
        self._guide.settled()
        self._told.tell(RegistrationState.REGISTERED, status, reason, expires_s=expires_s)

    @property
    def _is_left(self) -> bool:
        """Another server's turn has come while the answer was awaited."""
        account = self._in_force.account
        return account is not None and account.server != str(self._guide.server or "")

    def _on_bound_for_nothing(self, status: int) -> None:
        """Once it may be the answer to an older sign-out, and we want in again. Twice, the server keeps nobody."""
        once_more, self._for_nothing = not self._for_nothing, True
        if once_more:
            self._times.try_in()
        elif not self._fail_over():
            self._retry_later(status, NOT_BOUND)

    def _return_from_trial(self) -> None:
        """One call had no room at a server that knows us: its neighbour's refusal says nothing about us."""
        self._on_trial = False
        self._guide.back()
        self._times.try_in()

    def on_transport(
        self, kind: int, flow: int, connected: bool, fault: str, shown: CertificateReport | None = None
    ) -> None:
        """A lost flow of ours means that no call reaches us: register again at once, over a new one."""
        asking, ours = self._times.under_way or not self._told.registered, kind == self._in_force.kind
        if ours and connected and asking:
            self._contact_is_new = False
            self._flows.add(flow)  # a stranger's that comes in just now is counted too, and does no harm
        if connected or not ours:
            return
        if flow in self._flows or asking:
            self._told.blame(fault, shown)
        if flow in self._flows:
            self._flows.discard(flow)
            self._ask_whether_still_bound()

    def tick(self, now_s: float) -> None:
        self._times.now_s = now_s
        if self._times.has_expired:
            self._expire()
        self._guide.tick(now_s, self._told.registered)
        self._pulse.tick(now_s, self._watched)
        if self._times.is_due:
            self._begin()
        if self._times.is_silent:
            self._on_silence()
        if self._in_force.release_retired():
            self._times.try_in(AFTER_FAREWELL_S)

    def close(self) -> None:
        self._in_force.close()

    # ------------------------------------------------------------ inside

    def _begin(self) -> None:
        """Registers with what is wished, at the server that is the turn's."""
        if self._wish is None or self._guide.asking:
            return
        self._times.try_no_more()
        try:
            put = self._in_force.put(self._wish, self._guide.server)
        except OnlyIpv6Error:
            self._leave_another(self._wish.account)
            self._on_only_ipv6()
        except AuthoritiesMissingError as error:
            self._leave_another(self._wish.account)
            self._told.tell(RegistrationState.REFUSED, detail=str(error))
        except pj.Error as error:
            self._retry_later(0, error_text(error))
        else:
            self._attempt(put)

    def _on_only_ipv6(self) -> None:
        """Names may get another address, so it is looked again."""
        if not self._fail_over() and not self._offline:
            pause = self._backoff.pause_s()
            self._times.try_in(pause)
            self._told.only_ipv6(pause)

    def _fail_over(self) -> bool:
        """True when the next server is being asked now."""
        if self._offline or not self._guide.next():
            return False
        log.info("going on to %s", self._guide.server)
        if self._told.registered:
            self._told.tell(RegistrationState.UNCERTAIN)
        self._begin()
        return True

    def _leave_another(self, wished: SipAccount) -> None:
        if self._in_force.leave_another(wished):
            self._times.under_way = False

    def _attempt(self, put: Activation) -> None:
        self._told.blame()
        if not (self._offline or self._told.is_in(RegistrationState.REGISTERED, RegistrationState.UNCERTAIN)):
            self._told.tell(RegistrationState.TRYING)
        if put is Activation.SUCCEEDED:
            self._times.under_way = False
        busy, already_sent = self._times.is_waiting, put is Activation.CHANGED
        self._times.under_way = self._times.under_way or already_sent
        self._superseded = not (already_sent or (not busy and self._ask(renew=True)))
        if self._superseded:
            self._times.wait_behind(busy)
        else:
            self._times.sent()

    def _ask(self, renew: bool) -> bool:
        sent = self._in_force.ask(renew)
        self._times.under_way = self._times.under_way or sent
        return sent

    @property
    def _watched(self) -> ProbeTarget | None:
        """On the loopback there is no way that could be lost, and an end is told at once."""
        hop = self._in_force.hop
        if hop is None or self._wish is None or self.is_local or not self._told.registered:
            return None
        place = Server(hop.host.strip("[]"), hop.port or DEFAULT_PORT)
        return ProbeTarget(place, self._wish.account.transport)

    def _on_dead_flow(self) -> None:
        """A middlebox may have forgotten it: a new one may lead to the server where this one does not."""
        self.leave_flows(frozenset(self._flows))
        self._flows.clear()
        self._ask_whether_still_bound()

    def _ask_whether_still_bound(self) -> None:
        if self._wanted and self._told.registered:
            self._told.tell(RegistrationState.UNCERTAIN)
            self._times.try_in()

    def _expire(self) -> None:
        """The registrar has forgotten us: pjsip's own renewal, some seconds before, was not answered."""
        self._times.unbound()
        if self._wanted and self._told.registered:
            self._ask_whether_still_bound()
            self._times.count_silence()

    def _retry_later(self, status: int, reason: str, wait_s: float | None = None) -> None:
        """Not before the server wants it (Retry-After)."""
        pause = max(self._backoff.pause_s(), min(wait_s or 0.0, LONGEST_WAIT_S))
        self._times.try_in(pause)
        self._tell_unless_offline(status, reason, pause)

    def _on_silence(self) -> None:
        self._times.heard()
        if self._fail_over():
            return
        if self._guide.has_several:
            self._retry_later(NO_ANSWER, "no answer yet")
        else:
            self._tell_silence()

    def _tell_silence(self) -> None:
        self._tell_unless_offline(NO_ANSWER, "no answer yet", RETRANSMISSION_S, fault=False)

    def _tell_unless_offline(self, status: int, reason: str, retry_in_s: float, fault: bool = True) -> None:
        """Without a network that is the reason, whatever an attempt says."""
        if not self._offline:
            self._told.trouble(RegistrationState.UNREACHABLE, status, reason, retry_in_s, fault)
