"""A feature access code was dialled and done: answer, a short tone, good-bye."""

from softphone.demo_pbx.sip.calls.leg import Answer, Exchange, Leg, Referral, Refusal
from softphone.demo_pbx.sip.calls.sip_caller import SipCaller
from softphone.demo_pbx.sip.media.media import CONFIRM_S, MediaKind, MediaSession
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.transport.tasks import Tasks


class Confirmation:
    """Owner of a caller's leg that leads to no call."""

    def __init__(self, host: str, tasks: Tasks, caller: SipCaller) -> None:
        self._tasks, self._caller = tasks, caller
        self._media = MediaSession(host, tasks, MediaKind.CONFIRM)
        caller.owner = self

    def play(self) -> None:
        try:
            self._caller.accept(self._described())
        except SipError as error:
            self._caller.reject(Refusal(error.status, error.reason))
            self._media.close()
            return
        self._tasks.later(CONFIRM_S, self._end)

    def on_ringing(self, leg: Leg, status: int, sdp: bytes) -> None:
        """Nothing rings here."""

    def on_answered(self, leg: Leg, answer: Answer) -> None:
        """Nothing is called here."""

    def on_refused(self, leg: Leg, refusal: Refusal) -> None:
        """Nothing is called here."""

    def on_hung_up(self, leg: Leg) -> None:
        self._media.close()

    def on_exchange(self, leg: Leg, exchange: Exchange) -> None:
        exchange.reply(Answer(491 if exchange.content.negotiates else 200, ""))

    def on_refer(self, leg: Leg, referral: Referral) -> None:
        referral.refuse(603)

    def _described(self) -> Answer:
        offer = self._caller.remote_sdp
        if offer:
            return Answer(200, "OK", self._media.answer(offer))
        return Answer(200, "OK", self._media.offer(), confirm=self._accept)

    def _accept(self, sdp: bytes) -> None:
        try:
            self._media.accept(sdp)
        except SipError:
            self._end()

    def _end(self) -> None:
        self._caller.hang_up()
        self._media.close()
