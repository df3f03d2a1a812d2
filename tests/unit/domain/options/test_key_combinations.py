"""Key combinations: read as people write them, refused where they type text, are fixed or taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.options.key_combinations import (
    KEYS,
    MODIFIERS,
    KeyFault,
    KeyPress,
    in_use_by,
    parse_key,
    types_a_character,
)


@pytest.mark.parametrize(
    ("text", "press"),
    [
        ("Ctrl+Alt+A", "Ctrl+Alt+A"),
        ("alt + ctrl + a", "Ctrl+Alt+A"),
        ("Strg+Umschalt+pgup", "Ctrl+Shift+PgUp"),
        ("f1", "F1"),
        ("Pause", "Pause"),
        ("Ctrl+,", "Ctrl+,"),
    ],
)
def test_a_combination_is_read_in_any_order_and_case(text: str, press: str) -> None:
    assert str(parse_key(text)) == press


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", KeyFault.NO_KEY),
        ("Ctrl+", KeyFault.NO_KEY),
        ("Ctrl+Ctrl+A", KeyFault.NO_KEY),
        ("Hyper+A", KeyFault.NO_KEY),
        ("Ctrl+Ä", KeyFault.NO_KEY),
        ("A", KeyFault.TOO_PLAIN),
        ("Shift+A", KeyFault.TOO_PLAIN),
        ("Shift+Space", KeyFault.TOO_PLAIN),
        ("Ctrl+1", KeyFault.FIXED),
        ("Shift+Ctrl+9", KeyFault.FIXED),
        ("Ctrl+C", KeyFault.FIXED),
        ("F6", KeyFault.FIXED),
    ],
)
def test_what_is_typed_or_fixed_is_no_key_of_an_action(text: str, fault: KeyFault) -> None:
    assert parse_key(text) is fault


@given(st.sets(st.sampled_from(MODIFIERS)), st.sampled_from(KEYS))
def test_what_was_read_is_read_again_as_the_same(modifiers: set[str], key: str) -> None:
    press = parse_key("+".join((*modifiers, key)))
    assert not isinstance(press, KeyPress) or parse_key(str(press)) == press


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert isinstance(parse_key(text), KeyPress | KeyFault)


def test_what_a_german_keyboard_types_with_alt_gr_is_known() -> None:
    typed = {letter: types_a_character(KeyPress(("Ctrl", "Alt"), letter)) for letter in "QEM7AHNS"}
    assert typed == {"Q": True, "E": True, "M": True, "7": True, "A": False, "H": False, "N": False, "S": False}
    assert not types_a_character(KeyPress(("Ctrl", "Shift"), "Q"))


def test_the_other_action_with_the_same_combination_is_named() -> None:
    others = {"keys.mute": "Ctrl+M", "keys.hold": "", "keys.pad": ""}
    assert in_use_by("keys.hold", "Ctrl+M", others) == "keys.mute"
    assert in_use_by("keys.mute", "Ctrl+M", others) is None
    assert in_use_by("keys.hold", "", others) is None
