"""The registration's timers: due, unanswered for too long, expired."""

import math

from softphone.telephony.engine.registration.registration_timers import (
    ANSWER_LIMIT_S,
    BUSY_PAUSE_S,
    SILENCE_LIMIT_S,
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
    times.cancel_retry()
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
    times.in_flight = True
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


def test_the_earliest_of_the_times_is_the_next_one() -> None:
    times = at(RegistrationTimers(), 100.0)
    assert times.due_s == math.inf
    times.bound_for(60)
    assert times.due_s == 160.0
    times.try_in(30)
    assert times.due_s == 130.0
    times.sent()
    assert times.due_s == 100.0 + SILENCE_LIMIT_S
    times.answered()
    times.cancel_retry()
    times.unbound()
    assert times.due_s == math.inf
