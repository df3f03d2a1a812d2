"""What helps somebody to look for a fault, as values: what happened to the registration, how calls sounded."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from softphone.domain.calls import CallEnd, Direction, Quality
from softphone.domain.problems import Problem

if TYPE_CHECKING:
    from softphone.services.actions import Outcome


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


class DiagnosticsActions(Protocol):
    def save(self, file: str, full_names: bool = False) -> "Outcome":
        """A bundle for somebody who looks for a fault; without `full_names` people are stand-ins in it."""
