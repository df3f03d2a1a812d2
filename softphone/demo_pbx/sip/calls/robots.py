"""Legs without a telephone: robots that answer or call, and the voicemail."""

import asyncio
from array import array
from collections.abc import Callable

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.sip.calls.leg import (
    Answer,
    CalleeLeg,
    CallerLeg,
    Content,
    Invitation,
    Leg,
    LegOwner,
    LegState,
    Refusal,
)
from softphone.demo_pbx.sip.media.hearing import Heard
from softphone.demo_pbx.sip.media.media import MediaKind, MediaSession
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.transport.tasks import Tasks


class RobotLeg(Leg):
    """What both sides share: the media and the answers inside the call."""

    def __init__(self, party: Caller, host: str, tasks: Tasks, kind: MediaKind) -> None:
        super().__init__(party)
        self._host = host
        self._tasks = tasks
        self._kind = kind
        self._timer: asyncio.TimerHandle | None = None
        self.media: MediaSession | None = None

    @property
    def watcher(self) -> LegOwner:
        assert self.owner is not None
        return self.owner

    def open_media(self) -> MediaSession:
        if self.media is None:
            self.media = MediaSession(self._host, self._tasks, self._kind)
        return self.media

    def forward(self, content: Content, done: Callable[[Answer], None]) -> None:
        answer = self._negotiated(content) if content.negotiates else Answer(200, "OK")
        asyncio.get_running_loop().call_soon(done, answer)

    def hang_up(self, reason: str = "") -> None:
        self.state = LegState.ENDED
        if self._timer is not None:
            self._timer.cancel()
        if self.media is not None:
            self.media.close()

    def leave(self) -> None:
        """Hangs up from the robot's side."""
        if self.state is not LegState.ENDED:
            self.hang_up()
            self.watcher.on_hung_up(self)

    def later(self, delay_s: float, action: Callable[[], None]) -> None:
        self._timer = asyncio.get_running_loop().call_later(delay_s, action)

    def _negotiated(self, content: Content) -> Answer:
        if content.method == "UPDATE" and not content.body:
            return Answer(200, "OK")
        try:
            return self.described(content.body)
        except SipError as error:
            return Answer(error.status, error.reason)

    def described(self, offer: bytes) -> Answer:
        """Our half of the negotiation. Raises SipError 488."""
        media = self.open_media()
        self.remote_sdp = media.answer(offer) if offer else media.offer()
        return Answer(200, "OK", self.remote_sdp, confirm=self._confirmed if not offer else lambda _: None)

    def _confirmed(self, sdp: bytes) -> None:
        try:
            self.open_media().accept(sdp)
        except SipError:
            self.leave()


class RobotCallee(RobotLeg, CalleeLeg):
    """Rings, and answers after `answer_after_s` (None: only on command)."""

    def __init__(
        self,
        party: Caller,
        target: str,
        aor: str,
        host: str,
        tasks: Tasks,
        kind: MediaKind,
        answer_after_s: float | None,
    ) -> None:
        super().__init__(party, host, tasks, kind)
        self.target = target
        self.aor = aor
        self._answer_after_s = answer_after_s
        self._offer = b""

    def ring(self, invitation: Invitation) -> None:
        self.state = LegState.CALLING
        self._offer = invitation.offer
        asyncio.get_running_loop().call_soon(self._begin)

    def _begin(self) -> None:
        if self.state is not LegState.CALLING:
            return
        self.state = LegState.RINGING
        if self._answer_after_s is None or self._answer_after_s > 0:
            self.watcher.on_ringing(self, 180, b"")
        if self._answer_after_s is not None:
            self.later(self._answer_after_s, self.answer)

    @property
    def can_answer(self) -> bool:
        return self.state is LegState.RINGING

    def answer(self) -> None:
        if self.state is not LegState.RINGING:
            return
        try:
            answer = self.described(self._offer)
        except SipError as error:
            self.hang_up()
            self.watcher.on_refused(self, Refusal(error.status, error.reason))
            return
        self.state = LegState.UP
        self.watcher.on_answered(self, answer)


class Voicemail(RobotCallee):
    """Answers at once, beeps and records; `recorded` gets the samples at the end."""

    def __init__(
        self, party: Caller, target: str, aor: str, host: str, tasks: Tasks, recorded: Callable[[MediaSession], None]
    ) -> None:
        super().__init__(party, target, aor, host, tasks, MediaKind.VOICEMAIL, 0.0)
        self._recorded = recorded

    def hang_up(self, reason: str = "") -> None:
        was_up = self.state is LegState.UP
        super().hang_up(reason)
        if was_up and self.media is not None:
            self._recorded(self.media)


class Playback(RobotCallee):
    """Answers at once and plays the recording; `heard` is called at its end."""

    def __init__(
        self,
        party: Caller,
        target: str,
        aor: str,
        host: str,
        tasks: Tasks,
        samples: "array[int]",
        heard: Callable[[], None],
    ) -> None:
        super().__init__(party, target, aor, host, tasks, MediaKind.PLAYBACK, 0.0)
        media = self.open_media()
        media.to_play, media.played = samples, self._said
        self._heard = heard

    def _said(self) -> None:
        self._heard()
        self.leave()


class RobotCaller(RobotLeg, CallerLeg):
    """Calls from inside the PBX; hangs up `hold_s` after the answer (None: never)."""

    def __init__(self, party: Caller, host: str, tasks: Tasks, kind: MediaKind, hold_s: float | None) -> None:
        super().__init__(party, host, tasks, kind)
        self._hold_s = hold_s
        self.state = LegState.RINGING
        self.remote_sdp = self.open_media().offer()

    @property
    def heard(self) -> Heard:
        return self.open_media().heard

    def progress(self, status: int, sdp: bytes = b"") -> None:
        """A robot ignores ringing."""

    def accept(self, answer: Answer) -> None:
        if self.state is not LegState.RINGING:
            return
        self.state = LegState.UP
        try:
            self.open_media().accept(answer.body)
        except SipError:
            asyncio.get_running_loop().call_soon(self.leave)
            return
        if self._hold_s is not None:
            self.later(self._hold_s, self.leave)

    def reject(self, refusal: Refusal) -> None:
        self.hang_up()
