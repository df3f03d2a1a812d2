"""The stages of the audio test, one class each; all live on the sound thread."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from softphone.domain.account.account import AudioSettings
from softphone.domain.problems import DeviceSide
from softphone.domain.telephone.audio_test import RECORD_S, AudioTestResult
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.ringtone import Ringtone
from softphone.telephony.engine.audio.clock_drift_buffer import FRAME_SAMPLES
from softphone.telephony.engine.audio.devices import FoundDevice
from softphone.telephony.engine.audio.levels import LevelDetector, Volume
from softphone.telephony.engine.audio.pcm_fifo import SAMPLE_BYTES
from softphone.telephony.engine.audio.streams import PlaybackStream
from softphone.telephony.engine.audio.voice_processor import VoiceProcessor
from softphone.telephony.engine.tones.ringer import Ringer, RingLoudness

RATE_HZ = 16000
TONE_NOTES_HZ = (440.0, 554.4, 659.3)
NOTE_S, NOTE_FADE_S, TONE_PEAK = 0.5, 0.03, 8000.0
RING_S = 3.0
DRAIN_S = 0.5
"""A device still buffers some sound after it has fetched the last of it."""
TEST_KEY = CallKey(0)


@dataclass(frozen=True, slots=True)
class ChosenDevices:
    """The devices in use, chosen or replaced by a stand-in, and their volumes."""

    microphone: FoundDevice | None = None
    speaker: FoundDevice | None = None
    ringers: tuple[FoundDevice, ...] = ()
    speaker_factor: float = 1.0
    ring_loudness: RingLoudness = field(default_factory=RingLoudness)


class AudioTestStage(Protocol):
    """`use` opens the devices, or switches to others; raises MiniaudioError. `end` is None while the stage runs."""

    side: DeviceSide

    def missing(self, devices: ChosenDevices) -> bool: ...

    def use(self, devices: ChosenDevices) -> None: ...

    def end(self) -> AudioTestResult | None: ...

    def output_dbfs(self) -> float | None: ...

    def close(self) -> None: ...


class RecordStage:
    """Records from the open microphone."""

    side = DeviceSide.MICROPHONE

    def __init__(self) -> None:
        self._pcm = bytearray()

    def add(self, pcm: bytes) -> None:
        """Called on the microphone's thread."""
        self._pcm += pcm

    def sample(self, settings: AudioSettings) -> bytes:
        """The recording as the peer of a call would hear it."""
        processor, silence = VoiceProcessor(RATE_HZ, settings), bytes(FRAME_SAMPLES * SAMPLE_BYTES)
        size = len(silence)
        whole = bytes(self._pcm[: len(self._pcm) // size * size])
        frames = (whole[at : at + size] for at in range(0, len(whole), size))
        return b"".join(processor.process(frame, silence) for frame in frames)

    def missing(self, devices: ChosenDevices) -> bool:
        return devices.microphone is None

    def use(self, devices: ChosenDevices) -> None:
        """Opens nothing: the caller opens the microphone and passes its sound."""

    def end(self) -> AudioTestResult | None:
        return AudioTestResult.DONE if len(self._pcm) >= RECORD_S * RATE_HZ * SAMPLE_BYTES else None

    def output_dbfs(self) -> float | None:
        return None

    def close(self) -> None:
        pass


class SpeakerStage:
    """Plays a sound once on the loudspeaker."""

    side = DeviceSide.SPEAKER

    def __init__(self, pcm: bytes, now: Callable[[], float] = time.monotonic) -> None:
        self._pcm, self._now = pcm, now
        self._at = 0
        self._empty_at_s: float | None = None
        self._meter, self._volume = LevelDetector(), Volume()
        self._stream: PlaybackStream | None = None

    def missing(self, devices: ChosenDevices) -> bool:
        return devices.speaker is None

    def use(self, devices: ChosenDevices) -> None:
        self._volume.factor = devices.speaker_factor
        if self._stream is not None and self._stream.is_on(devices.speaker):
            return
        self.close()
        self._stream = PlaybackStream(devices.speaker, RATE_HZ, self._supply)

    def end(self) -> AudioTestResult | None:
        played = self._empty_at_s is not None and self._now() - self._empty_at_s >= DRAIN_S
        return AudioTestResult.DONE if played else None

    def output_dbfs(self) -> float | None:
        return self._meter.read_dbfs()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
        self._stream = None

    def _supply(self, samples: int) -> bytes:
        piece = self._pcm[self._at : self._at + samples * SAMPLE_BYTES]
        self._at += len(piece)
        if self._at >= len(self._pcm) and self._empty_at_s is None:
            self._empty_at_s = self._now()
        piece = self._volume.apply(piece + bytes(samples * SAMPLE_BYTES - len(piece)))
        self._meter.add(piece)
        return piece


class RingStage:
    """Rings on the ringer devices as a call would."""

    side = DeviceSide.RINGER

    def __init__(self, ringtone: Ringtone, now: Callable[[], float] = time.monotonic) -> None:
        self._ringer, self._ringtone, self._now = Ringer(), ringtone, now
        self._begun_s = now()

    def missing(self, devices: ChosenDevices) -> bool:
        return not devices.ringers

    def use(self, devices: ChosenDevices) -> None:
        self._ringer.ring_on(devices.ringers, devices.ring_loudness)
        self._ringer.start(TEST_KEY, Ring.NORMAL, self._ringtone)

    def end(self) -> AudioTestResult | None:
        if not self._ringer.is_sounding:
            return AudioTestResult.FAILED
        return AudioTestResult.DONE if self._now() - self._begun_s >= RING_S else None

    def output_dbfs(self) -> float | None:
        return None

    def close(self) -> None:
        self._ringer.stop_all()


def speaker_tone() -> bytes:
    """Three rising notes."""
    time_s = np.arange(int(NOTE_S * RATE_HZ)) / RATE_HZ
    fade = np.minimum(1.0, np.minimum(time_s, NOTE_S - time_s) / NOTE_FADE_S)
    notes = [TONE_PEAK * fade * np.sin(2 * np.pi * hz * time_s) for hz in TONE_NOTES_HZ]
    pcm: bytes = np.concatenate(notes).astype(np.int16).tobytes()
    return pcm
