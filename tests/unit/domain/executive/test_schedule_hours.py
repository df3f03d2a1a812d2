"""Hours in words cover exactly what the schedule covers."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.schedule_hours import Hours, hours_at, hours_of

MONDAY = datetime(2026, 3, 2)


@st.composite
def weekly_hours(draw: st.DrawFn) -> WeeklyHours:
    start = draw(st.integers(0, 1439))
    return WeeklyHours(draw(st.integers(0, 6)), start, draw(st.integers(start + 1, 1440)))


def test_days_with_the_same_hours_stand_together() -> None:
    office = [WeeklyHours(day, 480, 1080) for day in range(4)]
    schedule = Schedule((*office, WeeklyHours(4, 480, 960), WeeklyHours(6, 480, 960)))
    assert hours_of(schedule) == (Hours(((0, 3),), 480, 1080), Hours(((4, 4), (6, 6)), 480, 960))


def test_a_holiday_has_no_weekly_hours() -> None:
    schedule = Schedule((), frozenset({MONDAY.date()}))
    assert (hours_of(schedule), hours_at(schedule, MONDAY)) == ((), None)


@given(st.lists(weekly_hours(), max_size=8), st.integers(0, 7 * 24 * 60 - 1))
def test_they_hold_exactly_when_the_schedule_does(weekly: list[WeeklyHours], minute: int) -> None:
    schedule, moment = Schedule(tuple(weekly)), MONDAY + timedelta(minutes=minute)
    assert any(hours.hold_at(moment) for hours in hours_of(schedule)) is schedule.holds_at(moment)
    found = hours_at(schedule, moment)
    assert (found is not None) is schedule.holds_at(moment)
    assert found is None or found.hold_at(moment)


@given(st.lists(weekly_hours(), max_size=8))
def test_runs_are_in_order_and_never_touch(weekly: list[WeeklyHours]) -> None:
    for hours in hours_of(Schedule(tuple(weekly))):
        assert all(first <= last for first, last in hours.days)
        assert all(one[1] + 1 < two[0] for one, two in zip(hours.days, hours.days[1:], strict=False))
