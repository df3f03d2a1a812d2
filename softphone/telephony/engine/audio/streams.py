"""Open sound devices for capture and playback, or the silent stand-in.

miniaudio calls from its own threads; the callbacks must not touch pjsua2 and must not block.
"""

from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar

import miniaudio

from softphone.telephony.engine.audio.devices import FoundDevice

PERIOD_MS = 10
PLAYBACK_PERIODS = 5
"""Periods buffered at the sound server: with miniaudio's 3 a server on a busy machine ran empty several times in
20 s, and then waits until all are filled again [measured]."""
APP_NAME = "Vorzimmer"
SUSPICION_S = 0.6
"""Device periods are 10 ms; after this silence the list of devices is checked."""
STALL_LIMIT_S = 5.0
"""A null sink of PulseAudio takes up to 2 s to start [measured], as may a Bluetooth headset."""


class SoundStream:
    """One open device. `device` None is the stand-in: miniaudio's null device, driven by a timer alone."""

    def __init__(self, device: FoundDevice | None) -> None:
        self.device = device
        self.calls = 0
        """Number of callbacks; it stops growing when the device is dead."""
        self._stream: Any = None

    @property
    def is_stand_in(self) -> bool:
        return self.device is None

    def is_on(self, device: FoundDevice | None) -> bool:
        """The same device in a newer list has another handle."""
        if self.device is None or device is None:
            return self.device is device
        return self.device.device.id == device.device.id

    def close(self) -> None:
        """WORKAROUND(miniaudio 1.71): a closed device leaves its context, one server connection each; uninit it
        here; remove when close() does."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        context, stream._context = stream._context, None
        stream.close()
        miniaudio.lib.ma_context_uninit(context)

    def _settings(self, rate_hz: int) -> dict[str, Any]:
        backend = miniaudio.Backend.NULL if self.device is None else self.device.backend
        return {
            "nchannels": 1,
            "sample_rate": rate_hz,
            "buffersize_msec": PERIOD_MS,
            "device_id": None if self.device is None else self.device.handle,
            "backends": None if backend is None else [backend],
            "app_name": APP_NAME,
        }


class CaptureStream(SoundStream):
    """Passes the microphone's sound to `take`; raises MiniaudioError when the device cannot be opened."""

    def __init__(self, device: FoundDevice | None, rate_hz: int, take: Callable[[bytes], None]) -> None:
        super().__init__(device)
        self._stream = miniaudio.CaptureDevice(**self._settings(rate_hz))
        _start(self._stream, self._taking(take))

    def _taking(self, take: Callable[[bytes], None]) -> Generator[None, bytes, None]:
        while True:
            pcm = yield
            self.calls += 1
            take(pcm)


class PlaybackStream(SoundStream):
    """Plays what `supply(samples)` returns; raises like CaptureStream."""

    def __init__(self, device: FoundDevice | None, rate_hz: int, supply: Callable[[int], bytes]) -> None:
        super().__init__(device)
        self._stream = miniaudio.PlaybackDevice(**self._settings(rate_hz), callback_periods=PLAYBACK_PERIODS)
        _start(self._stream, self._supplying(supply))

    def _supplying(self, supply: Callable[[int], bytes]) -> Generator[bytes, int, None]:
        pcm = b""
        while True:
            samples = yield pcm
            self.calls += 1
            pcm = supply(samples)


def _start(stream: Any, callback: Generator[Any, Any, None]) -> None:
    next(callback)
    try:
        stream.start(callback)
    except miniaudio.MiniaudioError:
        context, stream._context = stream._context, None
        stream.close()
        miniaudio.lib.ma_context_uninit(context)
        raise


S = TypeVar("S", bound=SoundStream)


class StallDetector:
    """Detects sound devices that no longer call back, whatever the list of devices says."""

    def __init__(self) -> None:
        self._last: dict[SoundStream, tuple[int, float]] = {}

    def stalled(self, streams: Sequence[S], now_s: float, limit_s: float = STALL_LIMIT_S) -> list[S]:
        """The streams without a callback for `limit_s`; state of streams no longer passed is dropped."""
        seen: dict[SoundStream, tuple[int, float]] = {}
        for stream in streams:
            calls, since_s = self._last.get(stream, (-1, now_s))
            seen[stream] = (calls, since_s) if calls == stream.calls else (stream.calls, now_s)
        self._last = seen
        return [stream for stream in streams if now_s - seen[stream][1] >= limit_s]
