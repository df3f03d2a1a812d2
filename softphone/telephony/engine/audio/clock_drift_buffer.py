"""Buffer for one direction of sound between two clocks, either of which may pause (a held call, a slow device)."""

import time
from collections.abc import Callable

from softphone.telephony.engine.audio.pcm_fifo import SAMPLE_BYTES, FifoCounts, PcmFifo

FRAME_SAMPLES = 160
FIFO_FRAMES = 12
"""Room for a burst after one side paused; adds no delay."""
CUSHION_FRAMES = 3
"""Head start for two clocks of the same speed: with 10 ms a 20 s call starved about once on a busy machine, with
20 ms now and then on one where every core is taken [measured]."""
SHRINK_AFTER_FRAMES = 100
SURPLUS_FRAMES = 2
"""A level that stayed above cushion and surplus for a second is useless delay: one frame is discarded."""
STILL_S = 0.15
"""A side that was inactive for this long has stopped: nothing is buffered for it and no loss counted."""
STEADY_VISITS = 4
"""Sound servers call two or three times at once when a device opens, and then only when it really starts."""


class _Side:
    """The last visit of one side, and how many came in a row."""

    def __init__(self) -> None:
        self._at_s = float("-inf")
        self._visits = 0

    def visited(self, now_s: float) -> None:
        self._visits = self._visits + 1 if now_s - self._at_s < STILL_S else 1
        self._at_s = now_s

    def is_steady(self, now_s: float) -> bool:
        return self._visits >= STEADY_VISITS and now_s - self._at_s < STILL_S


class ClockDriftBuffer:
    """`write` and `read` may be called by different threads; loss is counted only while both sides run."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._fifo = PcmFifo(FRAME_SAMPLES, FIFO_FRAMES)
        self._now = now
        self._writer, self._reader = _Side(), _Side()
        self._running = False
        self._reads = 0
        self._lowest = FIFO_FRAMES * FRAME_SAMPLES
        self.met = False

    def write(self, pcm: bytes) -> None:
        self._writer.visited(self._now())
        if self._runs():
            self._fifo.write(pcm)

    def read(self, samples: int) -> bytes:
        self._reader.visited(self._now())
        if not self._runs():
            return bytes(SAMPLE_BYTES * samples)
        pcm = self._fifo.read(samples)
        self._shrink()
        return pcm

    def counts(self) -> FifoCounts:
        return self._fifo.counts()

    def _shrink(self) -> None:
        self._lowest = min(self._lowest, self._fifo.held_samples)
        self._reads += 1
        if self._reads % SHRINK_AFTER_FRAMES == 0:
            if self._lowest >= (CUSHION_FRAMES + SURPLUS_FRAMES) * FRAME_SAMPLES:
                self._fifo.discard(FRAME_SAMPLES)
            self._lowest = FIFO_FRAMES * FRAME_SAMPLES

    def _runs(self) -> bool:
        """Whether both sides run; each time they start to, the buffer holds its cushion only."""
        now_s = self._now()
        running = self._writer.is_steady(now_s) and self._reader.is_steady(now_s)
        if running and not self._running:
            self._fifo.prime(CUSHION_FRAMES)
            self.met = True
        self._running = running
        return running
