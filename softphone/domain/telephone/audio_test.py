"""Commands and events of the audio test, which runs outside calls only."""

from dataclasses import dataclass
from enum import Enum

from softphone.domain.problems import DeviceSide
from softphone.domain.telephone.ringtone import Ringtone

RECORD_S = 5.0


class AudioTestKind(Enum):
    """RECORD keeps a sample, PLAY plays it on the loudspeaker; PROBE opens every device silently for a moment."""

    RECORD = "record"
    PLAY = "play"
    TONE = "tone"
    RING = "ring"
    PROBE = "probe"


class AudioTestResult(Enum):
    """GAVE_WAY: stopped by a call, or not started during one. NOTHING_RECORDED: PLAY without a sample."""

    DONE = "done"
    STOPPED = "stopped"
    GAVE_WAY = "gave-way"
    NO_DEVICE = "no-device"
    FAILED = "failed"
    NOTHING_RECORDED = "nothing-recorded"


# ---------------------------------------------------------------- commands: window -> engine


@dataclass(frozen=True, slots=True)
class WatchLevels:
    """While on, the microphone is open outside calls, and levels are posted several times a second."""

    on: bool


@dataclass(frozen=True, slots=True)
class StartAudioTest:
    """Stops a running test first. `ringtone` is for RING."""

    test: AudioTestKind
    ringtone: Ringtone = Ringtone.CLASSIC


@dataclass(frozen=True, slots=True)
class StopAudioTest:
    pass


# ---------------------------------------------------------------- events: engine -> window


@dataclass(frozen=True, slots=True)
class AudioLevels:
    """Levels outside calls; None: no device is open on that side."""

    input_dbfs: float | None
    output_dbfs: float | None


@dataclass(frozen=True, slots=True)
class AudioTestStarted:
    test: AudioTestKind


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """The result for a device (None: there is none); `level_dbfs` of a working microphone, `detail`: the fault."""

    side: DeviceSide
    device: str | None
    works: bool
    level_dbfs: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AudioTestEnded:
    """Follows every StartAudioTest. `side` and `detail` name the fault; `recorded_s` is the length of the sample."""

    test: AudioTestKind
    end: AudioTestResult
    side: DeviceSide | None = None
    detail: str = ""
    recorded_s: float = 0.0
    probed: tuple[ProbeResult, ...] = ()
