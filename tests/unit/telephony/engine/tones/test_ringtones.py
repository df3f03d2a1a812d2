"""Ring tones: clearly different, none clips or clicks, a splash is always short, choices survive damage."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.ringtone import Melody, melodies_from, melody_for
from softphone.telephony.engine.tones.ringer import Ringer
from softphone.telephony.engine.tones.ringtones import CYCLE_S, RATE_HZ, RingTone, Wave, cycle

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def samples(melody: Melody) -> Wave:
    return np.frombuffer(cycle(melody), np.int16).astype(float)


@pytest.mark.parametrize("melody", Melody)
def test_a_melody_is_heard_begins_and_ends_softly_and_leaves_a_pause(melody: Melody) -> None:
    sound = samples(melody)
    assert len(sound) == CYCLE_S * RATE_HZ
    assert 3000 < np.abs(sound).max() < 20_000
    assert abs(sound[0]) < 100
    assert not sound[int(2.5 * RATE_HZ) :].any()
    assert np.abs(np.diff(sound)).max() < 12_000


@pytest.mark.parametrize(("a", "b"), list(combinations(Melody, 2)))
def test_two_melodies_differ_in_what_is_heard_not_in_detail(a: Melody, b: Melody) -> None:
    """Their spectra over time, in thirds of a second and coarse bands, point in different directions."""
    first, second = (picture(samples(melody)) for melody in (a, b))
    likeness = float((first * second).sum() / np.sqrt((first**2).sum() * (second**2).sum()))
    assert likeness < 0.6, likeness


def picture(sound: Wave) -> Wave:
    window = RATE_HZ // 10
    frames = sound[: 2 * RATE_HZ].reshape(-1, window)
    spectra = np.abs(np.fft.rfft(frames, axis=1))[:, :320]
    coarse: Wave = spectra.reshape(len(frames), -1, 5).sum(axis=2)
    return coarse


@pytest.mark.parametrize("melody", Melody)
def test_a_splash_is_one_short_burst_for_every_leader(melody: Melody) -> None:
    splash = RingTone(Ring.SPLASH, melody)
    assert splash.supply(RATE_HZ) == RingTone(Ring.SPLASH).supply(RATE_HZ)
    assert splash.finished


@given(st.dictionaries(st.text(), st.sampled_from(Melody)), st.none() | st.text())
def test_choices_come_back_as_stored_and_what_is_not_chosen_is_classic(
    chosen: dict[str, Melody], leader: str | None
) -> None:
    assert melodies_from({who: melody.value for who, melody in chosen.items()}) == chosen
    assert melody_for(leader, chosen) is chosen.get(leader or "", Melody.CLASSIC)


@given(JSON)
def test_a_damaged_record_is_read_as_far_as_it_is_known(stored: object) -> None:
    assert all(isinstance(melody, Melody) for melody in melodies_from(stored).values())


def test_two_calls_ring_with_the_older_one_s_melody() -> None:
    ringer = Ringer()
    ringer.start(CallKey(1), Ring.SPLASH, Melody.BELL)
    ringer.start(CallKey(3), Ring.NORMAL, Melody.BIRD)
    ringer.start(CallKey(5), Ring.NORMAL, Melody.PULSE)
    assert ringer._sound() == (Ring.NORMAL, Melody.BIRD)
    ringer.stop(CallKey(3))
    assert ringer._sound() == (Ring.NORMAL, Melody.PULSE)
    ringer.stop(CallKey(5))
    assert ringer._sound() == (Ring.SPLASH, Melody.BELL)


@given(st.lists(st.integers(0, 5000), max_size=40))
def test_a_normal_ring_never_ends_and_never_runs_short(pieces: list[int]) -> None:
    ring = RingTone(Ring.NORMAL)
    sound = b"".join(ring.supply(count) for count in pieces)
    assert len(sound) == 2 * sum(pieces)
    assert not ring.finished
    assert sound == RingTone(Ring.NORMAL).supply(sum(pieces))


def test_a_splash_sounds_once() -> None:
    ring = RingTone(Ring.SPLASH)
    assert any(ring.supply(16000))
    assert ring.finished
    assert not any(ring.supply(16000))
