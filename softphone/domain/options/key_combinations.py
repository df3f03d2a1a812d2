"""Key combinations as values: parsing and conflicts. Pure.

Written as Qt writes them portably: "Ctrl+Alt+A", "F1", "Ctrl+Shift+PgUp".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_NAMED = (
    "Space",
    "Ins",
    "Del",
    "Home",
    "End",
    "PgUp",
    "PgDown",
    "Left",
    "Right",
    "Up",
    "Down",
    "Pause",
    ",",
    ".",
    "-",
)
_FUNCTION = tuple(f"F{number}" for number in range(1, 25))
_LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
KEYS = (*_LETTERS, *_FUNCTION, *_NAMED)
_BY_FOLDED = {key.casefold(): key for key in KEYS}
_MODIFIER_BY_FOLDED = {one.casefold(): one for one in MODIFIERS} | {
    "control": "Ctrl",
    "strg": "Ctrl",
    "umschalt": "Shift",
}
FIXED = frozenset(
    {"Ctrl+S", "Ctrl+Z", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Q", "F5", "F6"}
    | {f"Ctrl+{number}" for number in range(1, 10)}
    | {f"Ctrl+Shift+{number}" for number in range(1, 10)}
)
"""Reserved by the windows: columns, leader rows, the editor, text."""
_TYPES_ON_GERMAN = frozenset("QEM0123456789,.-")
"""With Ctrl+Alt these are @ € µ ² ³ { [ ] } on a German keyboard under Windows."""


class KeyFault(Enum):
    """The reason a combination cannot be used."""

    NO_KEY = "no-key"
    TOO_PLAIN = "too-plain"
    FIXED = "fixed"


class GrabFault(Enum):
    """The reason a global key does not work. NO_WAY: the system offers no global keys."""

    TAKEN = "taken"
    NOT_ON_KEYBOARD = "not-on-keyboard"
    NO_WAY = "no-way"


@dataclass(frozen=True, slots=True)
class KeyPress:
    """A key with its modifiers, in the order of MODIFIERS."""

    modifiers: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.key))


def parse_key(text: str) -> KeyPress | KeyFault:
    """Parses typed or policy text; a plain letter is refused, as it types text."""
    *before, last = [part.strip() for part in text.split("+")]
    key = _BY_FOLDED.get(last.casefold())
    found = {_MODIFIER_BY_FOLDED.get(part.casefold()) for part in before}
    if key is None or None in found or len(found) != len(before):
        return KeyFault.NO_KEY
    press = KeyPress(tuple(one for one in MODIFIERS if one in found), key)
    if not (found & {"Ctrl", "Alt", "Meta"} or key in _FUNCTION or key == "Pause"):
        return KeyFault.TOO_PLAIN
    return KeyFault.FIXED if str(press) in FIXED else press


def types_a_character(press: KeyPress) -> bool:
    """Whether the combination types a character, as AltGr does: it must not become a global key."""
    return {"Ctrl", "Alt"} <= set(press.modifiers) and press.key in _TYPES_ON_GERMAN


def in_use_by(key: str, wanted: str, others: Mapping[str, str]) -> str | None:
    """The name of the other setting that already uses this combination."""
    return next((name for name, press in others.items() if name != key and press and press == wanted), None)
