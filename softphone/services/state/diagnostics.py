"""What helps somebody to look for a fault, as values: what happened to the registration, how calls sounded."""

from dataclasses import dataclass

from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallEnd, Direction, Quality


@dataclass(frozen=True, slots=True)
class RegistrationMoment:
    at_s: float
    registered: bool
    trying: bool
    transport: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class CallFigures:
    """A finished call without its people."""

    started_at_s: float
    answered_at_s: float | None
    ended_at_s: float | None
    direction: Direction
    end: CallEnd | None
    quality: Quality | None


@dataclass(frozen=True, slots=True)
class DiagnosticsView:
    """`log_folder` empty: nothing is kept. `crash_reports`: files of this computer, the newest last."""

    log_folder: str = ""
    crash_reports: tuple[str, ...] = ()
    saving: bool = False
