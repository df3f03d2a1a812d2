"""Levels in words and volumes as factors; the engine's volume on real samples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.audio.volume import Loudness, factor, judged
from softphone.telephony.engine.audio.levels import Volume

LEVELS = st.floats(-120, 6)
ORDER = list(Loudness)


@pytest.mark.parametrize(
    ("dbfs", "loudness"),
    [
        (-120.0, Loudness.SILENT),
        (-90.0, Loudness.SILENT),
        (-70.0, Loudness.TOO_QUIET),
        (-42.0, Loudness.GOOD),
        (-6.0, Loudness.GOOD),
        (-1.0, Loudness.TOO_LOUD),
    ],
)
def test_a_level_has_one_judgement(dbfs: float, loudness: Loudness) -> None:
    assert judged(dbfs) is loudness


@given(LEVELS, LEVELS)
def test_more_is_never_judged_quieter(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert ORDER.index(judged(low)) <= ORDER.index(judged(high))


@given(st.integers(), st.integers())
def test_a_volume_grows_from_silence_to_unchanged_and_no_further(a: int, b: int) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= factor(low) <= factor(high) <= 1.0
    assert (factor(0), factor(100)) == (0.0, 1.0)


@given(st.lists(st.integers(-32768, 32767), max_size=400), st.integers(0, 100))
def test_no_sample_wraps_or_grows(samples: list[int], percent: int) -> None:
    pcm = np.array(samples, np.int16).tobytes()
    louder = np.frombuffer(Volume(factor(percent)).apply(pcm), np.int16)
    assert len(louder) == len(samples)
    pairs = zip(samples, louder.tolist(), strict=True)
    assert all(abs(after) <= abs(before) and after * before >= 0 for before, after in pairs)


def test_a_full_volume_changes_nothing_and_none_is_silence() -> None:
    pcm = np.arange(-500, 500, dtype=np.int16).tobytes()
    assert Volume().apply(pcm) == pcm
    assert Volume(0.0).apply(pcm) == bytes(len(pcm))
