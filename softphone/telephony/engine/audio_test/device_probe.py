"""Device probe: opens every device silently for a moment and reports which ones really run."""

import time
from collections.abc import Callable

import miniaudio

from softphone.domain.problems import DeviceSide
from softphone.domain.telephone.audio_test import AudioTestResult, ProbeResult
from softphone.telephony.engine.audio.devices import FoundDevice
from softphone.telephony.engine.audio.levels import LevelDetector
from softphone.telephony.engine.audio.pcm_fifo import SAMPLE_BYTES
from softphone.telephony.engine.audio.streams import CaptureStream, PlaybackStream, SoundStream
from softphone.telephony.engine.audio_test.test_stages import RATE_HZ, ChosenDevices

STEADY_CALLS = 20
"""Sound servers call a few times at once when a device opens, and then only when it really runs."""
LISTEN_S, LIMIT_S = 1.0, 4.0
STANDS_STILL = "stands still"


class _Probed:
    """A device under test: its stream, or the reason there is none."""

    def __init__(self, side: DeviceSide, device: FoundDevice | None, meter: LevelDetector) -> None:
        self.side, self._device, self._meter = side, device, meter
        self._stream: SoundStream | None = None
        self._fault = ""
        if device is not None:
            self._open(device)

    @property
    def is_decided(self) -> bool:
        return self._stream is None or self._stream.calls >= STEADY_CALLS

    def result(self) -> ProbeResult:
        name = self._device.device.name if self._device is not None else None
        works = self._stream is not None and self.is_decided
        level = self._meter.read_dbfs() if works and self.side is DeviceSide.MICROPHONE else None
        fault = self._fault or (STANDS_STILL if name is not None and not works else "")
        return ProbeResult(self.side, name, works, level, fault)

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
        self._stream = None

    def _open(self, device: FoundDevice) -> None:
        try:
            if self.side is DeviceSide.MICROPHONE:
                self._stream = CaptureStream(device, RATE_HZ, self._meter.add)
            else:
                self._stream = PlaybackStream(device, RATE_HZ, lambda samples: bytes(samples * SAMPLE_BYTES))
        except miniaudio.MiniaudioError as error:
            self._fault = str(error)


class ProbeStage:
    """An AudioTestStage that runs without devices too: a missing device is one of its results."""

    side = DeviceSide.MICROPHONE

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._begun_s = now()
        self._probed: list[_Probed] = []

    def missing(self, devices: ChosenDevices) -> bool:
        return False

    def use(self, devices: ChosenDevices) -> None:
        """Restarts the probe when the devices change."""
        self.close()
        ringers = devices.ringers or (None,)
        sides = ((DeviceSide.MICROPHONE, devices.microphone), (DeviceSide.SPEAKER, devices.speaker))
        pairs = (*sides, *((DeviceSide.RINGER, ringer) for ringer in ringers))
        self._probed = [_Probed(side, device, LevelDetector()) for side, device in pairs]
        self._begun_s = self._now()

    def end(self) -> AudioTestResult | None:
        waited_s = self._now() - self._begun_s
        decided = all(probed.is_decided for probed in self._probed)
        return AudioTestResult.DONE if waited_s >= LIMIT_S or (decided and waited_s >= LISTEN_S) else None

    def results(self) -> tuple[ProbeResult, ...]:
        return tuple(probed.result() for probed in self._probed)

    def output_dbfs(self) -> float | None:
        return None

    def close(self) -> None:
        for probed in self._probed:
            probed.close()
