"""The window's keys for the current call; each window has one set."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from softphone.domain.options import table
from softphone.domain.options.table import Option
from softphone.services.actions import Actions
from softphone.services.calls.selectors import current_call
from softphone.services.commands import (
    CONFERENCE,
    HANG_UP,
    HOLD,
    KEYPAD,
    MUTE,
    SWAP,
    UserCommand,
    possible_command,
)
from softphone.ui.keys.key_map import add_option_key

DIGITS = "0123456789*#"


class CallShortcuts(QObject):
    """Runs commands on the current call; opening the keypad is left to the call column."""

    pad_asked = Signal()
    digit_typed = Signal(str)

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._actions = actions
        for command, slot in self.slots().items():
            add_option_key(window, command.key, slot)
        self._digits = {digit: self._digit_key(digit, window) for digit in DIGITS}
        self.allow_digits(False)

    def slots(self) -> dict[UserCommand, Callable[[], object]]:
        """The commands about the current call; of two with one key the first stands for both."""
        return {
            MUTE: self.on_mute,
            HOLD: self.on_hold,
            KEYPAD: self.pad_asked.emit,
            HANG_UP: self.on_hang_up,
            SWAP: self.on_swap,
            CONFERENCE: self.on_merge,
        }

    def _digit_key(self, digit: str, window: QWidget) -> QShortcut:
        """A field that takes text keeps its digits: it claims them before any shortcut."""
        shortcut = QShortcut(QKeySequence(digit), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self.digit_typed.emit(digit))
        return shortcut

    def allow_digits(self, allowed: bool, taken: str = "") -> None:
        """`taken`: digits that mean something else now."""
        for digit, shortcut in self._digits.items():
            shortcut.setEnabled(allowed and digit not in taken)

    def on_mute(self) -> None:
        self._run(table.MUTE_KEY)

    def on_hold(self) -> None:
        self._run(table.HOLD_KEY)

    def on_hang_up(self) -> None:
        self._run(table.HANG_UP_KEY)

    def on_swap(self) -> None:
        SWAP.run(self._actions, None)

    def on_merge(self) -> None:
        CONFERENCE.run(self._actions, None)

    def _run(self, key: Option[str]) -> None:
        """Runs the command that the key means for the current call now."""
        call = current_call(self._actions.state.value)
        command = possible_command(key, call) if call is not None else None
        if call is not None and command is not None:
            command.run(self._actions, call.key)


def call_shortcuts(window: QWidget, actions: Actions) -> CallShortcuts:
    """The window's set, made on first use."""
    found = window.findChild(CallShortcuts)
    return found if isinstance(found, CallShortcuts) else CallShortcuts(window, actions)
