"""All calls of the engine by our own keys; no pj object and no pj id leaves it."""

import logging
from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.domain.calls import CallKey
from softphone.telephony.engine.call_ports import CallSound
from softphone.telephony.engine.conference import Conference
from softphone.telephony.engine.engine_call import EngineCall
from softphone.telephony.engine.invite_facts import facts_of
from softphone.telephony.engine.media_port import MediaPort
from softphone.telephony.engine.notice_tones import NoticeTones
from softphone.telephony.engine.pj_objects import PjAccount, PjCall
from softphone.telephony.engine.referral import Referrals
from softphone.telephony.engine.ringback import Ringback
from softphone.telephony.messages import (
    CallEnded,
    CommandFailed,
    ConnectCalls,
    Dial,
    Event,
    IncomingCall,
)

log = logging.getLogger(__name__)

NO_SUCH_CALL = 481
UNAVAILABLE = 503
MEASURE_EVERY_S = 2.0


class CallBook:
    """Runs on the owning thread only. Incoming calls get odd keys that only ever grow."""

    def __init__(
        self,
        post: Callable[[Event], None],
        sound: CallSound,
        port: MediaPort,
        run_clock: Callable[[bool], None],
        first_incoming_key: int,
    ) -> None:
        self._post = post
        self._run_clock = run_clock
        self._sound = sound
        self._port = port
        self._ringback = Ringback(port)
        self.tones = NoticeTones(port)
        self._conference = Conference(post)
        self._referrals = Referrals(post, self._begin_referred, self._succeed)
        self._calls: dict[CallKey, EngineCall] = {}
        self._next_key = first_incoming_key | 1
        self._measure_at_s = 0.0
        self._untold: set[CallKey] = set()
        self._replaced: list[EngineCall] = []

    def __len__(self) -> int:
        return len(self._calls) + len(self._replaced)

    def uses(self, account: PjAccount) -> bool:
        return any(call.account is account for call in (*self._calls.values(), *self._replaced))

    def adopt(self, account: PjAccount, call_id: int, message: str) -> None:
        """An INVITE arrived: hold the call, tell it, and let the caller know that it rings."""
        call = self._take_up(CallKey(self._next_key), account, call_id)
        self._next_key += 2
        facts = facts_of(message)
        call.identity = facts.p_asserted_identity
        self._post(IncomingCall(call.key, facts))
        call.ring()

    def refuse(self, account: PjAccount, call_id: int, status: int) -> None:
        """Turn an INVITE away without a word to the window."""
        key = CallKey(self._next_key)
        self._next_key += 2
        self._untold.add(key)
        self._take_up(key, account, call_id).reject(status, "")

    def tell_refused(self, message: str, status: int, reason: str) -> None:
        """An INVITE that pjsip has answered already."""
        key = CallKey(self._next_key)
        self._next_key += 2
        self._post(IncomingCall(key, facts_of(message)))
        self._post(CallEnded(key, status, reason, by_remote=False))

    def goes_on(self, key: CallKey) -> bool:
        call = self._calls.get(key)
        return call is not None and call.ended is None

    def dial(self, command: Dial, account: PjAccount | None) -> None:
        if account is None:
            self._post(CallEnded(command.key, UNAVAILABLE, "no account", by_remote=False))
            return
        call = self._take_up(command.key, account)
        try:
            call.dial(command.target, command.headers)
        except pj.Error as error:
            self._give_up(call, words_of(error))

    def _take_up(self, key: CallKey, account: PjAccount, call_id: int = pj.PJSUA_INVALID_ID) -> EngineCall:
        call = EngineCall(key, account, self._post, self._sound, self._port, self._ringback, self, call_id)
        self._calls[key] = call
        self._run_clock(True)
        return call

    def _give_up(self, call: EngineCall, why: str) -> None:
        del self._calls[call.key]
        call.let_go()
        self._sound.release(call.key)
        self._post(CallEnded(call.key, UNAVAILABLE, why, by_remote=False))

    def tell(self, key: CallKey, command: str, act: Callable[[EngineCall], None]) -> None:
        """Do `act` with that call; what goes wrong becomes an event."""
        call = self._calls.get(key)
        if call is None or call.ended is not None:
            self._post(CommandFailed(key, command, NO_SUCH_CALL, "no such call"))
            return
        try:
            act(call)
        except pj.Error as error:
            log.warning("%s of call %d: %s", command, key, words_of(error))
            self._post(CommandFailed(key, command, 0, words_of(error)))

    def connect(self, command: ConnectCalls) -> None:
        other = self._calls.get(command.other)
        if other is None or not other.is_answered:
            self._post(CommandFailed(command.key, "ConnectCalls", NO_SUCH_CALL, "no such call"))
            return
        self.tell(command.key, "ConnectCalls", lambda call: call.connect(other))

    def follow_referrals(self, allowed: bool) -> None:
        self._referrals.allowed = allowed

    def mix(self, keys: tuple[CallKey, ...]) -> None:
        self._conference.mix(keys, self._calls)

    # ------------------------------------------------------------ CallDesk

    def refer(self, call: EngineCall, refer_to: str) -> PjCall | None:
        return self._referrals.follow(call, refer_to)

    def may_be_replaced(self, call: EngineCall, invite: str) -> bool:
        return self._referrals.may_succeed(call, invite)

    def replace(self, call: EngineCall, call_id: int) -> PjCall:
        return self._referrals.succeed(call, call_id)

    def media_changed(self) -> None:
        self._conference.relink(self._calls)

    def _begin_referred(self, call: EngineCall) -> EngineCall:
        new = self._take_up(CallKey(self._next_key), call.account)
        self._next_key += 2
        new.begin()
        return new

    def _succeed(self, old: EngineCall, call_id: int) -> EngineCall:
        new = self._take_up(old.key, old.account, call_id)
        new.succeed(old)
        self._replaced.append(old)
        return new

    def tick(self, now_s: float) -> None:
        self._conclude()
        if not len(self):
            self._run_clock(False)
        for call in self._calls.values():
            call.tick(now_s)
        if now_s >= self._measure_at_s:
            self._measure_at_s = now_s + MEASURE_EVERY_S
            self._each(EngineCall.measure, self._calls.values())

    def _conclude(self) -> None:
        self._replaced = [call for call in self._replaced if not _is_let_go(call)]
        for key, call in list(self._calls.items()):
            if call.never_began:
                self._give_up(call, "not made")
            elif (end := call.conclude()) is not None:
                del self._calls[key]
                call.let_go()
                self.tones.stop(key)
                self._referrals.forget(key)
                self._conference.left(key, self._calls)
                if key not in self._untold:
                    self._post(end)
                self._untold.discard(key)

    def hang_up_all(self) -> None:
        self._each(EngineCall.hang_up, self._calls.values())

    def close(self) -> None:
        self._calls.clear()
        self._replaced.clear()
        self._ringback.close()
        self.tones.close()

    @staticmethod
    def _each(act: Callable[[EngineCall], None], calls: Iterable[EngineCall]) -> None:
        for call in list(calls):
            try:
                act(call)
            except pj.Error as error:
                log.warning("call %d: %s", call.key, words_of(error))


def _is_let_go(call: EngineCall) -> bool:
    over = call.conclude() is not None
    if over:
        call.let_go()
    return over


def words_of(error: pj.Error) -> str:
    """pjsip's reason without the source line it stems from."""
    return str(error.reason) or str(error.title)
