"""Stays registered: one account in force, re-registered with growing pauses, replaced without touching calls."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import pjsua2 as pj

from softphone.domain.certificates import CertificateReport
from softphone.domain.server_choice import Server
from softphone.domain.settings import SipAccount, Transport
from softphone.telephony.engine.account_config import account_config
from softphone.telephony.engine.backoff import Backoff
from softphone.telephony.engine.call_book import words_of
from softphone.telephony.engine.call_fault import CallFault
from softphone.telephony.engine.certificates import AuthoritiesMissingError
from softphone.telephony.engine.next_hop import NextHop, next_hop
from softphone.telephony.engine.pj_objects import AccountListener, PjAccount
from softphone.telephony.engine.server_finder import Target
from softphone.telephony.engine.server_guide import ServerGuide
from softphone.telephony.engine.server_pulse import ServerPulse
from softphone.telephony.engine.told_registration import ToldRegistration
from softphone.telephony.engine.transports import KINDS, Transports
from softphone.telephony.engine.verdict import verdict
from softphone.telephony.messages import Event, Register, RegistrationState

log = logging.getLogger(__name__)

BUSY_PAUSE_S = 2.0
"""pjsip carries one REGISTER at a time, its own renewals included; a new wish waits for the answer to the last."""
ANSWER_LIMIT_S = 35.0
"""A transaction ends by itself after 32 s (RFC 3261 timer F): an answer that has not come then never will."""
SILENCE_LIMIT_S = 6.0
"""UDP only knows after 32 s that nobody answers; a person is told sooner, pjsip goes on trying."""
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


class _OnlyIpv6Error(Exception):
    """The pinned pjsua2 has no IPv6 in its calls, and aborts where an account asks for it (decision 15)."""


@dataclass(frozen=True, slots=True)
class _Identity:
    """Same identity: the account is changed in place. Another: a second one takes over."""

    account: SipAccount
    server: Server | None

    @classmethod
    def of(cls, account: SipAccount, server: Server | None) -> "_Identity":
        return cls(replace(account, auth_user="", display_name="", expires_s=0), server)


class Registration:
    """Runs on the owning thread only; `tick` is its clock."""

    def __init__(
        self,
        transports: Transports,
        guide: ServerGuide,
        pulse: ServerPulse,
        listener: AccountListener,
        post: Callable[[Event], None],
        in_use: Callable[[PjAccount], bool],
    ) -> None:
        self._transports = transports
        self._guide = guide
        self._pulse = pulse
        pulse.on_silence = self._on_dead_flow
        self.leave_flows: Callable[[frozenset[int]], None] = lambda flows: None
        guide.on_known, guide.on_better = self._begin, self._begin
        self._listener = listener
        self._in_use = in_use
        self._backoff = Backoff()
        self._account: PjAccount | None = None
        self._identity: _Identity | None = None
        self._wish: Register | None = None
        self._command: Register | None = None
        self._kind = 0
        self._local = False
        self._hop: NextHop | None = None
        self._retired: list[PjAccount] = []
        self._flows: set[int] = set()
        self._wanted = False
        self._told = ToldRegistration(post, lambda: str(guide.server or ""))
        self._try_at_s: float | None = None
        self._silent_since_s: float | None = None
        self._under_way = False
        self._asked_at_s = 0.0
        self._superseded = False
        self._offline = self._moved = self._on_trial = self._for_nothing = False
        self._bound_until_s: float | None = None
        self._now_s = 0.0

    @property
    def account(self) -> PjAccount | None:
        """The one in force, None when signed out."""
        return self._account if self._wanted else None

    @property
    def is_local(self) -> bool:
        """Over the loopback, which no change of networks touches."""
        return self._local

    @property
    def over_tls(self) -> bool:
        return bool(self._kind == KINDS[Transport.TLS])

    @property
    def settled(self) -> bool:
        """No REGISTER is on its way."""
        return not self._under_way

    # ------------------------------------------------------------ commands

    def register(self, command: Register) -> None:
        self._wanted = True
        self._backoff.reset()
        self._told.forget()
        self._bound_until_s = None
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
        self._try_at_s = None
        self._wish = None
        if self._account is None or not (self._ask(self._account, False) or self._under_way):
            self._told.tell(RegistrationState.UNREGISTERED)

    def doubt(self, lost: bool) -> None:
        """Nothing is known any more, and without a network said so; attempts go on, in case the watcher is wrong."""
        if self._local or not self._wanted or self._account is None or self._told.is_in(RegistrationState.REFUSED):
            return
        self._offline = lost
        self._told.tell(RegistrationState.OFFLINE if lost else RegistrationState.UNCERTAIN)

    def renew(self) -> None:
        """The network changed: what was known about reachability is void."""
        self._offline = self._under_way = False
        if self._wanted and self._account is not None:
            self._backoff.reset()
            self._told.tell(
                RegistrationState.TRYING
                if self._told.is_in(RegistrationState.REFUSED)
                else RegistrationState.UNCERTAIN
            )
            self._try_at_s = self._now_s + NEW_NETWORK_PAUSE_S
            self._guide.again()

    # ------------------------------------------------------------ what calls have met with (`detours.Ways`)

    @property
    def way_out(self) -> PjAccount | None:
        return self.account if self._told.registered else None

    def failed(self, account: PjAccount, fault: CallFault) -> bool:
        """Another server is asked where there is one; else silence and a lost connection raise doubt about this."""
        if not self._wanted or self._offline or account is not self._account:
            return self._wanted and not self._offline
        if self._guide.has_next:
            self._on_trial = fault is CallFault.REFUSED
            return self._fail_over()
        if fault is not CallFault.REFUSED:
            self._on_dead_flow()
        return fault is CallFault.BROKEN or (fault is CallFault.SILENT and self._kind != 0)

    def ask_server(self) -> bool:
        """One OPTIONS over the present flow; False when it cannot even be sent."""
        if self.account is None or self._hop is None:
            return False
        try:
            self.account.ask_options(self._hop.registrar_uri)
        except pj.Error as error:
            log.info("OPTIONS not sent: %s", words_of(error))
            return False
        return True

    # ------------------------------------------------------------ what pjsip tells

    def on_result(
        self, account: PjAccount, status: int, reason: str, expires_s: int, wait_s: float | None = None
    ) -> None:
        """`wait_s`: how long the server asked to be left in peace."""
        if account is not self._account:
            return
        self._silent_since_s = None
        self._under_way = False
        if not self._wanted:
            self._on_left(account, status, reason, expires_s)
        elif self._superseded:
            self._try_at_s = self._now_s
        else:
            self._judge(status, reason, expires_s, wait_s)

    def _on_left(self, account: PjAccount, status: int, reason: str, expires_s: int) -> None:
        """An answer that still binds us was to the REGISTER before the sign-out: ask again."""
        if not (expires_s and verdict(status) is RegistrationState.REGISTERED and self._ask(account, False)):
            self._told.tell(RegistrationState.UNREGISTERED, status, reason)

    def _judge(self, status: int, reason: str, expires_s: int, wait_s: float | None) -> None:
        state = verdict(status)
        if state is RegistrationState.REGISTERED and expires_s == 0:
            self._on_bound_for_nothing(status)
        elif state is RegistrationState.REGISTERED:
            self._backoff.reset()
            self._for_nothing = False
            self._try_at_s = None
            self._offline = False
            self._bound_until_s = self._now_s + expires_s
            self._on_trial = False
            self._guide.settled()
            self._told.tell(state, status, reason, expires_s=expires_s)
        elif state is RegistrationState.REFUSED and self._on_trial:
            self._return_from_trial()
        elif state is RegistrationState.REFUSED:
            self._try_at_s = None
            self._told.trouble(state, status, reason)
        elif self._is_left:
            self._try_at_s = self._try_at_s or self._now_s
        elif not self._fail_over():
            self._retry_later(status, reason, wait_s)

    @property
    def _is_left(self) -> bool:
        """Another server's turn has come while the answer was awaited."""
        return self._account is not None and self._account.server != str(self._guide.server or "")

    def _on_bound_for_nothing(self, status: int) -> None:
        """Once it may be the answer to an older sign-out, and we want in again. Twice, the server keeps nobody."""
        once_more, self._for_nothing = not self._for_nothing, True
        if once_more:
            self._try_at_s = self._now_s
        elif not self._fail_over():
            self._retry_later(status, NOT_BOUND)

    def _return_from_trial(self) -> None:
        """One call had no room at a server that knows us: its neighbour's refusal says nothing about us."""
        self._on_trial = False
        self._guide.back()
        self._try_at_s = self._now_s

    def on_transport(
        self, kind: int, flow: int, connected: bool, fault: str, shown: CertificateReport | None = None
    ) -> None:
        """A lost flow of ours means that no call reaches us: register again at once, over a new one."""
        asking = self._under_way or not self._told.registered
        if kind == self._kind and connected and asking:
            self._flows.add(flow)  # a stranger's that comes in just now is counted too, and does no harm
        if kind != self._kind or connected:
            return
        if flow in self._flows or asking:
            self._told.blame(fault, shown)
        if flow in self._flows:
            self._flows.discard(flow)
            self._ask_whether_still_bound()

    def tick(self, now_s: float) -> None:
        self._now_s = now_s
        if self._bound_until_s is not None and now_s >= self._bound_until_s:
            self._expire()
        self._guide.tick(now_s, self._told.registered)
        self._pulse.tick(now_s, self._watched)
        if self._try_at_s is not None and now_s >= self._try_at_s:
            self._begin()
        if self._silent_since_s is not None and now_s - self._silent_since_s > SILENCE_LIMIT_S:
            self._on_silence()
        self._release_retired()

    def close(self) -> None:
        self._retired.clear()
        self._account = None

    # ------------------------------------------------------------ inside

    def _begin(self) -> None:
        """Registers with what is wished, at the server that is the turn's."""
        if self._wish is None or self._guide.asking:
            return
        self._try_at_s = None
        try:
            under_way = self._put_in_force(self._wish)
        except _OnlyIpv6Error:
            self._leave_another(self._wish.account)
            self._on_only_ipv6()
        except AuthoritiesMissingError as error:
            self._leave_another(self._wish.account)
            self._told.tell(RegistrationState.REFUSED, detail=str(error))
        except pj.Error as error:
            self._retry_later(0, words_of(error))
        else:
            self._attempt(under_way)

    def _on_only_ipv6(self) -> None:
        """Names may get another address, so it is looked again."""
        if not self._fail_over() and not self._offline:
            pause = self._backoff.pause_s()
            self._try_at_s = self._now_s + pause
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

    def _put_in_force(self, command: Register) -> bool:
        """True when pjsip has already sent the REGISTER, as it does when an account in force is changed."""
        account = command.account
        hop = next_hop(account, self._guide.server)
        if hop.is_ipv6:
            raise _OnlyIpv6Error
        config = account_config(account, command.password, hop, self._transports.binding(account, hop))
        self._kind = KINDS[account.transport] if account.transport is not Transport.UDP else 0
        self._local, self._hop = hop.is_loopback, hop
        identity = _Identity.of(account, self._guide.server)
        before, self._command = self._command, command
        if self._account is not None and identity == self._identity:
            if before != command:
                self._account.modify(config)
            return before != command
        successor = PjAccount(self._listener, str(self._guide.server or ""))
        successor.create(config, True)
        self._retire(farewell=self._identity is None or self._identity.account != identity.account)
        self._under_way = False
        self._account, self._identity = successor, identity
        return False

    def _retire(self, farewell: bool) -> None:
        """No farewell to the same account's last server: where they share a list it would end the new binding."""
        if self._account is not None:
            if farewell:
                self._ask(self._account, False)
            self._moved = not farewell
            self._retired.append(self._account)

    def _leave_another(self, wished: SipAccount) -> None:
        """The one before is no longer wished, even where this one cannot be begun: its renewals would seem ours."""
        if self._identity is not None and self._identity.account != _Identity.of(wished, None).account:
            self._retire(farewell=True)
            self._account = self._identity = self._command = None
            self._under_way = False

    def _attempt(self, already_sent: bool = False) -> None:
        self._try_at_s = None
        if self._account is None:
            return
        self._told.blame()
        if not (self._offline or self._told.is_in(RegistrationState.REGISTERED, RegistrationState.UNCERTAIN)):
            self._told.tell(RegistrationState.TRYING)
        busy = self._under_way and self._now_s - self._asked_at_s < ANSWER_LIMIT_S
        self._under_way = self._under_way or already_sent
        self._superseded = not (already_sent or (not busy and self._ask(self._account, True)))
        if self._superseded:
            self._try_at_s = self._asked_at_s + ANSWER_LIMIT_S if busy else self._now_s + BUSY_PAUSE_S
            self._silent_since_s = self._silent_since_s or self._now_s
        else:
            self._silent_since_s = self._asked_at_s = self._now_s

    @property
    def _watched(self) -> Target | None:
        """On the loopback there is no way that could be lost, and an end is told at once."""
        if self._hop is None or self._wish is None or self._local or not self._told.registered:
            return None
        place = Server(self._hop.host.strip("[]"), self._hop.port or DEFAULT_PORT)
        return Target(place, self._wish.account.transport)

    def _on_dead_flow(self) -> None:
        """A middlebox may have forgotten it: a new one may lead to the server where this one does not."""
        self.leave_flows(frozenset(self._flows))
        self._flows.clear()
        self._ask_whether_still_bound()

    def _ask_whether_still_bound(self) -> None:
        if self._wanted and self._told.registered:
            self._told.tell(RegistrationState.UNCERTAIN)
            self._try_at_s = self._now_s

    def _expire(self) -> None:
        """The registrar has forgotten us: pjsip's own renewal, some seconds before, was not answered."""
        self._bound_until_s = None
        if self._wanted and self._told.registered:
            self._told.tell(RegistrationState.UNCERTAIN)
            self._try_at_s = self._now_s
            self._silent_since_s = self._silent_since_s or self._now_s

    def _release_retired(self) -> None:
        """pjsip signs off each account it deletes; servers that share a list would take our new binding for it."""
        kept = [account for account in self._retired if self._in_use(account)]
        if len(kept) < len(self._retired) and self._moved:
            self._moved = False
            self._try_at_s = self._now_s + AFTER_FAREWELL_S
        self._retired = kept

    def _ask(self, account: PjAccount, renew: bool) -> bool:
        """False when pjsip cannot send now: a REGISTER is still under way, or none was ever sent."""
        try:
            account.setRegistration(renew)
        except pj.Error as error:
            log.info("REGISTER not sent now: %s", words_of(error))
            return False
        self._under_way = True
        return True

    def _retry_later(self, status: int, reason: str, wait_s: float | None = None) -> None:
        """Not before the server wants it (Retry-After)."""
        pause = max(self._backoff.pause_s(), min(wait_s or 0.0, LONGEST_WAIT_S))
        self._try_at_s = self._now_s + pause
        self._tell_unless_offline(status, reason, pause)

    def _on_silence(self) -> None:
        self._silent_since_s = None
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
