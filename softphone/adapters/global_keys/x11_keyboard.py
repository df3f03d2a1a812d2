"""The current X keyboard: key codes, and the modifiers of Alt, Super and NumLock."""

from collections.abc import Mapping
from dataclasses import dataclass

from Xlib import XK, X
from Xlib.display import Display
from Xlib.protocol import rq

from softphone.domain.options.key_combinations import KeyPress

_NAMES = {
    "Space": "space",
    "Ins": "Insert",
    "Del": "Delete",
    "PgUp": "Prior",
    "PgDown": "Next",
    ",": "comma",
    ".": "period",
    "-": "minus",
}
ALL_MODIFIERS = 0xFF


@dataclass(frozen=True, slots=True)
class Chord:
    """A key by its place on the keyboard, and the modifiers held with it; the locks do not count."""

    code: int
    modifiers: int


class XKeyboard:
    """Asks the server for its modifiers once; the places of the keys are the display's own."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._modifiers = [set(codes) for codes in display.get_modifier_mapping()]
        self._masks: Mapping[str, int] = {
            "Ctrl": X.ControlMask,
            "Shift": X.ShiftMask,
            "Alt": self._mask("Alt_L", "Alt_R"),
            "Meta": self._mask("Super_L", "Super_R"),
        }
        num_lock = self._mask("Num_Lock")
        self.locks = frozenset({0, X.LockMask, num_lock, X.LockMask | num_lock})
        """Every state of CapsLock and NumLock."""

    def chords(self, presses: Mapping[str, KeyPress]) -> dict[str, Chord | None]:
        return {action: self.chord(press) for action, press in presses.items()}

    def chord(self, press: KeyPress) -> Chord | None:
        """None: this keyboard has no such key, or no such modifier."""
        name = _NAMES.get(press.key, press.key.lower() if len(press.key) == 1 else press.key)
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        masks = [self._masks[one] for one in press.modifiers]
        return Chord(code, sum(masks)) if code and all(masks) else None

    def pressed(self, event: rq.Event) -> Chord:
        """The higher bits hold mouse buttons and the keyboard group."""
        return Chord(event.detail, event.state & ALL_MODIFIERS & ~max(self.locks))

    def _mask(self, *names: str) -> int:
        symbols = [XK.string_to_keysym(name) for name in names]
        codes = {code for symbol in symbols for code, _ in self._display.keysym_to_keycodes(symbol)}
        return next((1 << index for index, held in enumerate(self._modifiers) if codes & held), 0)
