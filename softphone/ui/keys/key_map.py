"""The key of each command as the user has chosen it: one map for all windows, which follow its changes."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from softphone.domain.options.table import KEY_OPTIONS, Option
from softphone.services.commands import UserCommand
from softphone.services.state.options import OptionsView
from softphone.ui.text.command_text import button_word
from softphone.ui.widgets.controls.key_cap import key_text


class KeyMap(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys = {option.key: option.default for option in KEY_OPTIONS}

    def of(self, key: Option[str] | str) -> str:
        """Portable ("Ctrl+L"); empty where the action has none."""
        return self._keys[key.key] if isinstance(key, Option) else key

    def hint(self, word: str, option: Option[str] | str, then: str = "") -> str:
        """The word with its key as this system writes it; `then` is pressed after it."""
        key = key_text(self.of(option))
        after = f", {then}" if then else ""
        return f"{word} ({key}{after})" if key else word

    def tool_tip(self, command: UserCommand) -> str:
        """The word of the command's button, with its key."""
        return self.hint(button_word(command), command.key)

    def show_options(self, options: OptionsView) -> None:
        """Sends LanguageChange where a key changed: tool tips and menus name keys, so they are made again."""
        keys = {option.key: options.value(option) for option in KEY_OPTIONS}
        if keys == self._keys:
            return
        self._keys = keys
        self.changed.emit()
        for window in QApplication.topLevelWidgets():
            QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


@cache
def key_map() -> KeyMap:
    """The only instance; create it after the application object."""
    return KeyMap()


class OptionShortcut(QShortcut):
    def __init__(self, window: QWidget, option: Option[str] | str) -> None:
        super().__init__(window)
        self._option = option
        self.setAutoRepeat(False)
        key_map().changed.connect(self.on_changed)
        self.on_changed()

    def on_changed(self) -> None:
        self.setKey(QKeySequence(key_map().of(self._option)))


def add_option_key(
    window: QWidget,
    option: Option[str] | str,
    slot: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    shortcut = OptionShortcut(window, option)
    shortcut.setContext(context)
    shortcut.activated.connect(slot)
    return shortcut
