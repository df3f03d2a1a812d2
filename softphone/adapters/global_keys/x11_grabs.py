"""Grabbed keys of an X server: it reports these and no others, whichever window has the focus."""

from collections.abc import Iterator, Mapping

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError
from Xlib.protocol import rq
from Xlib.xobject.drawable import Window

from softphone.adapters.global_keys.x11_keyboard import Chord, XKeyboard
from softphone.domain.options.key_combinations import GrabFault, KeyPress


class XGrabs:
    """The grabs by action. Raises Xlib's errors when the server has gone."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._keyboard = XKeyboard(display)
        self._asked: Mapping[str, KeyPress] = {}
        self._chords: dict[str, Chord | None] = {}
        self._held: dict[Chord, str] = {}

    def replace(self, asked: Mapping[str, KeyPress]) -> dict[str, GrabFault]:
        """The fault of each action that could not be had."""
        self._ungrab_all()
        self._asked, self._keyboard = asked, XKeyboard(self._display)
        self._chords = self._keyboard.chords(asked)
        tried = {action: self._grab_one(action, chord) for action, chord in self._chords.items()}
        return {action: fault for action, fault in tried.items() if fault is not None}

    def follow(self, event: rq.Event) -> dict[str, GrabFault]:
        """Regrabs after a keyboard change, if our keys have moved."""
        self._display.refresh_keyboard_mapping(event)
        now = XKeyboard(self._display)
        same = (now.locks, now.chords(self._asked)) == (self._keyboard.locks, self._chords)
        return {} if same else self.replace(self._asked)

    def action_of(self, event: rq.Event) -> str | None:
        """While a grabbed key is held, the server sends all other keys too; those have no action."""
        return self._held.get(self._keyboard.pressed(event))

    def _grab_one(self, action: str, chord: Chord | None) -> GrabFault | None:
        if chord is None:
            return GrabFault.NOT_ON_KEYBOARD
        if chord in self._held or not self._grab(chord):
            return GrabFault.TAKEN
        self._held[chord] = action
        return None

    def _grab(self, chord: Chord) -> bool:
        refused = CatchError(BadAccess)
        for root, modifiers in self._places(chord):
            root.grab_key(chord.code, modifiers, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self._display.sync()
        if refused.get_error() is not None:
            self._ungrab(chord)
        return refused.get_error() is None

    def _ungrab_all(self) -> None:
        for chord in self._held:
            self._ungrab(chord)
        self._held = {}
        self._display.sync()

    def _ungrab(self, chord: Chord) -> None:
        for root, modifiers in self._places(chord):
            root.ungrab_key(chord.code, modifiers)

    def _places(self, chord: Chord) -> Iterator[tuple[Window, int]]:
        for number in range(self._display.screen_count()):
            for lock in self._keyboard.locks:
                yield self._display.screen(number).root, chord.modifiers | lock
