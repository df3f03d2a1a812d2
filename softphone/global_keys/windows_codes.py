"""Virtual key codes and modifiers as RegisterHotKey wants them."""

from softphone.domain.keys import KeyPress

NO_REPEAT = 0x4000
MODIFIER_BITS = {"Alt": 0x1, "Ctrl": 0x2, "Shift": 0x4, "Meta": 0x8}
CANCEL = 0x03
_NAMED = {
    "Space": 0x20,
    "PgUp": 0x21,
    "PgDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "Ins": 0x2D,
    "Del": 0x2E,
    "Pause": 0x13,
    ",": 0xBC,
    "-": 0xBD,
    ".": 0xBE,
}


def modifier_bits(press: KeyPress) -> int:
    """A key that is held down is heard once."""
    return sum(MODIFIER_BITS[one] for one in press.modifiers) | NO_REPEAT


def key_code(press: KeyPress) -> int:
    """With Ctrl the Pause key is another one, Break."""
    key = press.key
    if key == "Pause" and "Ctrl" in press.modifiers:
        return CANCEL
    if key in _NAMED:
        return _NAMED[key]
    return ord(key) if len(key) == 1 else 0x6F + int(key[1:])
