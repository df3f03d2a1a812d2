"""When events of a schedule hold: recurrences, their ends, midnight, and days on which the clock changes."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.filter_rules import Schedule
from softphone.domain.executive.schedule_events import Recurrence, Repeats, ScheduleEvent

FIRST = date(2026, 1, 5)  # a Monday
MONDAY = frozenset({0})


def begins(rule: Recurrence | None, until: date = date(2027, 12, 31), first: date = FIRST) -> list[str]:
    event = ScheduleEvent(first, recurrence=rule)
    days = ((first + timedelta(n)) for n in range(-40, (until - first).days + 1))
    return [day.isoformat() for day in days if event.holds_at(datetime(day.year, day.month, day.day, 12))]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (None, ["2026-01-05"]),
        (Recurrence(Repeats.DAILY, 3, times=3), ["2026-01-05", "2026-01-08", "2026-01-11"]),
        (Recurrence(Repeats.DAILY, until=date(2026, 1, 6)), ["2026-01-05", "2026-01-06"]),
        (Recurrence(Repeats.WEEKLY, 2, weekdays=MONDAY, times=3), ["2026-01-05", "2026-01-19", "2026-02-02"]),
        (
            Recurrence(Repeats.WEEKLY, weekdays=frozenset({0, 6}), times=4),
            ["2026-01-05", "2026-01-11", "2026-01-12", "2026-01-18"],
        ),
        (Recurrence(Repeats.MONTHLY_BY_DAY, day=31, times=3), ["2026-01-05", "2026-01-31", "2026-03-31"]),
        (
            Recurrence(Repeats.MONTHLY_BY_WEEK, weekdays=MONDAY, week=-1, times=3),
            ["2026-01-05", "2026-01-26", "2026-02-23"],
        ),
        (
            Recurrence(Repeats.MONTHLY_BY_WEEK, 2, weekdays=MONDAY, week=1, times=3),
            ["2026-01-05", "2026-03-02", "2026-05-04"],
        ),
        (Recurrence(Repeats.YEARLY_BY_DAY, day=24, month=12), ["2026-01-05", "2026-12-24", "2027-12-24"]),
        (
            Recurrence(Repeats.YEARLY_BY_WEEK, weekdays=frozenset({3}), week=4, month=11),
            ["2026-01-05", "2026-11-26", "2027-11-25"],
        ),
    ],
)
def test_an_event_begins_on_its_days(rule: Recurrence | None, expected: list[str]) -> None:
    assert begins(rule) == expected


def test_a_yearly_leap_day_waits_for_its_year() -> None:
    rule = Recurrence(Repeats.YEARLY_BY_DAY, day=29, month=2)
    assert begins(rule, date(2029, 1, 1), date(2024, 2, 29)) == ["2024-02-29", "2028-02-29"]


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        ("2026-01-05T21:59", False),
        ("2026-01-05T22:00", True),
        ("2026-01-06T05:59", True),
        ("2026-01-06T06:00", False),
        ("2026-01-12T23:00", True),
        ("2026-01-13T05:00", True),
        ("2026-01-12T05:00", False),
    ],
)
def test_an_event_may_last_past_midnight(moment: str, holds: bool) -> None:
    night = ScheduleEvent(FIRST, 1, 22 * 60, 6 * 60, Recurrence(Repeats.WEEKLY, weekdays=MONDAY))
    assert night.holds_at(datetime.fromisoformat(moment)) is holds


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_hours_are_the_clocks_on_days_when_it_changes(day: str) -> None:
    event = ScheduleEvent(date.fromisoformat(day), 0, 8 * 60, 17 * 60)
    moments = [datetime.fromisoformat(f"{day}T{clock}") for clock in ("07:59", "08:00", "16:59", "17:00")]
    assert [event.holds_at(moment) for moment in moments] == [False, True, True, False]


def test_a_schedule_holds_in_any_of_its_events() -> None:
    schedule = Schedule(events=(ScheduleEvent(FIRST), ScheduleEvent(date(2026, 5, 1), 2)))
    assert schedule.holds_at(datetime(2026, 5, 3, 23, 59))
    assert not schedule.holds_at(datetime(2026, 5, 4, 0, 0))
    assert not schedule.is_empty
    assert Schedule().is_empty


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 9), st.sampled_from(Repeats), st.integers(1, 30))
def test_nothing_begins_before_the_first_day_and_after_the_last(
    day: date, interval: int, repeats: Repeats, number: int
) -> None:
    until = date(2030, 6, 30)
    rule = Recurrence(repeats, interval, MONDAY, 1, number, 6, until)
    holds = ScheduleEvent(date(2025, 6, 2), recurrence=rule).holds_at(datetime(day.year, day.month, day.day))
    assert not holds or date(2025, 6, 2) <= day <= until
