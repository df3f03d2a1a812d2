"""Ringtones, synthesised: no sound files and no licences needed."""

from functools import cache

import numpy as np
import numpy.typing as npt

from softphone.domain.telephone.call import Ring
from softphone.domain.telephone.ringtone import Ringtone

RATE_HZ = 16000
LOW_HZ, HIGH_HZ = 440.0, 554.4
WARBLE_HZ = 12.0
BURST_S, CYCLE_S = 1.0, 5.0
"""German ringing cadence."""
SPLASH_S = 0.5
FADE_S = 0.02
PEAK = 9000.0

Wave = npt.NDArray[np.float64]


class RingSound:
    """NORMAL repeats endlessly; SPLASH plays once and is then `finished`, whatever the ringtone."""

    def __init__(self, ring: Ring, ringtone: Ringtone = Ringtone.CLASSIC) -> None:
        self.ring = ring
        self.finished = False
        self._pcm = cycle(ringtone) if ring is Ring.NORMAL else _pcm(_warble(SPLASH_S))
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


@cache
def cycle(ringtone: Ringtone) -> bytes:
    """One ring and the pause after it."""
    sound = _pcm(_sound(ringtone))
    return sound + bytes(max(0, 2 * int(CYCLE_S * RATE_HZ) - len(sound)))


def _sound(ringtone: Ringtone) -> Wave:
    match ringtone:
        case Ringtone.CLASSIC:
            return _warble(BURST_S)
        case Ringtone.BELL:
            return _joined(*(_struck(hz, 0.9, (1.0, 2.76, 5.4)) for hz in (784.0, 622.3)))
        case Ringtone.RISING:
            return _joined(*(_plain(hz, 0.22) for hz in (392.0, 493.9, 587.3, 784.0)))
        case Ringtone.MARIMBA:
            return _joined(*(_struck(hz, 0.18, (1.0, 3.9)) for hz in (523.3, 659.3, 784.0, 659.3, 1046.5, 784.0)))
        case Ringtone.PULSE:
            return _joined(*(part for _ in range(3) for part in (_plain(330.0, 0.12), np.zeros(int(0.1 * RATE_HZ)))))
        case Ringtone.BIRD:
            return _joined(*(_gliding(1500.0, 2600.0, 0.16) for _ in range(4)))


def _warble(seconds: float) -> Wave:
    """Two quickly alternating notes with a continuous phase."""
    time_s = _time_s(seconds)
    high = np.sin(2 * np.pi * WARBLE_HZ * time_s) > 0
    turns = np.cumsum(np.where(high, HIGH_HZ, LOW_HZ)) / RATE_HZ
    return _faded(np.sin(2 * np.pi * turns), seconds)


def _plain(hz: float, seconds: float) -> Wave:
    return _faded(np.sin(2 * np.pi * hz * _time_s(seconds)), seconds)


def _struck(hz: float, seconds: float, partials: tuple[float, ...]) -> Wave:
    """A struck bar or bell: decaying partials, the higher the faster."""
    time_s = _time_s(seconds)
    waves = [np.sin(2 * np.pi * hz * p * time_s) * np.exp(-4 * p**0.5 * time_s / seconds) / p for p in partials]
    return _faded(np.sum(waves, axis=0) / sum(1 / p for p in partials), seconds)


def _gliding(from_hz: float, to_hz: float, seconds: float) -> Wave:
    time_s = _time_s(seconds)
    turns = from_hz * time_s + (to_hz - from_hz) * time_s**2 / (2 * seconds)
    return _faded(np.sin(2 * np.pi * turns), seconds)


def _faded(wave: Wave, seconds: float) -> Wave:
    """Faded in and out to avoid clicks."""
    time_s = _time_s(seconds)
    fade: Wave = wave * np.minimum(1.0, np.minimum(time_s, seconds - time_s) / FADE_S)
    return fade


def _time_s(seconds: float) -> Wave:
    return np.arange(int(seconds * RATE_HZ)) / RATE_HZ


def _joined(*waves: Wave) -> Wave:
    return np.concatenate(waves)


def _pcm(wave: Wave) -> bytes:
    pcm: bytes = (PEAK * wave).astype(np.int16).tobytes()
    return pcm
