"""The window's keys for the current call; one set for each window, whoever asks for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from softphone.domain.options.table import CONFERENCE_KEY, HANG_UP_KEY, HOLD_KEY, MUTE_KEY, PAD_KEY, SWAP_KEY, Option
from softphone.domain.telephone.call import CallState
from softphone.services.actions import Actions
from softphone.services.calls.selectors import current_call
from softphone.services.state.calls import CallView
from softphone.ui.keys.key_map import add_option_key

DIGITS = "0123456789*#"


class CallShortcuts(QObject):
    """Acts on the current call; the keypad is the column's own affair and only asked for."""

    pad_asked = Signal()
    digit_typed = Signal(str)

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._actions = actions
        for key, slot in self.commands():
            add_option_key(window, key, slot)
        self._digits = {digit: self._digit_key(digit, window) for digit in DIGITS}
        self.allow_digits(False)

    def commands(self) -> tuple[tuple[Option[str], Callable[[], object]], ...]:
        return (
            (MUTE_KEY, self.on_mute),
            (HOLD_KEY, self.on_hold),
            (PAD_KEY, self.pad_asked.emit),
            (HANG_UP_KEY, self.on_hang_up),
            (SWAP_KEY, self.on_swap),
            (CONFERENCE_KEY, self.on_merge),
        )

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
        call = self._current()
        if call is not None and call.state is CallState.ACTIVE:
            self._actions.calls.set_muted(not call.muted, call.key)

    def on_hold(self) -> None:
        call = self._current()
        if call is None or call.state is not CallState.ACTIVE:
            return
        if call.held_here:
            self._actions.calls.resume(call.key)
        else:
            self._actions.calls.hold(call.key)

    def on_swap(self) -> None:
        self._actions.conference.swap()

    def on_merge(self) -> None:
        self._actions.conference.merge()

    def on_hang_up(self) -> None:
        call = self._current()
        if call is not None:
            self._actions.calls.hang_up(call.key)

    def _current(self) -> CallView | None:
        return current_call(self._actions.state.value)


def call_shortcuts(window: QWidget, actions: Actions) -> CallShortcuts:
    """The window's set, made when it is first asked for."""
    found = window.findChild(CallShortcuts)
    return found if isinstance(found, CallShortcuts) else CallShortcuts(window, actions)
