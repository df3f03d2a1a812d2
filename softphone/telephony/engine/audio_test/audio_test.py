"""The audio test: levels, recording, tone, ring, device probe. A call or a ring stops it at once."""

import logging
import time
from collections.abc import Callable

import miniaudio

from softphone.domain.account.account import AudioSettings
from softphone.domain.problems import DeviceSide
from softphone.domain.telephone.audio_test import (
    AudioLevels,
    AudioTestEnded,
    AudioTestKind,
    AudioTestResult,
    AudioTestStarted,
)
from softphone.domain.telephone.events import Event
from softphone.domain.telephone.ringtone import Ringtone
from softphone.telephony.engine.audio.devices import FoundDevice
from softphone.telephony.engine.audio.levels import LevelDetector
from softphone.telephony.engine.audio.pcm_fifo import SAMPLE_BYTES
from softphone.telephony.engine.audio.streams import CaptureStream
from softphone.telephony.engine.audio_test.device_probe import STANDS_STILL, ProbeStage
from softphone.telephony.engine.audio_test.test_stages import (
    RATE_HZ,
    AudioTestStage,
    ChosenDevices,
    RecordStage,
    RingStage,
    SpeakerStage,
    speaker_tone,
)

log = logging.getLogger(__name__)

NO_LEVELS = AudioLevels(None, None)
LIMIT_S = 10.0
"""Longer than any stage takes on working devices."""


class AudioTestRunner:
    """Lives on the sound thread; opens its own devices, except while suspended."""

    def __init__(self, post: Callable[[Event], None], now: Callable[[], float] = time.monotonic) -> None:
        self._post, self._now = post, now
        self._begun_s = 0.0
        self._devices: ChosenDevices | None = None
        self._settings = AudioSettings()
        self._busy = False
        self._watching = False
        self._microphone: CaptureStream | None = None
        self._meter = LevelDetector()
        self._test: AudioTestKind | None = None
        self._stage: AudioTestStage | None = None
        self._ringtone = Ringtone.CLASSIC
        self._sample = b""
        self._posted = NO_LEVELS

    @property
    def is_wanted(self) -> bool:
        """Whether levels are displayed or a test is running."""
        return self._watching or self._test is not None

    def use(self, devices: ChosenDevices, settings: AudioSettings) -> None:
        """Changes the devices, also of a running test; starts one that waited for the first list."""
        first = self._devices is None
        self._devices, self._settings = devices, settings
        if first and self._test is not None:
            self._begin(self._test, devices)
        elif self._stage is not None:
            self._open(self._stage, devices)
        self._update_microphone()

    def watch(self, on: bool) -> None:
        self._watching = on
        self._update_microphone()

    def start(self, test: AudioTestKind, ringtone: Ringtone = Ringtone.CLASSIC) -> None:
        self.stop()
        self._test, self._ringtone = test, ringtone
        if self._busy:
            self._finish(AudioTestResult.GAVE_WAY)
        elif test is AudioTestKind.PLAY and not self._sample:
            self._finish(AudioTestResult.NOTHING_RECORDED)
        elif self._devices is not None:
            self._begin(test, self._devices)

    def stop(self) -> None:
        if self._test is not None:
            self._finish(AudioTestResult.STOPPED)

    def suspend(self) -> None:
        """Stops the test before a call or a ring uses the devices."""
        self._busy = True
        if self._test is not None:
            self._finish(AudioTestResult.GAVE_WAY)
        self._update_microphone()
        self._post_levels(NO_LEVELS)

    def resume(self) -> None:
        """Allows tests again after the last call."""
        self._busy = False
        self._update_microphone()

    def tick(self) -> None:
        if self._stage is not None and (end := self._stage.end()) is not None:
            self._finish(end)
        elif self._stage is not None and self._now() - self._begun_s >= LIMIT_S:
            self._finish(AudioTestResult.FAILED, STANDS_STILL)
        if self._busy:
            return
        heard = self._meter.read_dbfs() if self._microphone is not None else None
        self._post_levels(AudioLevels(heard, self._stage.output_dbfs() if self._stage is not None else None))

    def close(self) -> None:
        self.suspend()

    # ------------------------------------------------------------ inside

    def _begin(self, test: AudioTestKind, devices: ChosenDevices) -> None:
        self._stage = stage = self._create_stage(test)
        self._begun_s = self._now()
        self._post(AudioTestStarted(test))
        if stage.missing(devices):
            self._finish(AudioTestResult.NO_DEVICE)
            return
        self._update_microphone()
        self._open(stage, devices)

    def _create_stage(self, test: AudioTestKind) -> AudioTestStage:
        match test:
            case AudioTestKind.RECORD:
                return RecordStage()
            case AudioTestKind.PLAY:
                return SpeakerStage(self._sample)
            case AudioTestKind.TONE:
                return SpeakerStage(speaker_tone())
            case AudioTestKind.RING:
                return RingStage(self._ringtone)
            case AudioTestKind.PROBE:
                return ProbeStage()

    def _open(self, stage: AudioTestStage, devices: ChosenDevices) -> None:
        try:
            stage.use(devices)
        except miniaudio.MiniaudioError as error:
            self._finish(AudioTestResult.FAILED, str(error))

    def _finish(self, end: AudioTestResult, detail: str = "") -> None:
        test, stage = self._test, self._stage
        self._test = self._stage = None
        if test is None:
            return
        probed = stage.results() if isinstance(stage, ProbeStage) and end is AudioTestResult.DONE else ()
        if stage is not None:
            stage.close()
        if isinstance(stage, RecordStage):
            self._keep(stage, end)
        side = (
            stage.side if stage is not None and end in (AudioTestResult.NO_DEVICE, AudioTestResult.FAILED) else None
        )
        self._post(AudioTestEnded(test, end, side, detail, self._sample_s(), probed))
        self._update_microphone()

    def _keep(self, stage: RecordStage, end: AudioTestResult) -> None:
        """Keeps the recording, also one the user stopped early."""
        if end in (AudioTestResult.DONE, AudioTestResult.STOPPED):
            self._sample = stage.sample(self._settings)

    def _sample_s(self) -> float:
        return round(len(self._sample) / SAMPLE_BYTES / RATE_HZ, 2)

    def _update_microphone(self) -> None:
        """Opens the microphone for levels and recordings; never during a probe, which opens it itself."""
        wanted = self._watching or self._test is AudioTestKind.RECORD
        free = not self._busy and self._test is not AudioTestKind.PROBE
        device = self._devices.microphone if self._devices is not None and wanted and free else None
        if self._microphone is not None:
            if self._microphone.is_on(device):
                return
            self._microphone.close()
            self._microphone = None
        if device is not None:
            self._open_microphone(device)

    def _open_microphone(self, device: FoundDevice) -> None:
        try:
            self._microphone = CaptureStream(device, RATE_HZ, self._on_captured)
        except miniaudio.MiniaudioError as error:
            log.warning("microphone %s: %s", device.device.name, error)
            if self._stage is not None and self._stage.side is DeviceSide.MICROPHONE:
                self._finish(AudioTestResult.FAILED, str(error))

    def _on_captured(self, pcm: bytes) -> None:
        """On miniaudio's thread."""
        self._meter.add(pcm)
        stage = self._stage
        if isinstance(stage, RecordStage):
            stage.add(pcm)

    def _post_levels(self, levels: AudioLevels) -> None:
        if levels != self._posted or levels != NO_LEVELS:
            self._posted = levels
            self._post(levels)
