"""The media of everything that answers or calls inside the PBX: tone, echo, silence, voicemail."""

import asyncio
import math
import secrets
from array import array
from collections import deque
from collections.abc import Callable
from enum import Enum

from softphone.demo_pbx.sip.media import g711
from softphone.demo_pbx.sip.media.hearing import RATE_HZ, Heard
from softphone.demo_pbx.sip.media.rtp import RtpEndpoint, RtpPacket
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.messages.sdp import Audio, Codec, Direction, answer_to, describe, parse_audio
from softphone.demo_pbx.sip.transport.tasks import Tasks

TONE_HZ = 440
BEEP_HZ = 1000
BEEP_S = 0.4
CONFIRM_S = 0.3
RINGBACK_HZ, RINGBACK_ON_S, RINGBACK_OFF_S = 425, 1.0, 4.0
FRAME_S = 0.02
FRAME_SAMPLES = int(RATE_HZ * FRAME_S)
_FRAME = FRAME_SAMPLES
_LEVEL = 9000
_MIX_SAMPLES = 5 * _FRAME
_PCMU, _PCMA, _G722 = Codec(0, "PCMU/8000"), Codec(8, "PCMA/8000"), Codec(9, "G722/8000")
_EVENTS = Codec(101, "TELEPHONE-EVENT/8000", "0-15")


class MediaKind(Enum):
    TONE = "tone"
    ECHO = "echo"
    SILENT = "silent"
    VOICEMAIL = "voicemail"
    RINGBACK = "ringback"
    CONFIRM = "confirm"
    MIX = "mix"
    PLAYBACK = "playback"


