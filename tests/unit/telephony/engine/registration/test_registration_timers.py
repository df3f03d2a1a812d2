"""When a REGISTER is due, unanswered for too long, or no more in force."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.registration.registration_timers import (
    ANSWER_LIMIT_S,
    BUSY_PAUSE_S,
    SILENCE_LIMIT_S,
    Backoff,
    RegistrationTimers,
)


def at(times: RegistrationTimers, now_s: float) -> RegistrationTimers:
    times.now_s = now_s
    return times


def test_an_attempt_is_due_when_its_pause_is_over_and_not_before() -> None:
    times = at(RegistrationTimers(), 100.0)
    assert not times.is_due
    times.try_in(5.0)
    times.try_soon()
    assert [at(times, now_s).is_due for now_s in (104.9, 105.0)] == [False, True]
    times.try_no_more()
    assert not times.is_due


def test_silence_counts_from_the_first_unanswered_attempt_and_ends_with_any_answer() -> None:
    times = at(RegistrationTimers(), 100.0)
    times.sent()
    at(times, 103.0).count_silence()
    assert [at(times, 100.0 + SILENCE_LIMIT_S + late).is_silent for late in (0.0, 0.1)] == [False, True]
    times.answered()
    assert not times.is_silent


def test_behind_an_answer_that_may_still_come_is_waited_longer_than_behind_pjsip_itself() -> None:
    times = at(RegistrationTimers(), 100.0)
    times.under_way = True
    times.sent()
    assert at(times, 110.0).is_waiting
    times.wait_behind(busy=True)
    assert [at(times, 100.0 + ANSWER_LIMIT_S + late).is_due for late in (-0.1, 0.0)] == [False, True]
    assert not times.is_waiting
    at(times, 200.0).wait_behind(busy=False)
    assert [at(times, 200.0 + BUSY_PAUSE_S + late).is_due for late in (-0.1, 0.0)] == [False, True]


def test_a_binding_runs_out_unless_it_is_renewed_or_given_up() -> None:
    times = at(RegistrationTimers(), 100.0)
    times.bound_for(60)
    assert [at(times, now_s).has_expired for now_s in (159.9, 160.0)] == [False, True]
    times.bound_for(60)
    assert not times.has_expired
    times.unbound()
    assert not at(times, 1000.0).has_expired


@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=12, max_size=12))
def test_pauses_double_within_bounds(chances: list[float]) -> None:
    left = iter(chances)
    backoff = Backoff(chance=lambda: next(left))
    pauses = [backoff.pause_s() for _ in chances]
    for position, pause in enumerate(pauses):
        plain = min(60.0, 2.0**position)
        assert plain * 0.8 <= pause <= min(60.0, plain * 1.2)
    backoff.reset()


def test_a_reset_starts_with_a_second_again() -> None:
    backoff = Backoff(chance=lambda: 0.5)
    assert [backoff.pause_s() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    backoff.reset()
    assert backoff.pause_s() == 1
