"""Levels of 16-bit PCM: a meter and a volume control."""

import math

import numpy as np

FULL_SCALE = 32768.0
FLOOR_DBFS = -100.0


class LevelDetector:
    """Mean power since the last reading, in dB below full scale."""

    def __init__(self) -> None:
        self._energy = 0.0
        self._samples = 0

    def add(self, pcm: bytes) -> None:
        samples = np.frombuffer(pcm, np.int16).astype(np.float32)
        self._energy += float(np.dot(samples, samples))
        self._samples += len(samples)

    def read_dbfs(self) -> float:
        energy, samples = self._energy, self._samples
        self._energy, self._samples = 0.0, 0
        if samples == 0 or energy <= 0:
            return FLOOR_DBFS
        return max(FLOOR_DBFS, 10 * math.log10(energy / samples / FULL_SCALE**2))


class Volume:
    """Set on one thread, applied on another: a float changes in one go."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor

    def apply(self, pcm: bytes) -> bytes:
        """16-bit PCM; nothing is done at 1.0."""
        factor = self.factor
        if factor == 1.0:
            return pcm
        quieter: bytes = (np.frombuffer(pcm, np.int16) * factor).astype(np.int16).tobytes()
        return quieter
