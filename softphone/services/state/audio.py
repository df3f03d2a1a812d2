"""The sound test as it stands, for windows and `ctl`."""

from dataclasses import dataclass, field

from softphone.domain.problems import DeviceSide, Problem
from softphone.domain.telephone.audio_test import AudioTestKind, ProbeResult


@dataclass(frozen=True, slots=True)
class HeadsetView:
    """Headsets whose keys are obeyed, and those whose keys the system does not let us have."""

    used: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundTestView:
    """`since_s` while one runs; `problem` and `probed` are of the last one that ended.

    `echo_target` empty: the account names none.
    """

    watching: bool = False
    running: AudioTestKind | None = None
    since_s: float | None = None
    recorded_s: float = 0.0
    problem: Problem | None = None
    echo_target: str = ""
    probed: tuple[ProbeResult, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceView:
    name: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class SideView:
    """`wish` None = system default; `using` None = silent stand-in."""

    wish: str | None = None
    using: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class AudioView:
    microphones: tuple[DeviceView, ...] = ()
    speakers: tuple[DeviceView, ...] = ()
    microphone: SideView = field(default_factory=SideView)
    speaker: SideView = field(default_factory=SideView)
    ringers: tuple[str, ...] = ()
    ringers_using: tuple[str, ...] = ()
    ringers_softly: tuple[str, ...] = ()
    echo_cancellation: bool = True
    noise_suppression: bool = True
    speaker_volume: int = 100
    ringer_volume: int = 100
    microphone_muted: bool | None = None
    microphone_trouble: Problem | None = None
    backend: str = ""
    input_dbfs: float | None = None
    output_dbfs: float | None = None
    problems: tuple[tuple[DeviceSide, Problem], ...] = ()
