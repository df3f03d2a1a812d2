"""The audio path between pjsip's media clock and the devices: two short FIFOs and the voice processing."""

import logging
from collections.abc import Sequence

import miniaudio

from softphone.domain.account.account import AudioSettings
from softphone.domain.audio.volume import factor
from softphone.domain.telephone.events import AudioFlow
from softphone.telephony.engine.audio.clock_drift_buffer import FRAME_SAMPLES, ClockDriftBuffer
from softphone.telephony.engine.audio.devices import FoundDevice
from softphone.telephony.engine.audio.levels import LevelDetector, Volume
from softphone.telephony.engine.audio.pcm_fifo import SAMPLE_BYTES
from softphone.telephony.engine.audio.streams import CaptureStream, PlaybackStream, SoundStream
from softphone.telephony.engine.audio.voice_processor import FarEnd, VoiceProcessor

log = logging.getLogger(__name__)
RATE_HZ = 16000
FRAME_BYTES = FRAME_SAMPLES * SAMPLE_BYTES


class AudioPath:
    """Devices are opened and closed on the sound thread; `read_captured` and `write_received` belong to the media
    clock; the callbacks to miniaudio's threads."""

    def __init__(self) -> None:
        self._captured = ClockDriftBuffer()
        self._received = ClockDriftBuffer()
        self._played = FarEnd()
        self._raw = bytearray()
        self._processor = VoiceProcessor(RATE_HZ, AudioSettings())
        self._switches = (AudioSettings().echo_cancellation, AudioSettings().noise_suppression)
        self._volume = Volume()
        self._input, self._output = LevelDetector(), LevelDetector()
        self._capture: CaptureStream | None = None
        self._playback: PlaybackStream | None = None

    # ------------------------------------------------------------ sound thread

    @property
    def is_open(self) -> bool:
        return self._capture is not None

    @property
    def streams(self) -> tuple[SoundStream | None, SoundStream | None]:
        return self._capture, self._playback

    def process_with(self, settings: AudioSettings) -> None:
        """Keeps the present echo canceller, which has adapted to the room, while its switches stay the same."""
        self._volume.factor = factor(settings.speaker_volume)
        switches = (settings.echo_cancellation, settings.noise_suppression)
        if switches != self._switches:
            self._switches = switches
            self._processor = VoiceProcessor(RATE_HZ, settings)

    def use(self, microphone: FoundDevice | None, speaker: FoundDevice | None) -> tuple[bool, bool]:
        """Opens what is not open yet; returns for each side whether it is the device and not the stand-in.

        Each call tries to replace a stand-in; the caller decides how often.
        """
        if self._playback is None or not self._playback.is_on(speaker):
            _close(self._playback)
            self._playback = self._open_playback(speaker)
        if self._capture is None or not self._capture.is_on(microphone):
            _close(self._capture)
            self._capture = self._open_capture(microphone)
        return not self._capture.is_stand_in, not self._playback.is_stand_in

    def _open_capture(self, device: FoundDevice | None) -> CaptureStream:
        self._raw.clear()
        try:
            return CaptureStream(device, RATE_HZ, self._on_captured)
        except miniaudio.MiniaudioError as error:
            log.warning("microphone %s: %s", device and device.device.name, error)
            return CaptureStream(None, RATE_HZ, self._on_captured)

    def _open_playback(self, device: FoundDevice | None) -> PlaybackStream:
        try:
            return PlaybackStream(device, RATE_HZ, self._on_playback_wanted)
        except miniaudio.MiniaudioError as error:
            log.warning("loudspeaker %s: %s", device and device.device.name, error)
            return PlaybackStream(None, RATE_HZ, self._on_playback_wanted)

    def drop(self, streams: Sequence[SoundStream]) -> None:
        """Closes these streams; `use` opens them again."""
        if self._capture in streams:
            _close(self._capture)
            self._capture = None
        if self._playback in streams:
            _close(self._playback)
            self._playback = None

    def close(self) -> None:
        _close(self._capture)
        _close(self._playback)
        self._capture = self._playback = None
        self._captured, self._received = ClockDriftBuffer(), ClockDriftBuffer()

    def flow(self) -> AudioFlow | None:
        """None before media clock and a device have run together for the first time."""
        if not (self._captured.met or self._received.met):
            return None
        captured, received = self._captured.counts(), self._received.counts()
        return AudioFlow(
            captured=captured.written,
            played=received.read,
            capture_dropped=captured.dropped,
            capture_starved=captured.starved,
            playback_dropped=received.dropped,
            playback_starved=received.starved,
            input_dbfs=self._input.read_dbfs(),
            output_dbfs=self._output.read_dbfs(),
        )

    # ------------------------------------------------------------ media clock

    def read_captured(self, samples: int) -> bytes:
        return self._captured.read(samples)

    def write_received(self, pcm: bytes) -> None:
        self._received.write(pcm)

    # ------------------------------------------------------------ miniaudio's threads

    def _on_captured(self, pcm: bytes) -> None:
        self._input.add(pcm)
        self._raw += pcm
        while len(self._raw) >= FRAME_BYTES:
            near = bytes(self._raw[:FRAME_BYTES])
            del self._raw[:FRAME_BYTES]
            self._captured.write(self._processor.process(near, self._played.read(FRAME_SAMPLES)))

    def _on_playback_wanted(self, samples: int) -> bytes:
        pcm = self._volume.apply(self._received.read(samples))
        self._output.add(pcm)
        self._played.write(pcm)
        return pcm


def _close(stream: SoundStream | None) -> None:
    if stream is not None:
        stream.close()
