"""Detector of a peer that sends our own voice back (an echo test, a faulty gateway).

There the loudspeaker repeats the microphone and not the reverse; an echo canceller would remove the voice itself. A
steady tone is lost entirely [measured].
"""

from collections import deque

import numpy as np
import numpy.typing as npt

FRAME_SAMPLES = 160
QUIET_FRAMES = 10
"""How long the loudspeaker must have been silent before an onset."""
SPOKEN_FRAMES = 5
"""How long the microphone must have been loud before: its sound was then not caused by the loudspeaker."""
COMPARED_FRAMES = 10
HISTORY_FRAMES = 80
"""The longest round trip, 0.7 s, and what is compared."""
LOUD = 100.0
"""Root mean square of a frame, about -50 dBFS."""
RISE = 5.0
SAME_LEVEL = 2.0
LIKENESS = 0.8

Frames = deque[npt.NDArray[np.float32]]


class EchoPeerDetector:
    """Fed with each frame of microphone (`near`) and loudspeaker (`far`); `is_present` once the peer echoes us."""

    def __init__(self) -> None:
        self.is_present = False
        self._near: Frames = deque(maxlen=HISTORY_FRAMES)
        self._far: Frames = deque(maxlen=HISTORY_FRAMES)
        self._near_rms: deque[float] = deque(maxlen=HISTORY_FRAMES)
        self._far_rms: deque[float] = deque(maxlen=HISTORY_FRAMES)
        self._since_beginning: int | None = None

    def add(self, near: bytes, far: bytes) -> None:
        _keep(near, self._near, self._near_rms)
        _keep(far, self._far, self._far_rms)
        if self._since_beginning is not None:
            self._since_beginning += 1
            if self._since_beginning == COMPARED_FRAMES:
                self._since_beginning = None
                self._judge()
        elif self._far_begins():
            self._since_beginning = 0

    def _far_begins(self) -> bool:
        if len(self._far_rms) <= QUIET_FRAMES or self._far_rms[-1] < LOUD:
            return False
        before = list(self._far_rms)[-1 - QUIET_FRAMES : -1]
        return max(before) * RISE < self._far_rms[-1]

    def _judge(self) -> None:
        """Compares both signals ten frames after the loudspeaker's onset."""
        near_before = list(self._near_rms)[-1 - COMPARED_FRAMES - SPOKEN_FRAMES : -1 - COMPARED_FRAMES]
        near_after = max(list(self._near_rms)[-COMPARED_FRAMES:])
        if near_before and min(near_before) >= LOUD:
            self.is_present = self.is_present or self._likeness() >= LIKENESS
        elif near_before and max(near_before) * RISE < near_after:
            self.is_present = False  # the microphone follows the loudspeaker: an echo in the room after all

    def _likeness(self) -> float:
        """Best match of the loudspeaker's onset in the earlier microphone signal, 0 to 1.

        Only at about the same level, or the room's own echo returned by the peer would count.
        """
        sample = np.concatenate(list(self._far)[-COMPARED_FRAMES:])
        heard = np.concatenate(list(self._near)[: -2 - 1])
        if len(heard) < len(sample):
            return 0.0
        products = np.correlate(heard, sample, "valid")
        powers = np.convolve(heard**2, np.ones(len(sample), np.float32), "valid")
        own = float(np.dot(sample, sample))
        same = (powers < own * SAME_LEVEL**2) & (powers > own / SAME_LEVEL**2)
        return float(np.max(np.where(same, products / np.sqrt(powers * own + 1.0), 0.0)))


def _keep(pcm: bytes, frames: Frames, levels: deque[float]) -> None:
    samples = np.frombuffer(pcm, np.int16).astype(np.float32)
    frames.append(samples)
    levels.append(float(np.sqrt(np.dot(samples, samples) / FRAME_SAMPLES)))
