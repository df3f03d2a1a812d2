""" "Eingeloggt bis 14:00": reading times, what is due, what a file may hold."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive import opt_out_timer

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 30))
ENDS = st.dictionaries(st.text(max_size=4), st.floats(0, 1e10), max_size=6)


@pytest.mark.parametrize(
    ("text", "time"),
    [("14", (14, 0)), ("14:05", (14, 5)), (" 9.30 ", (9, 30)), ("14 Uhr", (14, 0)), ("7h15", (7, 15))],
)
def test_times_as_people_write_them(text: str, time: tuple[int, int]) -> None:
    assert opt_out_timer.time_of_day(text) == time


@pytest.mark.parametrize("text", ["", "24", "12:60", "halb drei", "14:5", "-3", "1٤:00"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert opt_out_timer.time_of_day(text) is None


@given(text=st.text(max_size=12), now=MOMENTS)
def test_any_text_is_a_moment_of_the_next_day_or_none(text: str, now: datetime) -> None:
    end = opt_out_timer.next_at(text, now)
    assert end is None or timedelta(0) < end - now <= timedelta(days=1)


def test_a_time_that_has_passed_today_means_tomorrow() -> None:
    now = datetime(2026, 11, 23, 15, 0)
    assert opt_out_timer.next_at("15:00", now) == datetime(2026, 11, 24, 15, 0)
    assert opt_out_timer.next_at("15:01", now) == datetime(2026, 11, 23, 15, 1)


@given(now=MOMENTS)
def test_offered_ends_lie_ahead_and_rise(now: datetime) -> None:
    ends = opt_out_timer.offered(now)
    assert ends == tuple(sorted(set(ends)))
    assert 4 <= len(ends) <= 5
    assert all(end - now >= timedelta(minutes=1) for end in ends)
    assert ends[0] - now >= timedelta(minutes=30) or ends[0].hour == opt_out_timer.LAST_OFFERED_HOUR


@given(ends=ENDS, now_s=st.floats(0, 1e10))
def test_what_is_due_is_exactly_what_has_passed(ends: dict[str, float], now_s: float) -> None:
    due = opt_out_timer.due(ends, now_s)
    assert set(due) == {key for key, end_s in ends.items() if end_s <= now_s}
    assert [ends[key] for key in due] == sorted(ends[key] for key in due)
    wait_s = opt_out_timer.wait_s(ends, now_s)
    assert (wait_s is None) == (not ends)
    assert (wait_s == 0) == bool(due) or wait_s is None


@given(ends=ENDS, key=st.text(max_size=4), until_s=st.none() | st.floats(0, 1e10))
def test_one_end_changes_and_the_others_stay(ends: dict[str, float], key: str, until_s: float | None) -> None:
    after = opt_out_timer.with_end(ends, key, until_s)
    assert after.get(key) == until_s
    assert {k: v for k, v in after.items() if k != key} == {k: v for k, v in ends.items() if k != key}
    assert opt_out_timer.from_stored(after) == after


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.floats(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
        max_leaves=8,
    )
)
def test_a_file_may_hold_anything(value: Any) -> None:
    ends = opt_out_timer.from_stored(value)
    assert all(isinstance(end_s, float) and end_s >= 0 for end_s in ends.values())
