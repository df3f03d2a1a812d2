"""The device for a chosen name."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.audio.device_choice import choose, choose_ringers, soft_ringers
from softphone.domain.telephone.events import SoundDevice

BUILT_IN = SoundDevice("1", "Built-in", is_default=True)
HEADSET = SoundDevice("2", "USB Headset")
SPEAKER = SoundDevice("3", "Desk Speaker")
ALL = (HEADSET, BUILT_IN, SPEAKER)

DEVICES = st.lists(st.builds(SoundDevice, st.text(max_size=3), st.text(max_size=5), st.booleans()), max_size=5)
WISHES = st.none() | st.text(max_size=5)


def test_the_wished_device_is_taken_by_id_or_name() -> None:
    assert choose("3", ALL) == SPEAKER
    assert choose("USB Headset", ALL) == HEADSET
    assert choose(" usb  headset", ALL) == HEADSET


def test_a_missing_wish_is_stood_in_for_and_taken_again_when_it_returns() -> None:
    assert choose("USB Headset", (SPEAKER, BUILT_IN)) == BUILT_IN
    assert choose("USB Headset", ALL) == HEADSET


def test_without_a_default_the_first_is_taken_and_without_devices_none() -> None:
    assert choose(None, (SPEAKER, HEADSET)) == SPEAKER
    assert choose("USB Headset", ()) is None


def test_all_wished_ringers_that_are_there_ring_once_each() -> None:
    assert choose_ringers(["Desk Speaker", "gone", "3", "USB Headset"], ALL) == (SPEAKER, HEADSET)


def test_without_a_wished_ringer_the_default_rings() -> None:
    assert choose_ringers(["gone"], ALL) == (BUILT_IN,)
    assert choose_ringers([], ALL) == (BUILT_IN,)
    assert choose_ringers([], ()) == ()


@given(WISHES, DEVICES)
def test_some_device_is_taken_whenever_there_is_one(wish: str | None, devices: list[SoundDevice]) -> None:
    chosen = choose(wish, devices)
    assert (chosen is None) == (not devices)
    assert chosen is None or chosen in devices
    if chosen is not None and wish in {d.id for d in devices}:
        assert chosen.id == wish


@given(st.lists(st.text(max_size=5), max_size=4), DEVICES)
def test_ringers_are_different_devices_that_are_there(wish: list[str], devices: list[SoundDevice]) -> None:
    ringers = choose_ringers(wish, devices)
    assert bool(ringers) == bool(devices)
    assert len(set(ringers)) == len(ringers)
    assert set(ringers) <= set(devices)


def test_the_headset_on_the_ear_rings_softly_where_another_device_rings_too() -> None:
    assert soft_ringers((SPEAKER, HEADSET), HEADSET, in_call=False) == {HEADSET.id}
    assert soft_ringers((HEADSET,), HEADSET, in_call=False) == frozenset()
    assert soft_ringers((SPEAKER,), HEADSET, in_call=False) == frozenset()


def test_a_second_call_rings_softly_into_the_first() -> None:
    assert soft_ringers((HEADSET,), HEADSET, in_call=True) == {HEADSET.id}
    assert soft_ringers((HEADSET,), None, in_call=True) == frozenset()
