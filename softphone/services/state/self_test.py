"""The self-test as windows and `softphone ctl` show it, and how one asks for it."""

from dataclasses import dataclass

from softphone.domain.diagnostics.self_test import CheckResult, CheckState, light


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
