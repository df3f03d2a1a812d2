"""The sounds that announce a call, made by arithmetic: no file to lose, no licence to keep."""

import numpy as np

from softphone.domain.calls import Ring

RATE_HZ = 16000
LOW_HZ, HIGH_HZ = 440.0, 554.4
WARBLE_HZ = 12.0
BURST_S, PAUSE_S = 1.0, 4.0
"""German ringing cadence."""
SPLASH_S = 0.5
FADE_S = 0.02
PEAK = 9000.0


class RingTone:
    """NORMAL goes on until it is dropped; SPLASH sounds once and is `finished`."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.finished = False
        self._pcm = _normal() if ring is Ring.NORMAL else _burst(SPLASH_S)
        self._at = 0

    def supply(self, samples: int) -> bytes:
        """The next `samples` samples of 16-bit mono PCM."""
        wanted = 2 * samples
        piece = self._pcm[self._at : self._at + wanted]
        self._at += len(piece)
        while len(piece) < wanted and self.ring is Ring.NORMAL:
            self._at = min(wanted - len(piece), len(self._pcm))
            piece += self._pcm[: self._at]
        if len(piece) < wanted:
            self.finished = True
            piece += bytes(wanted - len(piece))
        return piece


def _normal() -> bytes:
    return _burst(BURST_S) + bytes(2 * int(PAUSE_S * RATE_HZ))


def _burst(seconds: float) -> bytes:
    """Two notes in quick turns, faded in and out so that no loudspeaker clicks."""
    time_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    high = np.sin(2 * np.pi * WARBLE_HZ * time_s) > 0
    wave = np.sin(2 * np.pi * np.where(high, HIGH_HZ, LOW_HZ) * time_s)
    fade = np.minimum(1.0, np.minimum(time_s, seconds - time_s) / FADE_S)
    pcm: bytes = (PEAK * wave * fade).astype(np.int16).tobytes()
    return pcm
