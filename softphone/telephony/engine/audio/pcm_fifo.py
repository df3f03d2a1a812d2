"""A bounded FIFO between two audio clocks; never blocks, and counts its losses."""

import threading
from dataclasses import dataclass

SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class FifoCounts:
    """In frames of the FIFO's size; `dropped`: displaced by newer sound, `starved`: missing when read."""

    written: int
    read: int
    dropped: int
    starved: int


class PcmFifo:
    """16-bit mono PCM; two threads may write and read. Drops the oldest when full, reads silence when empty."""

    def __init__(self, frame_samples: int, capacity_frames: int) -> None:
        self._frame_bytes = frame_samples * SAMPLE_BYTES
        self._capacity_bytes = self._frame_bytes * capacity_frames
        self._held = bytearray()
        self._lock = threading.Lock()
        self._written = self._read = self._dropped = self._starved = 0

    def write(self, pcm: bytes | bytearray) -> None:
        with self._lock:
            self._held += pcm
            self._written += len(pcm)
            surplus = len(self._held) - self._capacity_bytes
            if surplus > 0:
                self._dropped += surplus
                del self._held[:surplus]

    def read(self, samples: int) -> bytes:
        """Exactly `samples` samples, padded with silence."""
        wanted = samples * SAMPLE_BYTES
        with self._lock:
            taken = bytes(self._held[:wanted])
            del self._held[:wanted]
            self._read += wanted
            missing = wanted - len(taken)
            self._starved += missing
        return taken if not missing else taken + bytes(missing)

    def discard(self, samples: int) -> None:
        """Discards the oldest `samples` samples, counted as dropped."""
        with self._lock:
            surplus = min(samples * SAMPLE_BYTES, len(self._held))
            self._dropped += surplus
            del self._held[:surplus]

    def prime(self, frames: int) -> None:
        """Replaces the content by that many frames of silence, without counting."""
        with self._lock:
            self._held[:] = bytes(self._frame_bytes * frames)

    @property
    def held_samples(self) -> int:
        return len(self._held) // SAMPLE_BYTES

    def counts(self) -> FifoCounts:
        """Dropped and starved parts of a frame count as one frame."""
        with self._lock:
            size = self._frame_bytes
            return FifoCounts(
                self._written // size, self._read // size, -(-self._dropped // size), -(-self._starved // size)
            )
