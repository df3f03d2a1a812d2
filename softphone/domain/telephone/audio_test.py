"""Trying the sound devices while nobody calls: what the engine can be told about it and what it tells."""

from dataclasses import dataclass
from enum import Enum

from softphone.domain.problems import DeviceSide
from softphone.domain.telephone.ringtone import Melody

RECORD_S = 5.0


class SoundTest(Enum):
    """RECORD keeps a sample, PLAY plays it on the loudspeaker; PROBE opens every device for a moment, unheard."""

    RECORD = "record"
    PLAY = "play"
    TONE = "tone"
    RING = "ring"
    PROBE = "probe"


class SoundTestEnd(Enum):
    """GAVE_WAY: a call came, or there is one already. NOTHING_RECORDED: PLAY without a sample."""

    DONE = "done"
    STOPPED = "stopped"
    GAVE_WAY = "gave-way"
    NO_DEVICE = "no-device"
    FAILED = "failed"
    NOTHING_RECORDED = "nothing-recorded"


# ---------------------------------------------------------------- commands: window -> engine


@dataclass(frozen=True, slots=True)
class WatchLevels:
    """While on, the microphone is open whenever nobody calls, and levels come several times a second."""

    on: bool


@dataclass(frozen=True, slots=True)
class StartSoundTest:
    """One at a time: a test that runs is stopped first. `melody` is for RING."""

    test: SoundTest
    melody: Melody = Melody.CLASSIC


@dataclass(frozen=True, slots=True)
class StopSoundTest:
    pass


# ---------------------------------------------------------------- events: engine -> window


@dataclass(frozen=True, slots=True)
class SoundLevels:
    """Outside calls; None: nothing is open on that side."""

    input_dbfs: float | None
    output_dbfs: float | None


@dataclass(frozen=True, slots=True)
class SoundTestBegun:
    test: SoundTest


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """One device. `device` None: there is none. `level_dbfs` of a microphone that works; `detail`: why not."""

    side: DeviceSide
    device: str | None
    works: bool
    level_dbfs: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SoundTestEnded:
    """Follows every StartSoundTest. `side` and `detail` say what failed; `recorded_s` how much is kept for PLAY."""

    test: SoundTest
    end: SoundTestEnd
    side: DeviceSide | None = None
    detail: str = ""
    recorded_s: float = 0.0
    probed: tuple[ProbeResult, ...] = ()
