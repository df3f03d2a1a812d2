"""The clock during calls: a change of the system's time moves nothing that is counted."""

from softphone.adapters.system.system_clock import SystemClock


def test_a_jump_of_the_time_of_day_counts_only_when_no_call_runs() -> None:
    wall_s, monotonic_s = [1_000_000.0], [50.0]
    clock = SystemClock(lambda: wall_s[0], lambda: monotonic_s[0])
    clock.keep_steady(True)
    begun_s = clock.now_s()
    assert begun_s == 1_000_000.0
    wall_s[0] += 86_400.0
    monotonic_s[0] += 5.0
    clock.keep_steady(True)
    assert clock.now_s() - begun_s == 5.0
    clock.keep_steady(False)
    assert clock.now_s() == 1_086_400.0
