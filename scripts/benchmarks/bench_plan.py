"""How often and how long each thing is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchPlan:
    starts: int
    sign_ins: int
    calls: int
    cards: int
    answers: int
    clicks: int
    cpu_s: float
    cpu_times: int
    settle_s: float

    @property
    def metering_s(self) -> float:
        """How long the processor time of one telephone is taken."""
        return self.cpu_s * self.cpu_times


FULL = BenchPlan(starts=5, sign_ins=5, calls=20, cards=8, answers=10, clicks=12, cpu_s=3.0, cpu_times=4, settle_s=3.0)
SHORT = BenchPlan(starts=1, sign_ins=1, calls=1, cards=1, answers=1, clicks=2, cpu_s=1.0, cpu_times=1, settle_s=0.5)
