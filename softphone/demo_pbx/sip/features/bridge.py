"""Three-party bridge: an assistant joins the leader's call; the PBX mixes the audio (G.711)."""

import asyncio
from typing import TYPE_CHECKING

from softphone.demo_pbx.sip.calls.call_change import CallChange, renegotiate
from softphone.demo_pbx.sip.calls.leg import Answer, Exchange, Leg, LegState, Referral, Refusal
from softphone.demo_pbx.sip.calls.sip_caller import SipCaller
from softphone.demo_pbx.sip.media.media import FRAME_S, FRAME_SAMPLES, MediaKind, MediaSession
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.messages.sdp import made_active
from softphone.demo_pbx.sip.transport.endpoint import Endpoint

if TYPE_CHECKING:
    from softphone.demo_pbx.sip.calls.call import Call

_LOUDEST = 32_767


class Bridge(CallChange):
    """The joined side may leave, and so may the leader; when the other side leaves all is over."""

    def __init__(self, endpoint: Endpoint, call: "Call", leader: Leg, joiner: SipCaller) -> None:
        other = call.peer_of(leader)
        assert other is not None
        self._endpoint, self._call = endpoint, call
        self._leader, self._other, self._joiner = leader, other, joiner
        sides: tuple[Leg, ...] = (leader, other, joiner)
        self._media = {leg: MediaSession(endpoint.host, endpoint.tasks, MediaKind.MIX) for leg in sides}
        self._mixing: asyncio.Task[None] | None = None

    def start(self) -> None:
        try:
            answer = self._described(self._joiner)
        except SipError as error:
            self._close()
            self._joiner.reject(Refusal(error.status, error.reason))
            return
        self._call.transfer = self
        self._joiner.owner = self
        self._joiner.accept(answer)
        for leg in (self._leader, self._other):
            self._fetch(leg)
        self._mixing = self._endpoint.tasks.spawn(self._mix())
        self._call.emit_leg_event(self._joiner, "bridged")

    def legs(self) -> list[Leg]:
        return [self._joiner]

    def concerns_only_this(self, leg: Leg) -> bool:
        if leg is not self._leader:
            self.abandon()
            return False
        self._close()
        self._call.replace(self._leader, self._joiner)
        self._join(self._joiner)
        return True

    def answers(self, leg: Leg, exchange: Exchange) -> bool:
        if not exchange.content.negotiates or not exchange.content.body:
            return False
        try:
            exchange.reply(Answer(200, "OK", self._media[leg].answer(exchange.content.body)))
        except SipError as error:
            exchange.reply(Answer(error.status, error.reason))
        return True

    def abandon(self) -> None:
        self._close()
        self._joiner.hang_up()

    # the joined side

    def on_ringing(self, leg: Leg, status: int, sdp: bytes) -> None:
        """Nothing rings here."""

    def on_answered(self, leg: Leg, answer: Answer) -> None:
        """Nothing is called here."""

    def on_refused(self, leg: Leg, refusal: Refusal) -> None:
        """Nothing is called here."""

    def on_hung_up(self, leg: Leg) -> None:
        self._close()
        self._call.emit_leg_event(leg, "unbridged")
        self._join(self._leader)

    def on_exchange(self, leg: Leg, exchange: Exchange) -> None:
        if not self.answers(leg, exchange):
            exchange.reply(Answer(491 if exchange.content.negotiates else 200, ""))

    def on_refer(self, leg: Leg, referral: Referral) -> None:
        referral.refuse(603)

    def _described(self, leg: Leg) -> Answer:
        media = self._media[leg]
        if leg.remote_sdp:
            return Answer(200, "OK", media.answer(leg.remote_sdp))
        return Answer(200, "OK", media.offer(), confirm=media.accept)

    def _fetch(self, leg: Leg) -> None:
        media = self._media[leg]

        def answered(answer: Answer) -> None:
            if answer.good and self._call.transfer is self:
                media.accept(answer.body)

        renegotiate(self._endpoint.tasks, leg, media.offer(), answered)

    def _join(self, leg: Leg) -> None:
        """Directly together again."""
        tasks, other = self._endpoint.tasks, self._other

        def answered(answer: Answer) -> None:
            if answer.good and other.state is LegState.UP:
                renegotiate(tasks, other, made_active(answer.body), lambda _: None)

        renegotiate(tasks, leg, made_active(other.remote_sdp), answered)

    def _close(self) -> None:
        self._call.transfer = None
        if self._mixing is not None:
            self._mixing.cancel()
        for media in self._media.values():
            media.close()

    async def _mix(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            frames = {leg: _next_frame(media) for leg, media in self._media.items()}
            for leg, media in self._media.items():
                media.send_samples(_sum([frame for other, frame in frames.items() if other is not leg]))
            due += FRAME_S
            await asyncio.sleep(max(0.0, due - loop.time()))


def _next_frame(media: MediaSession) -> list[int]:
    waiting = media.waiting
    if len(waiting) < FRAME_SAMPLES:
        return [0] * FRAME_SAMPLES
    return [waiting.popleft() for _ in range(FRAME_SAMPLES)]


def _sum(frames: list[list[int]]) -> list[int]:
    return [max(-_LOUDEST, min(_LOUDEST, sum(samples))) for samples in zip(*frames, strict=True)]
