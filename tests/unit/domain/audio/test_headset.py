"""Gestures of a headset's keys: repeated reports ask for nothing, a pressed key always does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.audio.headset import (
    DROP,
    FLASH,
    HOOK_SWITCH,
    LED_HOLD,
    LED_MUTE,
    LED_OFF_HOOK,
    LED_RING,
    PHONE_MUTE,
    Gesture,
    HeadsetKeys,
    PhoneShown,
    followed,
    lights,
    pressed,
)

IDLE, RINGING, TALKING = PhoneShown(), PhoneShown(ringing=True), PhoneShown(talking=True)
MUTED = PhoneShown(talking=True, muted=True)
SWITCHES: frozenset[int] = frozenset()
KEYS = frozenset({HOOK_SWITCH, PHONE_MUTE})
REPORTS = st.dictionaries(st.sampled_from([HOOK_SWITCH, FLASH, DROP, PHONE_MUTE]), st.integers(0, 1))
PHONES = st.builds(PhoneShown, st.booleans(), st.booleans(), st.booleans(), st.booleans())


def asked(
    before: dict[int, int], now: dict[int, int], phone: PhoneShown, relative: frozenset[int] = SWITCHES
) -> tuple[Gesture, ...]:
    keys, _ = pressed(HeadsetKeys(), before, IDLE, relative)
    return pressed(keys, now, phone, relative)[1]


@pytest.mark.parametrize(
    ("before", "now", "phone", "gesture"),
    [
        ({}, {HOOK_SWITCH: 1}, RINGING, Gesture.ANSWER),
        ({HOOK_SWITCH: 1}, {HOOK_SWITCH: 0}, TALKING, Gesture.HANG_UP),
        ({}, {DROP: 1}, RINGING, Gesture.HANG_UP),
        ({}, {FLASH: 1}, TALKING, Gesture.SWAP),
        ({}, {PHONE_MUTE: 1}, TALKING, Gesture.MUTE),
        ({PHONE_MUTE: 1}, {PHONE_MUTE: 0}, MUTED, Gesture.UNMUTE),
    ],
)
def test_switches(before: dict[int, int], now: dict[int, int], phone: PhoneShown, gesture: Gesture) -> None:
    assert asked(before, now, phone) == (gesture,)


@pytest.mark.parametrize(
    ("before", "now", "phone"),
    [
        ({}, {HOOK_SWITCH: 1}, TALKING),  # repeats the off-hook light of a call answered at the screen
        ({HOOK_SWITCH: 1}, {HOOK_SWITCH: 0}, IDLE),  # repeats that it went out
        ({}, {HOOK_SWITCH: 1}, IDLE),
        ({}, {PHONE_MUTE: 1}, MUTED),  # repeats the mute light
        ({}, {PHONE_MUTE: 1}, IDLE),
        ({}, {FLASH: 1}, IDLE),
    ],
)
def test_what_the_headset_only_repeats_asks_for_nothing(
    before: dict[int, int], now: dict[int, int], phone: PhoneShown
) -> None:
    assert asked(before, now, phone) == ()


def test_a_headset_that_does_not_repeat_its_lights_is_heard_at_the_first_press() -> None:
    has = frozenset({LED_OFF_HOOK, LED_MUTE})
    keys = followed(HeadsetKeys(), TALKING, has)
    assert pressed(keys, {HOOK_SWITCH: 1}, TALKING, SWITCHES)[1] == ()
    assert pressed(keys, {HOOK_SWITCH: 0}, TALKING, SWITCHES)[1] == (Gesture.HANG_UP,)
    muted = followed(keys, MUTED, has)
    assert pressed(muted, {HOOK_SWITCH: 1, PHONE_MUTE: 0}, MUTED, SWITCHES)[1] == (Gesture.UNMUTE,)
    assert followed(keys, IDLE, has) == HeadsetKeys()
    assert followed(HeadsetKeys(hook=1), IDLE, frozenset()) == HeadsetKeys(hook=1)


def test_keys_that_only_tell_that_they_were_pressed() -> None:
    press = {HOOK_SWITCH: 1}
    assert asked({}, press, RINGING, KEYS) == (Gesture.ANSWER,)
    assert asked(press, press, TALKING, KEYS) == (Gesture.HANG_UP,)
    assert asked({}, {PHONE_MUTE: 1}, TALKING, KEYS) == (Gesture.TOGGLE_MUTE,)
    assert asked({PHONE_MUTE: 1}, {PHONE_MUTE: 0}, MUTED, KEYS) == ()


@given(st.lists(REPORTS, max_size=20), st.sampled_from([SWITCHES, KEYS]))
def test_an_idle_telephone_is_never_asked_for_anything(
    reports: list[dict[int, int]], relative: frozenset[int]
) -> None:
    keys = HeadsetKeys()
    for report in reports:
        keys, gestures = pressed(keys, report, IDLE, relative)
        assert gestures == ()


@given(REPORTS, REPORTS, PHONES)
def test_the_same_report_twice_asks_once(before: dict[int, int], report: dict[int, int], phone: PhoneShown) -> None:
    keys, _ = pressed(HeadsetKeys(), before, phone, SWITCHES)
    keys, _ = pressed(keys, report, phone, SWITCHES)
    assert pressed(keys, report, phone, SWITCHES)[1] == ()


@given(PHONES)
def test_the_lights_say_what_the_telephone_does(phone: PhoneShown) -> None:
    lit = lights(phone)
    assert lit[LED_OFF_HOOK] == phone.talking
    assert lit[LED_RING] == (phone.ringing and not phone.talking)
    assert lit[LED_MUTE] == (phone.talking and phone.muted)
    assert lit[LED_HOLD] == phone.held
