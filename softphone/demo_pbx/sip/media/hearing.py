"""Received audio of a robot: loudness and pitch of the last seconds, by Fourier transform."""

import cmath
import math
from array import array
from collections import deque

RATE_HZ = 8000
_KEPT_SAMPLES = 2 * RATE_HZ
_WINDOW = 4096
_QUIET_RMS = 50.0


class Heard:
    """Counts packets and keeps the latest samples."""

    def __init__(self) -> None:
        self.packets = 0
        self._samples: deque[int] = deque(maxlen=_KEPT_SAMPLES)

    def add(self, samples: "array[int]") -> None:
        self._samples.extend(samples)

    def snapshot(self) -> dict[str, object]:
        samples = list(self._samples)[-_WINDOW:]
        rms = root_mean_square(samples)
        pitch = dominant_hz(samples) if len(samples) == _WINDOW and rms > _QUIET_RMS else None
        return {"packets": self.packets, "rms": round(rms, 1), "dominant_hz": pitch}


def root_mean_square(samples: list[int]) -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples)) if samples else 0.0


def dominant_hz(samples: list[int]) -> float:
    """The strongest frequency of a power-of-two number of samples, to about a tenth of a hertz."""
    size = len(samples)
    window = [0.5 - 0.5 * math.cos(2 * math.pi * index / size) for index in range(size)]
    spectrum = _transform([complex(sample * weight) for sample, weight in zip(samples, window, strict=True)])
    strength = [math.log(abs(value) + 1e-9) for value in spectrum[: size // 2]]
    peak = max(range(1, size // 2 - 1), key=strength.__getitem__)
    left, middle, right = strength[peak - 1 : peak + 2]
    curve = left - 2 * middle + right
    offset = 0.5 * (left - right) / curve if curve else 0.0
    return round((peak + offset) * RATE_HZ / size, 1)


def _transform(values: list[complex]) -> list[complex]:
    size = len(values)
    if size == 1:
        return values
    even, odd = _transform(values[0::2]), _transform(values[1::2])
    turned = [cmath.exp(-2j * math.pi * index / size) * value for index, value in enumerate(odd)]
    pairs = list(zip(even, turned, strict=True))
    return [a + b for a, b in pairs] + [a - b for a, b in pairs]
