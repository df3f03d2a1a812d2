"""The warning about a silent microphone: not for a pause or a noise gate, at once for a muted one."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.audio.silent_microphone import (
    HEARD_BEFORE_S,
    NEVER_HEARD_S,
    SILENCE_DBFS,
    SYSTEM_MUTE_S,
    SilenceMonitor,
    trouble,
    with_level,
)
from softphone.domain.problems import MicrophoneSilent

LEVELS = st.lists(st.floats(-120, 0), max_size=60)
MUTED = st.none() | st.booleans()


def after(levels: list[float]) -> SilenceMonitor:
    """One level a second, the first at 0 s."""
    watch = SilenceMonitor()
    for second, dbfs in enumerate(levels):
        watch = with_level(watch, dbfs, float(second))
    return watch


def test_a_microphone_never_heard_is_told_soon_and_one_that_worked_only_after_a_long_pause() -> None:
    silent = after([-100.0])
    assert trouble(silent, NEVER_HEARD_S - 0.1, None) is None
    assert trouble(silent, NEVER_HEARD_S, None) == MicrophoneSilent(by_system=False)
    paused = after([-30.0, -100.0])
    assert trouble(paused, HEARD_BEFORE_S, None) is None
    assert trouble(paused, HEARD_BEFORE_S + 1, False) == MicrophoneSilent(by_system=False)


def test_what_the_system_has_muted_is_told_at_once_and_for_certain() -> None:
    watch = after([-30.0, -100.0])
    assert trouble(watch, 1 + SYSTEM_MUTE_S, True) == MicrophoneSilent(by_system=True)


@given(LEVELS, st.floats(SILENCE_DBFS + 0.1, 0), st.floats(0, 10_000), MUTED)
def test_any_sound_ends_the_warning(levels: list[float], dbfs: float, later_s: float, muted: bool | None) -> None:
    assert trouble(after([*levels, dbfs]), len(levels) + later_s, muted) is None


@given(LEVELS, st.floats(0, 100), st.floats(0, 100), MUTED)
def test_a_warning_stays_while_nothing_is_heard(
    levels: list[float], first_s: float, more_s: float, muted: bool | None
) -> None:
    watch = after(levels)
    told = trouble(watch, first_s, muted)
    assert told is None or trouble(watch, first_s + more_s, muted) == told


@given(LEVELS, st.floats(0, 200), MUTED)
def test_a_warning_means_silence_at_the_end_and_certainty_only_from_the_system(
    levels: list[float], now_s: float, muted: bool | None
) -> None:
    told = trouble(after(levels), now_s, muted)
    if told is not None:
        assert levels[-1] <= SILENCE_DBFS
        assert told.by_system is (muted is True)
