"""Registry of the engine's calls by our own keys; no pj object and no pj id leaves it."""

import logging
import time
from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import ConnectCalls, Dial
from softphone.domain.telephone.events import CallEnded, CommandFailed, Event, IncomingCall
from softphone.telephony.engine.audio.media_port import MediaPort
from softphone.telephony.engine.calls.call import EngineCall
from softphone.telephony.engine.calls.call_failover import CallFailover, RegistrationStatus
from softphone.telephony.engine.calls.call_protocols import DeviceUse
from softphone.telephony.engine.calls.closing_sockets import ClosingSockets
from softphone.telephony.engine.calls.conference import Conference
from softphone.telephony.engine.calls.referral import Referrals
from softphone.telephony.engine.pjsip.callbacks import CallFault, PjAccount, PjCall
from softphone.telephony.engine.pjsip.errors import error_text
from softphone.telephony.engine.pjsip.invite_headers import facts_of
from softphone.telephony.engine.tones.in_call_tones import InCallTones
from softphone.telephony.engine.tones.ringback import Ringback
from softphone.telephony.engine_options import EngineOptions

log = logging.getLogger(__name__)

NO_SUCH_CALL = 481
NO_ANSWER = 408
BUSY, UNAVAILABLE = 486, 503
MOST_BEFORE_INCOMING = 3
"""pjsip has four places (docs/decisions/0004); the last one is kept for a call of our own."""
MEASURE_EVERY_S = 2.0
MOST_JUST_OVER = 8
"""Calls that ended within the last half second: each still occupies two of pjsip's 64 sockets."""


