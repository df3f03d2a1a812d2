"""Events of a schedule with their recurrences; pure date arithmetic, in the portal's local time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

WHOLE_DAY_MIN = 24 * 60
LONGEST_EVENT_DAYS = 366
_MOST_DAYS_BACK = 20_000


class Repeats(Enum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_BY_DAY = "monthly-by-day"
    MONTHLY_BY_WEEK = "monthly-by-week"
    YEARLY_BY_DAY = "yearly-by-day"
    YEARLY_BY_WEEK = "yearly-by-week"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`interval` counts days, weeks (from Sunday), months or years. `week`: 1–4, or -1 for the last one in the month.

    Weekday 0 is Monday. It ends after the day `until` or after `times` occurrences; with neither it never ends.
    """

    repeats: Repeats
    interval: int = 1
    weekdays: frozenset[int] = field(default_factory=frozenset)
    week: int = 1
    day: int = 1
    month: int = 1
    until: date | None = None
    times: int | None = None

    def matches(self, day: date, first: date) -> bool:
        """Whether an occurrence may begin on `day`; the end of the recurrence is not looked at."""
        match self.repeats:
            case Repeats.DAILY:
                return (day - first).days % self.interval == 0
            case Repeats.WEEKLY:
                weeks = (_sunday_before(day) - _sunday_before(first)).days // 7
                return day.weekday() in self.weekdays and weeks % self.interval == 0
            case Repeats.MONTHLY_BY_DAY | Repeats.MONTHLY_BY_WEEK:
                months = (day.year - first.year) * 12 + day.month - first.month
                return months % self.interval == 0 and self._is_the_day(day)
            case _:
                years = day.year - first.year
                return years % self.interval == 0 and day.month == self.month and self._is_the_day(day)

    def _is_the_day(self, day: date) -> bool:
        if self.repeats in (Repeats.MONTHLY_BY_DAY, Repeats.YEARLY_BY_DAY):
            return day.day == self.day
        in_week = (day + timedelta(7)).month != day.month if self.week < 0 else (day.day - 1) // 7 + 1 == self.week
        return in_week and day.weekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class ScheduleEvent:
    """From `start_min` of the first day to `end_min` of its last, the end excluded; `days` after the first one."""

    first: date
    days: int = 0
    start_min: int = 0
    end_min: int = WHOLE_DAY_MIN
    recurrence: Recurrence | None = None

    def holds_at(self, moment: datetime) -> bool:
        return any(self._begins_on(day) and self._covers(day, moment) for day in self._days_before(moment.date()))

    def _days_before(self, day: date) -> Iterator[date]:
        return (day - timedelta(back) for back in range(self.days + 1))

    def _covers(self, day: date, moment: datetime) -> bool:
        begin = datetime.combine(day, time()) + timedelta(minutes=self.start_min)
        end = datetime.combine(day, time()) + timedelta(days=self.days, minutes=self.end_min)
        return begin <= moment.replace(tzinfo=None) < end

    def _begins_on(self, day: date) -> bool:
        rule = self.recurrence
        if rule is None or day <= self.first:
            return day == self.first
        if not rule.matches(day, self.first) or (rule.until is not None and day > rule.until):
            return False
        return rule.times is None or self._count_until(day, rule) <= rule.times

    def _count_until(self, day: date, rule: Recurrence) -> int:
        """Occurrences up to `day`, the first one included."""
        span = min((day - self.first).days, _MOST_DAYS_BACK)
        days = (self.first + timedelta(ahead) for ahead in range(1, span + 1))
        return 1 + sum(rule.matches(one, self.first) for one in days)


def _sunday_before(day: date) -> date:
    """The Sunday on which the week of `day` begins."""
    return day - timedelta((day.weekday() + 1) % 7)
