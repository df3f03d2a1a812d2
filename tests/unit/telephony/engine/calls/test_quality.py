"""Call quality from RTCP counters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.calls.quality import RtcpReading, loss_percent, measured, mos, mos_of_rating

percent = st.floats(0, 100)
times_ms = st.floats(0, 5000)


@given(percent, times_ms, st.none() | times_ms)
def test_mos_stays_on_its_scale(loss: float, jitter_ms: float, round_trip_ms: float | None) -> None:
    assert 1.0 <= mos(loss, jitter_ms, round_trip_ms) <= 4.5


@given(percent, percent, times_ms)
def test_more_loss_is_never_better(one: float, other: float, jitter_ms: float) -> None:
    better, worse = sorted((one, other))
    assert mos(better, jitter_ms, None) >= mos(worse, jitter_ms, None) - 1e-9


@given(times_ms, times_ms, percent)
def test_more_delay_is_never_better(one: float, other: float, loss: float) -> None:
    shorter, longer = sorted((one, other))
    assert mos(loss, 0, shorter) >= mos(loss, 0, longer) - 1e-9


@given(st.floats(-500, 500))
def test_every_rating_has_a_mos(rating: float) -> None:
    assert 1.0 <= mos_of_rating(rating) <= 4.5


@pytest.mark.parametrize(("rating", "expected"), [(93.2, 4.41), (80, 4.02), (70, 3.60), (60, 3.10), (50, 2.58)])
def test_the_table_of_g107_annex_b(rating: float, expected: float) -> None:
    assert mos_of_rating(rating) == pytest.approx(expected, abs=0.01)


def test_a_clean_call_is_excellent_and_ten_percent_loss_is_poor() -> None:
    assert mos(0, 1, 20) > 4.3
    assert mos(10, 1, 20) < 3.6


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_loss_is_a_share_of_what_was_expected(received: int, lost: int) -> None:
    assert 0 <= loss_percent(received, lost) <= 100


def test_loss_counts_between_two_readings() -> None:
    before = RtcpReading(received=1000, lost=50, jitter_ms=2, round_trip_ms=None)
    now = RtcpReading(received=1090, lost=60, jitter_ms=3, round_trip_ms=40, codec="G722", encrypted=True)
    quality = measured(before, now)
    assert quality.loss_percent == pytest.approx(10.0)
    assert (quality.jitter_ms, quality.round_trip_ms, quality.codec, quality.encrypted) == (3, 40, "G722", True)


def test_a_stream_that_began_anew_counts_from_its_beginning() -> None:
    before = RtcpReading(received=1000, lost=50, jitter_ms=0, round_trip_ms=None)
    assert measured(before, RtcpReading(90, 10, 0, None)).loss_percent == pytest.approx(10.0)
