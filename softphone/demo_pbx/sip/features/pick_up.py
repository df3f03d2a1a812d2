"""Pick-up of a call that rings at another telephone."""

from typing import TYPE_CHECKING

from softphone.demo_pbx.sip.calls.call_change import CallChange, renegotiate
from softphone.demo_pbx.sip.calls.leg import Answer, Leg, LegState, Refusal
from softphone.demo_pbx.sip.calls.sip_caller import SipCaller
from softphone.demo_pbx.sip.media.media import MediaKind, MediaSession
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.transport.endpoint import Endpoint

if TYPE_CHECKING:
    from softphone.demo_pbx.sip.calls.call import Call


class PickUp(CallChange):
    """Joins two offers: the taker's is answered with silence, then the taker gets the caller's offer."""

    def __init__(self, endpoint: Endpoint, call: "Call", taker: SipCaller) -> None:
        self._tasks = endpoint.tasks
        self._call, self._taker = call, taker
        self._silence = MediaSession(endpoint.host, self._tasks, MediaKind.SILENT)

    def start(self) -> None:
        try:
            answer = self._described()
        except SipError as error:
            self._silence.close()
            self._taker.reject(Refusal(error.status, error.reason))
            return
        self._call.stop_ringing()
        self._call.transfer = self
        self._taker.owner = self._call
        self._taker.on_acknowledged = self._ask
        self._taker.accept(answer)

    def legs(self) -> list[Leg]:
        return [self._taker]

    def concerns_only_this(self, leg: Leg) -> bool:
        self.abandon()
        return False

    def abandon(self) -> None:
        self._call.transfer = None
        self._silence.close()
        self._taker.hang_up()

    def _described(self) -> Answer:
        """Raises SipError 488."""
        if self._taker.remote_sdp:
            return Answer(200, "OK", self._silence.answer(self._taker.remote_sdp))
        return Answer(200, "OK", self._silence.offer(), confirm=lambda _: None)

    def _ask(self) -> None:
        self._taker.on_acknowledged = lambda: None
        if not self._call.ended:
            renegotiate(self._tasks, self._taker, self._call.caller_leg.remote_sdp, self._answered)

    def _answered(self, answer: Answer) -> None:
        if self._call.ended or self._call.transfer is not self:
            return
        if not answer.good or self._taker.state is not LegState.UP:
            self._call.end(480)
            return
        self._silence.close()
        self._call.transfer = None
        self._call.pick_up(self._taker, answer)
