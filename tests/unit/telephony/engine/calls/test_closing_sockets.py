"""The wait until pjsip has freed sockets, and not longer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.calls.closing_sockets import FREED_AFTER_S, ClosingSockets


def test_nothing_closed_is_no_reason_to_wait() -> None:
    assert ClosingSockets().wait_s(0, 5.0) == 0.0


def test_it_waits_for_the_oldest_that_is_too_many() -> None:
    places = ClosingSockets()
    places.closed(1.0)
    places.closed(1.2, 2)
    assert places.wait_s(2, 1.3) == pytest.approx(1.0 + FREED_AFTER_S - 1.3)
    assert places.wait_s(3, 1.3) == 0.0
    assert places.wait_s(0, 1.3) == pytest.approx(1.2 + FREED_AFTER_S - 1.3)


@given(st.lists(st.floats(0, 3)), st.integers(-3, 10), st.floats(3, 5))
def test_after_the_wait_no_more_than_allowed_are_taken(closed: list[float], most: int, now_s: float) -> None:
    places = ClosingSockets()
    for at in sorted(closed):
        places.closed(at)
    wait_s = places.wait_s(most, now_s)
    assert 0.0 <= wait_s <= FREED_AFTER_S + 1e-6
    assert places.wait_s(most, now_s + wait_s + 1e-6) == 0.0
