"""Ring tones: clearly different, none clips or clicks, a splash is always short, choices survive damage."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.ringtone import Ringtone, ringtone_for, ringtones_from
from softphone.telephony.engine.tones.ringer import Ringer
from softphone.telephony.engine.tones.ringtones import CYCLE_S, RATE_HZ, RingSound, Wave, cycle

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def samples(ringtone: Ringtone) -> Wave:
    return np.frombuffer(cycle(ringtone), np.int16).astype(float)


@pytest.mark.parametrize("ringtone", Ringtone)
def test_a_ringtone_is_heard_begins_and_ends_softly_and_leaves_a_pause(ringtone: Ringtone) -> None:
    sound = samples(ringtone)
    assert len(sound) == CYCLE_S * RATE_HZ
    assert 3000 < np.abs(sound).max() < 20_000
    assert abs(sound[0]) < 100
    assert not sound[int(2.5 * RATE_HZ) :].any()
    assert np.abs(np.diff(sound)).max() < 12_000


@pytest.mark.parametrize(("a", "b"), list(combinations(Ringtone, 2)))
def test_two_ringtones_differ_in_what_is_heard_not_in_detail(a: Ringtone, b: Ringtone) -> None:
    """Their spectra over time, in thirds of a second and coarse bands, point in different directions."""
    first, second = (picture(samples(ringtone)) for ringtone in (a, b))
    likeness = float((first * second).sum() / np.sqrt((first**2).sum() * (second**2).sum()))
    assert likeness < 0.6, likeness


def picture(sound: Wave) -> Wave:
    window = RATE_HZ // 10
    frames = sound[: 2 * RATE_HZ].reshape(-1, window)
    spectra = np.abs(np.fft.rfft(frames, axis=1))[:, :320]
    coarse: Wave = spectra.reshape(len(frames), -1, 5).sum(axis=2)
    return coarse


@pytest.mark.parametrize("ringtone", Ringtone)
def test_a_splash_is_one_short_burst_for_every_leader(ringtone: Ringtone) -> None:
    splash = RingSound(Ring.SPLASH, ringtone)
    assert splash.supply(RATE_HZ) == RingSound(Ring.SPLASH).supply(RATE_HZ)
    assert splash.finished


@given(st.dictionaries(st.text(), st.sampled_from(Ringtone)), st.none() | st.text())
def test_choices_come_back_as_stored_and_what_is_not_chosen_is_classic(
    chosen: dict[str, Ringtone], leader: str | None
) -> None:
    assert ringtones_from({who: ringtone.value for who, ringtone in chosen.items()}) == chosen
    assert ringtone_for(leader, chosen) is chosen.get(leader or "", Ringtone.CLASSIC)


@given(JSON)
def test_a_damaged_record_is_read_as_far_as_it_is_known(stored: object) -> None:
    assert all(isinstance(ringtone, Ringtone) for ringtone in ringtones_from(stored).values())


def test_two_calls_ring_with_the_older_one_s_ringtone() -> None:
    ringer = Ringer()
    ringer.start(CallKey(1), Ring.SPLASH, Ringtone.BELL)
    ringer.start(CallKey(3), Ring.NORMAL, Ringtone.BIRD)
    ringer.start(CallKey(5), Ring.NORMAL, Ringtone.PULSE)
    assert ringer._sound() == (Ring.NORMAL, Ringtone.BIRD)
    ringer.stop(CallKey(3))
    assert ringer._sound() == (Ring.NORMAL, Ringtone.PULSE)
    ringer.stop(CallKey(5))
    assert ringer._sound() == (Ring.SPLASH, Ringtone.BELL)


@given(st.lists(st.integers(0, 5000), max_size=40))
def test_a_normal_ring_never_ends_and_never_runs_short(pieces: list[int]) -> None:
    ring = RingSound(Ring.NORMAL)
    sound = b"".join(ring.supply(count) for count in pieces)
    assert len(sound) == 2 * sum(pieces)
    assert not ring.finished
    assert sound == RingSound(Ring.NORMAL).supply(sum(pieces))


def test_a_splash_sounds_once() -> None:
    ring = RingSound(Ring.SPLASH)
    assert any(ring.supply(16000))
    assert ring.finished
    assert not any(ring.supply(16000))
