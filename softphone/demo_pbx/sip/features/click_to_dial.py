"""A call placed by the platform for a user: the user's own telephone first, then the target."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone.demo_pbx.model.plans import Alert, Caller
from softphone.demo_pbx.sip.calls.call_change import CallChange, renegotiate
from softphone.demo_pbx.sip.calls.identity import invitation
from softphone.demo_pbx.sip.calls.leg import Answer, CallerLeg, Exchange, Leg, Referral, Refusal
from softphone.demo_pbx.sip.calls.ringback import Ringback
from softphone.demo_pbx.sip.calls.sip_callee import SipCallee
from softphone.demo_pbx.sip.calls.switchboard import Switchboard
from softphone.demo_pbx.sip.messages.sdp import SDP_TYPE, made_active, same_place
from softphone.demo_pbx.sip.transport.endpoint import Endpoint
from softphone.demo_pbx.sip.transport.registrar import Binding

if TYPE_CHECKING:
    from softphone.demo_pbx.sip.calls.call import Call

PATIENCE_S = 30.0


class ClickToDialLeg(SipCallee, CallerLeg):
    """Called like any telephone; once it has answered it is the side the call comes from."""

    def __init__(self, endpoint: Endpoint, party: Caller, target: str, aor: str, binding: Binding) -> None:
        super().__init__(endpoint, party, target, aor, binding)
        self.ringback = Ringback(endpoint.host, endpoint.tasks)
        self.peer: Callable[[], Leg | None] = lambda: None

    def progress(self, status: int, sdp: bytes = b"") -> None:
        """The tone is playing already."""

    def accept(self, answer: Answer) -> None:
        offered = self.remote_sdp
        renegotiate(
            self._endpoint.tasks, self, made_active(answer.body), lambda reply: self._connected(offered, reply)
        )

    def reject(self, refusal: Refusal) -> None:
        self.hang_up()

    def leave(self) -> None:
        self.ringback.stop()
        super().leave()

    def hang_up(self, reason: str = "") -> None:
        self.ringback.stop()
        super().hang_up(reason)

    def _connected(self, offered: bytes, reply: Answer) -> None:
        self.ringback.stop()
        peer = self.peer()
        if not reply.good:
            self.hang_up()
            self.watcher.on_hung_up(self)
        elif peer is not None and not same_place(offered, reply.body):
            renegotiate(self._endpoint.tasks, peer, made_active(reply.body), lambda _: None)


class ClickToDial(CallChange):
    """Rings all telephones of the user with the target's name and number; the first that answers is the caller."""

    def __init__(self, board: Switchboard, call: "Call", legs: list[ClickToDialLeg]) -> None:
        self._board, self._call = board, call
        self._ringing = legs
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(PATIENCE_S, lambda: self._call.end(408))
        self._call.wait_for_caller(self)
        for leg in self._ringing:
            self._ring(leg)

    def legs(self) -> list[Leg]:
        return [*self._ringing]

    def concerns_only_this(self, leg: Leg) -> bool:
        self.abandon()
        return False

    def abandon(self) -> None:
        self._call.transfer = None
        if self._timer is not None:
            self._timer.cancel()
        ringing, self._ringing = self._ringing, []
        for leg in ringing:
            leg.hang_up()

    def on_ringing(self, leg: Leg, status: int, sdp: bytes) -> None:
        self._call.emit_leg_event(leg, "alerting")

    def on_answered(self, leg: Leg, answer: Answer) -> None:
        assert isinstance(leg, ClickToDialLeg)
        self._ringing.remove(leg)
        self.abandon()
        leg.ringback.accept(answer.body)
        leg.peer = lambda: self._call.peer_of(leg)
        self._call.begin(leg)

    def on_refused(self, leg: Leg, refusal: Refusal) -> None:
        self._ringing = [known for known in self._ringing if known is not leg]
        if not self._ringing:
            self._call.end(refusal.status)

    def on_hung_up(self, leg: Leg) -> None:
        self.on_refused(leg, Refusal(480, ""))

    def on_exchange(self, leg: Leg, exchange: Exchange) -> None:
        exchange.reply(Answer(491 if exchange.content.negotiates else 200, ""))

    def on_refer(self, leg: Leg, referral: Referral) -> None:
        referral.refuse(603)

    def _ring(self, leg: ClickToDialLeg) -> None:
        shown = self._call.callee()
        alert = Alert(leg.target, shown.name, shown.number)
        answer_after = ("call-info", f"<{self._board.aor(leg.target)}>;answer-after=0")
        fields = (*self._call.attempt.fields, answer_after)
        leg.owner, leg.shown = self, (shown.name, shown.number)
        leg.ring(invitation(self._board.platform, alert, (), leg.ringback.offer(), SDP_TYPE, fields))