class MediaSession:
    """One RTP stream in each direction, negotiated by offer and answer in either order.

    `waiting` holds what a mixing bridge has not fetched yet, a few frames at most; `to_play` is what PLAYBACK says,
    and `played` is called behind its last sample.
    """

    def __init__(self, host: str, tasks: Tasks, kind: MediaKind) -> None:
        self.kind = kind
        self.heard = Heard()
        self.recording: array[int] = array("h")
        self.to_play: array[int] = array("h")
        self.played: Callable[[], None] = lambda: None
        self.waiting: deque[int] = deque(maxlen=_MIX_SAMPLES)
        self._host = host
        self._tasks = tasks
        self._rtp = RtpEndpoint(host, tasks, self._received)
        self._codecs: tuple[Codec, ...] = ()
        self._may_send = False
        self._player: asyncio.Task[None] | None = None
        self._recording = False
        self._echo_source: tuple[int, int] | None = None
        self._last_timestamp = secrets.randbits(31)

    def offer(self) -> bytes:
        codecs = (_PCMA, _PCMU, _G722) if self.kind is MediaKind.ECHO else (_PCMU, _PCMA)
        return describe(self._host, self._rtp.port, (*codecs, _EVENTS), Direction.SENDRECV)

    def answer(self, offer: bytes) -> bytes:
        """Raises SipError 488 without a common codec."""
        audio = parse_audio(offer)
        self._agree(audio)
        return answer_to(audio, self._host, self._rtp.port, self._codecs)

    def accept(self, answer: bytes) -> None:
        """The peer's answer to our offer."""
        self._agree(parse_audio(answer))

    def send_samples(self, samples: list[int]) -> None:
        """One frame for a mixing bridge."""
        if self._codecs:
            self._send_frame(g711.encode(self._codecs[0].name, samples), first=False)

    def close(self) -> None:
        if self._player is not None:
            self._player.cancel()
        self._rtp.close()

    def _agree(self, audio: Audio) -> None:
        speech = [codec for codec in audio.codecs if self._speaks(codec)]
        if not speech:
            raise SipError(488, "No Common Codec")
        self._codecs = (speech[0], *(codec for codec in audio.codecs if codec.is_events))
        self._rtp.aim(audio.host, audio.port)
        self._may_send = audio.direction.receives
        if self._player is None:
            self._player = self._tasks.spawn(self._play())

    def _speaks(self, codec: Codec) -> bool:
        if self.kind is MediaKind.ECHO:
            return not codec.is_events
        return codec.name in g711.CODEC_NAMES

    async def _play(self) -> None:
        match self.kind:
            case MediaKind.TONE:
                await self._play_tone(TONE_HZ, math.inf)
            case MediaKind.SILENT:
                await self._play_tone(0, math.inf)
            case MediaKind.VOICEMAIL:
                await self._play_tone(BEEP_HZ, BEEP_S)
                self._recording = True
                await self._play_tone(0, math.inf)
            case MediaKind.CONFIRM:
                await self._play_tone(TONE_HZ, CONFIRM_S)
            case MediaKind.RINGBACK:
                while True:
                    await self._play_tone(RINGBACK_HZ, RINGBACK_ON_S)
                    await self._play_tone(0, RINGBACK_OFF_S)
            case MediaKind.PLAYBACK:
                await self._play_tone(BEEP_HZ, BEEP_S)
                await self._play_samples()
            case MediaKind.ECHO | MediaKind.MIX:
                self._recording = False

    async def _play_tone(self, frequency_hz: int, duration_s: float) -> None:
        """One packet every 20 ms by the clock; late ones are caught up, so that the pitch stays right."""
        loop = asyncio.get_running_loop()
        tables = {name: _tone_frames(name, frequency_hz) for name in g711.CODEC_NAMES}
        start, sent = loop.time(), 0
        while sent * FRAME_S < duration_s:
            frames = tables[self._codecs[0].name]
            self._send_frame(frames[sent % len(frames)], first=sent == 0)
            sent += 1
            await asyncio.sleep(max(0.0, start + sent * FRAME_S - loop.time()))

    async def _play_samples(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        for start in range(0, len(self.to_play), _FRAME):
            self.send_samples(list(self.to_play[start : start + _FRAME]))
            due += FRAME_S
            await asyncio.sleep(max(0.0, due - loop.time()))
        self.played()

    def _send_frame(self, payload: bytes, *, first: bool) -> None:
        self._last_timestamp += _FRAME
        if self._may_send:
            self._rtp.send(self._codecs[0].payload, self._last_timestamp, payload, first)

    def _received(self, packet: RtpPacket) -> None:
        self.heard.packets += 1
        if self.kind is MediaKind.ECHO:
            self._echo(packet)
        name = next((codec.name for codec in self._codecs if codec.payload == packet.payload_type), "")
        if name in g711.CODEC_NAMES:
            samples = g711.decode(name, packet.payload)
            self.heard.add(samples)
            if self.kind is MediaKind.MIX:
                self.waiting.extend(samples)
            if self._recording:
                self.recording.extend(samples)

    def _echo(self, packet: RtpPacket) -> None:
        """The same payload on our own stream; a new source continues where the last one stopped."""
        if self._echo_source is None or self._echo_source[0] != packet.ssrc:
            self._echo_source = (packet.ssrc, self._last_timestamp + _FRAME - packet.timestamp)
        self._last_timestamp = packet.timestamp + self._echo_source[1]
        if self._may_send:
            self._rtp.send(packet.payload_type, self._last_timestamp, packet.payload, packet.marker)


def _tone_frames(name: str, frequency_hz: int) -> list[bytes]:
    """As many frames as bring a tone of whole tens of hertz back to its beginning."""
    count = RATE_HZ // math.gcd(RATE_HZ, frequency_hz) if frequency_hz else 1
    length = math.lcm(count, _FRAME)
    step = 2 * math.pi * frequency_hz / RATE_HZ
    coded = g711.encode(name, (round(_LEVEL * math.sin(step * index)) for index in range(length)))
    return [coded[start : start + _FRAME] for start in range(0, length, _FRAME)]
