"""Notices a sound device that no longer asks, whatever the list of devices says."""

from collections.abc import Sequence
from typing import TypeVar

from softphone.telephony.engine.sound_streams import SoundStream

STALL_LIMIT_S = 5.0
"""A null sink of PulseAudio takes up to 2 s to begin [measured], a Bluetooth headset may too."""

S = TypeVar("S", bound=SoundStream)


class StallWatch:
    """Remembers for each stream when it last asked."""

    def __init__(self) -> None:
        self._last: dict[SoundStream, tuple[int, float]] = {}

    def stalled(self, streams: Sequence[S], now_s: float) -> list[S]:
        """Those that have not asked for `STALL_LIMIT_S`; streams that are no longer given are forgotten."""
        seen: dict[SoundStream, tuple[int, float]] = {}
        for stream in streams:
            calls, since_s = self._last.get(stream, (-1, now_s))
            seen[stream] = (calls, since_s) if calls == stream.calls else (stream.calls, now_s)
        self._last = seen
        return [stream for stream in streams if now_s - seen[stream][1] >= STALL_LIMIT_S]
