"""The self-test as windows and `softphone ctl` show it, and how one asks for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from softphone.domain.self_test import CheckResult, CheckState, light

if TYPE_CHECKING:
    from softphone.services.actions import Outcome


@dataclass(frozen=True, slots=True)
class SelfTestView:
    """`at_s`: when the last one ended; None before the first."""

    results: tuple[CheckResult, ...] = ()
    at_s: float | None = None

    @property
    def light(self) -> CheckState:
        return light(self.results)

    @property
    def running(self) -> bool:
        return self.light is CheckState.RUNNING


class SelfTestActions(Protocol):
    def run(self) -> "Outcome":
        """Looks at everything once; resolves when all is looked at, whatever came of it (see AppState.self_test)."""
