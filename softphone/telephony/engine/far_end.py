"""What the loudspeaker was given, for the echo canceller: handed on before its echo can come back."""

from softphone.telephony.engine.clock_bridge import FRAME_SAMPLES
from softphone.telephony.engine.pcm_fifo import PcmFifo

MOST_FRAMES = 12
LOOK_FRAMES = 25


class FarEnd:
    """`give` belongs to the playback thread, `take` to the capture thread. What was always left over for a quarter
    of a second waits without use and goes: with 20 ms of it the echo was there before its cause [measured]."""

    def __init__(self) -> None:
        self._fifo = PcmFifo(FRAME_SAMPLES, MOST_FRAMES)
        self._taken = 0
        self._lowest = MOST_FRAMES * FRAME_SAMPLES

    def give(self, pcm: bytes) -> None:
        self._fifo.write(pcm)

    def take(self, samples: int) -> bytes:
        pcm = self._fifo.read(samples)
        self._lowest = min(self._lowest, self._fifo.held_samples)
        self._taken += 1
        if self._taken % LOOK_FRAMES == 0:
            self._fifo.discard(self._lowest)
            self._lowest = MOST_FRAMES * FRAME_SAMPLES
        return pcm
