"""Notices a sound device that no longer asks, whatever the list of devices says."""

from collections.abc import Sequence
from typing import TypeVar

from softphone.telephony.engine.audio.streams import SoundStream

SUSPICION_S = 0.6
"""Device periods are 10 ms; the list of devices tells whether it is gone."""
STALL_LIMIT_S = 5.0
"""A null sink of PulseAudio takes up to 2 s to begin [measured], a Bluetooth headset may too."""

S = TypeVar("S", bound=SoundStream)


class StallDetector:
    """Remembers for each stream when it last asked."""

    def __init__(self) -> None:
        self._last: dict[SoundStream, tuple[int, float]] = {}

    def stalled(self, streams: Sequence[S], now_s: float, limit_s: float = STALL_LIMIT_S) -> list[S]:
        """Those that have not asked for so long; streams that are no longer given are forgotten."""
        seen: dict[SoundStream, tuple[int, float]] = {}
        for stream in streams:
            calls, since_s = self._last.get(stream, (-1, now_s))
            seen[stream] = (calls, since_s) if calls == stream.calls else (stream.calls, now_s)
        self._last = seen
        return [stream for stream in streams if now_s - seen[stream][1] >= limit_s]
