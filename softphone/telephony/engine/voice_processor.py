"""Cleans the microphone's sound with the WebRTC audio processing: echo and noise."""

import numpy as np
import pywebrtc_audio

from softphone.domain.settings import AudioWish
from softphone.telephony.engine.remote_echo import RemoteEcho

EXPECTED_DELAY_MS = 20
NOISE_LEVEL = 1
"""12 dB: more makes voices thin."""


class VoiceProcessor:
    """Belongs to the capture thread. Frames of 10 ms; releases the interpreter lock while it works."""

    def __init__(self, rate_hz: int, wish: AudioWish) -> None:
        self._cancelling = _processor(rate_hz, True, wish.noise_suppression) if wish.echo_cancellation else None
        self._plain = _processor(rate_hz, False, True) if wish.noise_suppression else None
        self._remote_echo = RemoteEcho()

    def process(self, near: bytes, far: bytes) -> bytes:
        """`far` is what the loudspeaker was given at that moment."""
        if self._cancelling is None:
            return _run(self._plain, near, far)
        self._remote_echo.hear(near, far)
        return _run(self._plain if self._remote_echo.is_present else self._cancelling, near, far)


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
