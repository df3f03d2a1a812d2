"""When an unanswered call gets the local ringing tone although its media runs."""

from softphone.telephony.engine.calls.early_sound import EarlySound


def missing(*readings: tuple[float, int]) -> list[bool]:
    sound = EarlySound()
    return [sound.is_missing(level, at_s) for at_s, level in readings]


def test_silence_from_the_start_is_missed_within_a_second() -> None:
    assert missing((0.0, 0), (0.5, 0), (0.9, 0), (5.0, 0)) == [False, False, True, True]


def test_comfort_noise_is_silence() -> None:
    assert missing((0.0, 1), (0.9, 2)) == [False, True]


def test_sound_gives_way_at_once() -> None:
    assert missing((0.0, 0), (0.9, 0), (1.0, 60)) == [False, True, False]


def test_the_pause_of_a_ringing_tone_is_no_silence() -> None:
    assert missing((0.0, 60), (1.0, 60), (3.0, 0), (6.0, 0), (6.1, 60), (11.0, 0)) == [False] * 6


def test_an_announcement_that_ends_is_followed_by_the_tone() -> None:
    assert missing((0.0, 60), (4.0, 60), (9.0, 0), (10.1, 0)) == [False, False, False, True]


def test_sound_is_heard_only_once_it_came() -> None:
    sound = EarlySound()
    sound.is_missing(1, 0.0)
    assert not sound.was_heard
    sound.is_missing(90, 1.0)
    assert sound.was_heard
