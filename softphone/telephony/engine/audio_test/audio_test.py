"""The sound test of the engine: levels, a sample, a tone, a ring, a probe. A call or a ring sends it away at once."""

import logging
import time
from collections.abc import Callable

import miniaudio

from softphone.domain.account.account import AudioWish
from softphone.domain.problems import DeviceSide
from softphone.domain.telephone.audio_test import SoundLevels, SoundTest, SoundTestBegun, SoundTestEnd, SoundTestEnded
from softphone.domain.telephone.events import Event
from softphone.domain.telephone.ringtone import Melody
from softphone.telephony.engine.audio.devices import FoundDevice
from softphone.telephony.engine.audio.levels import LevelMeter
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

NO_LEVELS = SoundLevels(None, None)
LIMIT_S = 10.0
"""Longer than any trial takes on devices that run."""


class AudioTest:
    """Lives on the sound thread; has devices of its own and only while `make_way` has not been called."""

    def __init__(self, post: Callable[[Event], None], now: Callable[[], float] = time.monotonic) -> None:
        self._post, self._now = post, now
        self._begun_s = 0.0
        self._devices: ChosenDevices | None = None
        self._wish = AudioWish()
        self._busy = False
        self._watching = False
        self._microphone: CaptureStream | None = None
        self._meter = LevelMeter()
        self._test: SoundTest | None = None
        self._trial: AudioTestStage | None = None
        self._melody = Melody.CLASSIC
        self._sample = b""
        self._told = NO_LEVELS

    @property
    def is_wanted(self) -> bool:
        """Whether somebody looks at the levels or waits for a test."""
        return self._watching or self._test is not None

    def use(self, devices: ChosenDevices, wish: AudioWish) -> None:
        """These from now on, also for a test that runs; one that waited for the first list begins."""
        first = self._devices is None
        self._devices, self._wish = devices, wish
        if first and self._test is not None:
            self._begin(self._test, devices)
        elif self._trial is not None:
            self._open(self._trial, devices)
        self._settle_microphone()

    def watch(self, on: bool) -> None:
        self._watching = on
        self._settle_microphone()

    def start(self, test: SoundTest, melody: Melody = Melody.CLASSIC) -> None:
        self.stop()
        self._test, self._melody = test, melody
        if self._busy:
            self._finish(SoundTestEnd.GAVE_WAY)
        elif test is SoundTest.PLAY and not self._sample:
            self._finish(SoundTestEnd.NOTHING_RECORDED)
        elif self._devices is not None:
            self._begin(test, self._devices)

    def stop(self) -> None:
        if self._test is not None:
            self._finish(SoundTestEnd.STOPPED)

    def make_way(self) -> None:
        """Before a call or a ring takes the devices."""
        self._busy = True
        if self._test is not None:
            self._finish(SoundTestEnd.GAVE_WAY)
        self._settle_microphone()
        self._tell(NO_LEVELS)

    def come_back(self) -> None:
        """Nobody calls any more."""
        self._busy = False
        self._settle_microphone()

    def tick(self) -> None:
        if self._trial is not None and (end := self._trial.end()) is not None:
            self._finish(end)
        elif self._trial is not None and self._now() - self._begun_s >= LIMIT_S:
            self._finish(SoundTestEnd.FAILED, STANDS_STILL)
        if self._busy:
            return
        heard = self._meter.read_dbfs() if self._microphone is not None else None
        self._tell(SoundLevels(heard, self._trial.output_dbfs() if self._trial is not None else None))

    def close(self) -> None:
        self.make_way()

    # ------------------------------------------------------------ inside

    def _begin(self, test: SoundTest, devices: ChosenDevices) -> None:
        self._trial = trial = self._made(test)
        self._begun_s = self._now()
        self._post(SoundTestBegun(test))
        if trial.missing(devices):
            self._finish(SoundTestEnd.NO_DEVICE)
            return
        self._settle_microphone()
        self._open(trial, devices)

    def _made(self, test: SoundTest) -> AudioTestStage:
        match test:
            case SoundTest.RECORD:
                return RecordStage()
            case SoundTest.PLAY:
                return SpeakerStage(self._sample)
            case SoundTest.TONE:
                return SpeakerStage(speaker_tone())
            case SoundTest.RING:
                return RingStage(self._melody)
            case SoundTest.PROBE:
                return ProbeStage()

    def _open(self, trial: AudioTestStage, devices: ChosenDevices) -> None:
        try:
            trial.use(devices)
        except miniaudio.MiniaudioError as error:
            self._finish(SoundTestEnd.FAILED, str(error))

    def _finish(self, end: SoundTestEnd, detail: str = "") -> None:
        test, trial = self._test, self._trial
        self._test = self._trial = None
        if test is None:
            return
        probed = trial.results() if isinstance(trial, ProbeStage) and end is SoundTestEnd.DONE else ()
        if trial is not None:
            trial.close()
        if isinstance(trial, RecordStage):
            self._keep(trial, end)
        side = trial.side if trial is not None and end in (SoundTestEnd.NO_DEVICE, SoundTestEnd.FAILED) else None
        self._post(SoundTestEnded(test, end, side, detail, self._sample_s(), probed))
        self._settle_microphone()

    def _keep(self, trial: RecordStage, end: SoundTestEnd) -> None:
        """What was said until the user stopped counts too."""
        if end in (SoundTestEnd.DONE, SoundTestEnd.STOPPED):
            self._sample = trial.sample(self._wish)

    def _sample_s(self) -> float:
        return round(len(self._sample) / SAMPLE_BYTES / RATE_HZ, 2)

    def _settle_microphone(self) -> None:
        """Open while the levels are looked at or a sample is taken; never beside a probe, which opens its own."""
        wanted = self._watching or self._test is SoundTest.RECORD
        free = not self._busy and self._test is not SoundTest.PROBE
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
            self._microphone = CaptureStream(device, RATE_HZ, self._on_heard)
        except miniaudio.MiniaudioError as error:
            log.warning("microphone %s: %s", device.device.name, error)
            if self._trial is not None and self._trial.side is DeviceSide.MICROPHONE:
                self._finish(SoundTestEnd.FAILED, str(error))

    def _on_heard(self, pcm: bytes) -> None:
        """On miniaudio's thread."""
        self._meter.add(pcm)
        trial = self._trial
        if isinstance(trial, RecordStage):
            trial.hear(pcm)

    def _tell(self, levels: SoundLevels) -> None:
        if levels != self._told or levels != NO_LEVELS:
            self._told = levels
            self._post(levels)