class CallRegistry:
    """Runs on the owning thread only. Incoming calls get odd keys that only ever grow."""

    def __init__(
        self,
        post: Callable[[Event], None],
        devices: DeviceUse,
        port: MediaPort,
        run_clock: Callable[[bool], None],
        options: EngineOptions,
    ) -> None:
        self._post = post
        self._run_clock = run_clock
        self._devices = devices
        self._port = port
        self._ringback = Ringback(port)
        self.tones = InCallTones(port)
        self._conference = Conference(post)
        self._failover = CallFailover(post, self._place)
        self._referrals = Referrals(post, self._begin_referred, self._replace_call)
        self._calls: dict[CallKey, EngineCall] = {}
        self._next_key, self._ringing_limit_s = options.first_incoming_key | 1, options.ringing_limit_s
        self._closing_sockets = ClosingSockets()
        self._measure_at_s = 0.0
        self._unreported: set[CallKey] = set()
        self._refused: list[tuple[EngineCall, int]] = []
        """Not rejected in the callback of the INVITE: pjsip aborts there at one without SDP."""
        self._replaced: list[EngineCall] = []
        self._awaiting_slot: list[EngineCall] = []
        """Freed while another call uses its slot, a call would reject that one with 603."""

    def __len__(self) -> int:
        return len(self._calls) + len(self._replaced)

    @property
    def is_busy(self) -> bool:
        """Whether a call is there, waits for its redial or for its slot."""
        return bool(len(self) or self._awaiting_slot or self._failover.is_waiting)

    def uses_account(self, account: PjAccount) -> bool:
        return any(call.account is account for call in (*self._calls.values(), *self._replaced))

    def add_incoming(self, account: PjAccount, call_id: int, message: str) -> None:
        """Registers an incoming call, posts it and answers 180; without room it is posted and refused."""
        if len(self) >= MOST_BEFORE_INCOMING:
            self.report_rejected(message, BUSY, "Busy Here")
            self.refuse(account, call_id, BUSY)
            return
        call = self._create(CallKey(self._next_key), account, call_id)
        self._next_key += 2
        facts = facts_of(message)
        call.party.begin(facts)
        self._post(IncomingCall(call.key, facts))
        call.ring(until_s=time.monotonic() + self._ringing_limit_s)

    def refuse(self, account: PjAccount, call_id: int, status: int) -> None:
        """Rejects an INVITE at the next tick, without posting an event."""
        key = CallKey(self._next_key)
        self._next_key += 2
        self._unreported.add(key)
        self._refused.append((self._create(key, account, call_id), status))

    def report_rejected(self, message: str, status: int, reason: str) -> None:
        """Posts an INVITE that pjsip has already rejected as an incoming call that failed."""
        key = CallKey(self._next_key)
        self._next_key += 2
        self._post(IncomingCall(key, facts_of(message)))
        self._post(CallEnded(key, status, reason, by_remote=False))

    def is_running(self, key: CallKey) -> bool:
        call = self._calls.get(key)
        return call is not None and call.ended is None

    def dial(self, command: Dial, account: PjAccount | None) -> None:
        if account is None:
            self._post(CallEnded(command.key, UNAVAILABLE, "no account", by_remote=False))
            return
        self._place(command, account)

    def _place(self, order: Dial, account: PjAccount) -> None:
        call = self._create(order.key, account)
        try:
            call.dial(order, time.monotonic())
            account.renew_keys()
        except pj.Error as error:
            self._fail(call, error_text(error))

    def _create(self, key: CallKey, account: PjAccount, call_id: int = pj.PJSUA_INVALID_ID) -> EngineCall:
        call = EngineCall(key, account, self._post, self._devices, self._port, self._ringback, self, call_id)
        self._calls[key] = call
        account.renew_keys()  # pjsip gives an incoming call its keys before it tells us
        self._run_clock(True)
        return call

    def _fail(self, call: EngineCall, why: str) -> None:
        del self._calls[call.key]
        call.release()
        self._devices.release(call.key)
        self._failover.remove(call.key)
        self._post(CallEnded(call.key, UNAVAILABLE, why, by_remote=False))

    def run(self, key: CallKey, command: str, act: Callable[[EngineCall], None]) -> None:
        """Runs `act` on that call; a failure becomes an event."""
        call = self._calls.get(key)
        if call is None or call.ended is not None:
            self._post(CommandFailed(key, command, NO_SUCH_CALL, "no such call"))
            return
        try:
            act(call)
        except pj.Error as error:
            log.warning("%s of call %d: %s", command, key, error_text(error))
            self._post(CommandFailed(key, command, 0, error_text(error)))

    def connect(self, command: ConnectCalls) -> None:
        other = self._calls.get(command.other)
        if other is None or not other.is_answered:
            self._post(CommandFailed(command.key, "ConnectCalls", NO_SUCH_CALL, "no such call"))
            return
        self.run(command.key, "ConnectCalls", lambda call: call.connect(other))

    def follow_referrals(self, allowed: bool) -> None:
        self._referrals.allowed = allowed

    def mix(self, keys: tuple[CallKey, ...]) -> None:
        self._conference.mix(keys, self._calls)

    # ------------------------------------------------------------ CallOwner

    def refer(self, call: EngineCall, refer_to: str) -> PjCall | None:
        return self._referrals.follow(call, refer_to)

    def may_be_replaced(self, call: EngineCall, invite: str) -> bool:
        return self._referrals.may_replace(call, invite)

    def replace(self, call: EngineCall, call_id: int) -> PjCall:
        return self._referrals.replace(call, call_id)

    def media_changed(self) -> None:
        self._conference.relink(self._calls)

    def _begin_referred(self, call: EngineCall) -> EngineCall:
        new = self._create(CallKey(self._next_key), call.account)
        self._next_key += 2
        new.begin_referred()
        return new

    def _replace_call(self, old: EngineCall, call_id: int) -> EngineCall:
        new = self._create(old.key, old.account, call_id)
        new.take_over(old)
        self._replaced.append(old)
        return new

    def tick(self, now_s: float, registration: RegistrationStatus) -> None:
        self._fail_over_unanswered(now_s, registration)
        self._reject_refused()
        self._conclude(now_s, registration)
        for key in self._failover.tick(now_s, registration.registered_account):
            self._devices.release(key)
        if not len(self):
            self._run_clock(False)
        for call in self._calls.values():
            call.tick(now_s)
        if now_s >= self._measure_at_s:
            self._measure_at_s = now_s + MEASURE_EVERY_S
            self._each(lambda call: call.measure(now_s), self._calls.values())

    def pause_s(self, now_s: float) -> float:
        """How long to wait before the next turn, so that pjsip has free sockets for another call's sound."""
        return self._closing_sockets.wait_s(MOST_JUST_OVER, now_s)

    def _reject_refused(self) -> None:
        refused, self._refused = self._refused, []
        for call, status in refused:
            try:
                call.reject(status, "")
            except pj.Error as error:
                log.info("call %d is not rejected: %s", call.key, error_text(error))

    def _conclude(self, now_s: float, registration: RegistrationStatus) -> None:
        self._awaiting_slot = [call for call in self._awaiting_slot if call.slot_is_reused]
        self._replaced = [call for call in self._replaced if not _is_released(call)]
        for key, call in list(self._calls.items()):
            if call.never_began:
                self._fail(call, "not made")
            elif (end := call.conclude()) is not None:
                del self._calls[key]
                self._closing_sockets.closed(now_s)
                call.release()
                self._awaiting_slot.append(call)
                self.tones.stop_waiting(key)
                self._referrals.remove(key)
                self._conference.remove(key, self._calls)
                if key not in self._unreported and not self._failed_over(call, call.fault, end, now_s, registration):
                    self._post(end)
                self._unreported.discard(key)

    def _failed_over(
        self,
        call: EngineCall,
        fault: CallFault | None,
        end: CallEnded,
        now_s: float,
        registration: RegistrationStatus,
    ) -> bool:
        """True when the call will be redialled later."""
        if call.pending_dial is None or fault is None:
            self._failover.remove(call.key)
            return False
        if call.network_changed:  # which is not the server's fault
            self._failover.remove(call.key)
        if not registration.report_call_fault(call.account, call.server, fault):
            self._failover.remove(call.key)
            return False
        self._failover.park(call.pending_dial, end, call.server, fault, now_s)
        return True

    def _fail_over_unanswered(self, now_s: float, registration: RegistrationStatus) -> None:
        """Moves calls the server never answered to the next one; without another server they go on waiting."""
        for key, call in list(self._calls.items()):
            if call.ended is not None or call.fault is not CallFault.SILENT:
                continue
            end, call.fault = CallEnded(key, NO_ANSWER, "Request Timeout"), None
            if call.pending_dial is not None and self._failed_over(call, CallFault.SILENT, end, now_s, registration):
                del self._calls[key]
                self._replaced.append(call)
                call.retire()
                self._each(EngineCall.hang_up, (call,))

    def hang_up_parked(self, key: CallKey) -> bool:
        """Ends a call that waits for its redial; False when there is none."""
        ended = self._failover.hang_up(key)
        if ended:
            self._devices.release(key)
        return ended

    def on_network_change(self, flow_is_lost: bool) -> None:
        for call in self._calls.values():
            call.on_network_change(flow_is_lost)

    def send_updated_contact(self) -> None:
        """Announces our new Contact in every call: the peers send their requests to the last one they know."""
        for call in self._calls.values():
            call.schedule_contact_update(time.monotonic())

    def hang_up_all(self) -> None:
        self._each(EngineCall.hang_up, self._calls.values())

    def close(self) -> None:
        self._calls.clear()
        self._replaced.clear()
        self._awaiting_slot.clear()
        self._ringback.close()
        self.tones.close()

    @staticmethod
    def _each(act: Callable[[EngineCall], None], calls: Iterable[EngineCall]) -> None:
        for call in list(calls):
            try:
                act(call)
            except pj.Error as error:
                log.warning("call %d: %s", call.key, error_text(error))


def _is_released(call: EngineCall) -> bool:
    over = call.conclude() is not None
    if over:
        call.release()
    return over
