"""The sound test as it stands, for windows and `ctl`."""

from dataclasses import dataclass

from softphone.domain.problems import Problem
from softphone.domain.sound_test import ProbeResult, SoundTest


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
    running: SoundTest | None = None
    since_s: float | None = None
    recorded_s: float = 0.0
    problem: Problem | None = None
    echo_target: str = ""
    probed: tuple[ProbeResult, ...] = ()
