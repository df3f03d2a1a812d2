"""WebRTC audio processing of the microphone's sound: echo cancellation and noise suppression."""

import numpy as np
import pywebrtc_audio

from softphone.domain.account.account import AudioSettings
from softphone.telephony.engine.audio.clock_drift_buffer import FRAME_SAMPLES
from softphone.telephony.engine.audio.echo_peer_detector import EchoPeerDetector
from softphone.telephony.engine.audio.pcm_fifo import PcmFifo

EXPECTED_DELAY_MS = 20
NOISE_LEVEL = 1
"""12 dB: more makes voices thin."""


class VoiceProcessor:
    """Belongs to the capture thread. Frames of 10 ms; releases the interpreter lock while it works."""

    def __init__(self, rate_hz: int, settings: AudioSettings) -> None:
        self._cancelling = (
            _processor(rate_hz, True, settings.noise_suppression) if settings.echo_cancellation else None
        )
        self._plain = _processor(rate_hz, False, True) if settings.noise_suppression else None
        self._echo_peer = EchoPeerDetector()

    def process(self, near: bytes, far: bytes) -> bytes:
        """`far` is what the loudspeaker was given at that moment."""
        if self._cancelling is None:
            return _run(self._plain, near, far)
        self._echo_peer.add(near, far)
        return _run(self._plain if self._echo_peer.is_present else self._cancelling, near, far)


def _processor(rate_hz: int, echo: bool, noise: bool) -> pywebrtc_audio.AudioProcessor:
    return pywebrtc_audio.AudioProcessor(
        sample_rate=rate_hz,
        num_channels=1,
        echo_cancellation=echo,
        noise_suppression=noise,
        high_pass_filter=True,
        ns_level=NOISE_LEVEL,
        stream_delay_ms=EXPECTED_DELAY_MS,
    )


def _run(processor: pywebrtc_audio.AudioProcessor | None, near: bytes, far: bytes) -> bytes:
    if processor is None:
        return near
    return processor.process(np.frombuffer(near, np.int16), np.frombuffer(far, np.int16)).tobytes()


MOST_FRAMES = 12
LOOK_FRAMES = 25


class FarEnd:
    """The played sound for the echo canceller; the playback thread writes, the capture thread reads.

    A surplus that stays for a quarter of a second is discarded: with 20 ms of it the echo came before its cause
    [measured].
    """

    def __init__(self) -> None:
        self._fifo = PcmFifo(FRAME_SAMPLES, MOST_FRAMES)
        self._reads = 0
        self._lowest = MOST_FRAMES * FRAME_SAMPLES

    def write(self, pcm: bytes) -> None:
        self._fifo.write(pcm)

    def read(self, samples: int) -> bytes:
        pcm = self._fifo.read(samples)
        self._lowest = min(self._lowest, self._fifo.held_samples)
        self._reads += 1
        if self._reads % LOOK_FRAMES == 0:
            self._fifo.discard(self._lowest)
            self._lowest = MOST_FRAMES * FRAME_SAMPLES
        return pcm
