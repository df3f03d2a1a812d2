"""All calls of the engine by our own keys; no pj object and no pj id leaves it."""

import logging
from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.domain.calls import CallKey
from softphone.telephony.engine.engine_call import CallSound, EngineCall
from softphone.telephony.engine.invite_facts import facts_of
from softphone.telephony.engine.media_port import MediaPort
from softphone.telephony.engine.pj_objects import PjAccount
from softphone.telephony.engine.ringback import Ringback
from softphone.telephony.messages import CallEnded, CommandFailed, Dial, Event, IncomingCall

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
        self._calls: dict[CallKey, EngineCall] = {}
        self._next_key = first_incoming_key | 1
        self._measure_at_s = 0.0
        self._untold: set[CallKey] = set()

    def __len__(self) -> int:
        return len(self._calls)

    def uses(self, account: PjAccount) -> bool:
        return any(call.account is account for call in self._calls.values())

    def adopt(self, account: PjAccount, call_id: int, message: str) -> None:
        """An INVITE arrived: hold the call, tell it, and let the caller know that it rings."""
        call = self._take_up(CallKey(self._next_key), account, call_id)
        self._next_key += 2
        self._post(IncomingCall(call.key, facts_of(message)))
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
            self._give_up(call, error)

    def _take_up(self, key: CallKey, account: PjAccount, call_id: int = pj.PJSUA_INVALID_ID) -> EngineCall:
        call = EngineCall(key, account, self._post, self._sound, self._port, self._ringback, call_id)
        self._calls[key] = call
        self._run_clock(True)
        return call

    def _give_up(self, call: EngineCall, error: pj.Error) -> None:
        del self._calls[call.key]
        self._sound.release(call.key)
        self._post(CallEnded(call.key, UNAVAILABLE, words_of(error), by_remote=False))

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

    def tick(self, now_s: float) -> None:
        self._conclude()
        if not self._calls:
            self._run_clock(False)
        for call in self._calls.values():
            call.tick(now_s)
        if now_s >= self._measure_at_s:
            self._measure_at_s = now_s + MEASURE_EVERY_S
            self._each(EngineCall.measure, self._calls.values())

    def _conclude(self) -> None:
        for key, call in list(self._calls.items()):
            if (end := call.conclude()) is not None:
                del self._calls[key]
                call.let_go()
                if key not in self._untold:
                    self._post(end)
                self._untold.discard(key)

    def hang_up_all(self) -> None:
        self._each(EngineCall.hang_up, self._calls.values())

    def close(self) -> None:
        self._calls.clear()
        self._ringback.close()

    @staticmethod
    def _each(act: Callable[[EngineCall], None], calls: Iterable[EngineCall]) -> None:
        for call in list(calls):
            try:
                act(call)
            except pj.Error as error:
                log.warning("call %d: %s", call.key, words_of(error))


def words_of(error: pj.Error) -> str:
    """pjsip's reason without the source line it stems from."""
    return str(error.reason) or str(error.title)
