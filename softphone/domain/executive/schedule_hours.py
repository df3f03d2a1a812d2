"""A schedule's weekly hours grouped for display: days with the same hours together, "Mon–Thu 8–18"."""

from dataclasses import dataclass
from datetime import datetime

from softphone.domain.executive.filter_rules import Schedule


@dataclass(frozen=True, slots=True)
class Hours:
    """`days` are runs of weekdays (0 is Monday), first and last; minutes since midnight, the end excluded."""

    days: tuple[tuple[int, int], ...]
    start_min: int
    end_min: int

    def hold_at(self, moment: datetime) -> bool:
        minute = moment.hour * 60 + moment.minute
        on_this_day = any(first <= moment.weekday() <= last for first, last in self.days)
        return on_this_day and self.start_min <= minute < self.end_min


def hours_of(schedule: Schedule) -> tuple[Hours, ...]:
    """All weekly hours, in the order of the week; without single days (holidays)."""
    spans = {(hours.start_min, hours.end_min) for hours in schedule.weekly}
    found = [Hours(_runs(_days(schedule, span)), *span) for span in spans]
    return tuple(sorted(found, key=lambda hours: (hours.days, hours.start_min, hours.end_min)))


def hours_at(schedule: Schedule, moment: datetime) -> Hours | None:
    """The weekly hours that hold at this moment; None outside them, a holiday included."""
    return next((hours for hours in hours_of(schedule) if hours.hold_at(moment)), None)


def _days(schedule: Schedule, span: tuple[int, int]) -> list[int]:
    return sorted({hours.weekday for hours in schedule.weekly if (hours.start_min, hours.end_min) == span})


def _runs(days: list[int]) -> tuple[tuple[int, int], ...]:
    """[0, 1, 2, 4] as ((0, 2), (4, 4))."""
    starts = [day for day in days if day - 1 not in days]
    ends = [day for day in days if day + 1 not in days]
    return tuple(zip(starts, ends, strict=True))
