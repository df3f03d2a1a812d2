"""Pauses after refused registrations."""

import pytest

from softphone.telephony.engine.registration.refusal_pause import RefusalPause


def pauses(*waits_s: float | None) -> list[float]:
    pause = RefusalPause(60.0, lambda: 0.5)
    return [round(pause.next_s(wait_s)) for wait_s in waits_s]


def test_pauses_grow_from_a_minute_to_half_an_hour() -> None:
    grown = pauses(*[None] * 8)
    assert grown[0] in range(60, 76)
    assert grown == sorted(grown)
    assert max(grown) in range(1400, 1801)


@pytest.mark.parametrize(("wait_s", "pause_s"), [(30.0, 30), (120.0, 120), (86_400.0, 600), (0.0, 6)])
def test_retry_after_is_obeyed_up_to_ten_minutes(wait_s: float, pause_s: int) -> None:
    assert pauses(wait_s) == [pytest.approx(pause_s, abs=1)]


def test_a_retry_after_of_zero_still_leads_to_growing_pauses() -> None:
    assert pauses(*[0.0] * 6)[-1] > 100


def test_an_accepted_registration_starts_anew() -> None:
    pause = RefusalPause(60.0, lambda: 0.5)
    first = pause.next_s(None)
    pause.next_s(None)
    pause.reset()
    assert pause.next_s(None) == first
