"""Ringback tone for a connected leg while another party is alerted."""

from collections.abc import Callable

from softphone.demo_pbx.sip.calls.call_change import renegotiate
from softphone.demo_pbx.sip.calls.leg import Answer, Leg
from softphone.demo_pbx.sip.media.media import MediaKind, MediaSession
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.transport.tasks import Tasks


class Ringback:
    """Tone played by the PBX; a leg that refuses the media hears silence."""

    def __init__(self, host: str, tasks: Tasks) -> None:
        self._tasks = tasks
        self._media = MediaSession(host, tasks, MediaKind.RINGBACK)

    def offer(self) -> bytes:
        return self._media.offer()

    def play_to(self, leg: Leg, then: Callable[[], None]) -> None:
        """`then` is called when the side has answered, whatever it answered."""

        def answered(answer: Answer) -> None:
            if answer.good:
                self.accept(answer.body)
            then()

        renegotiate(self._tasks, leg, self.offer(), answered)

    def accept(self, answer: bytes) -> None:
        try:
            self._media.accept(answer)
        except SipError:
            self.stop()

    def stop(self) -> None:
        self._media.close()
