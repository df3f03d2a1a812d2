"""Pauses between attempts: bounded, growing, spread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.backoff import backoff_s


@given(st.integers(-5, 10_000), st.floats(allow_nan=False))
def test_the_wait_is_always_from_one_to_sixty_seconds(attempt: int, jitter: float) -> None:
    assert 1.0 <= backoff_s(attempt, jitter) <= 60.0


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 5))
def test_two_attempts_later_one_always_waits_longer(a: float, b: float, attempt: int) -> None:
    assert backoff_s(attempt, a) < backoff_s(attempt + 2, b)


def test_the_waits_begin_at_a_second_and_reach_a_minute_spread_by_jitter() -> None:
    assert backoff_s(1, 0.0) == 1.0
    assert backoff_s(50, 1.0) == 60.0
    assert backoff_s(50, 0.0) == 36.0


@given(st.integers(-5, 10_000), st.floats(0, 1), st.floats(0.01, 10.0), st.floats(20.0, 600.0))
def test_a_pause_lies_between_first_and_limit(attempt: int, chance: float, first_s: float, limit_s: float) -> None:
    assert first_s <= backoff_s(attempt, chance, first_s, limit_s) <= limit_s * (1 + 1e-9)


def test_without_jitter_pauses_double_up_to_the_limit() -> None:
    pauses = [backoff_s(attempt, first_s=0.5, limit_s=30.0, jitter=0.0) for attempt in range(1, 9)]
    assert pauses == pytest.approx([0.5, 1, 2, 4, 8, 16, 30, 30])
