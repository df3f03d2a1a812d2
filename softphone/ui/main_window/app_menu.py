"""The menu of the whole program: voicemail, settings, sign-in, self-test, quit."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from softphone.domain.lines.message_summary import MessageSummary
from softphone.services import commands
from softphone.services.actions import Actions
from softphone.services.commands import UserCommand
from softphone.services.state.app_state import AppState
from softphone.ui.keys.key_map import key_map
from softphone.ui.text.command_text import button_word
from softphone.ui.text.mailbox_text import count_words
from softphone.ui.theme.icons import icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.translated_widget import TranslatedWidget


def mailbox_hint(summary: MessageSummary | None) -> str:
    """The waiting messages, and the command that calls the mailbox with its key."""
    counts = f"{count_words(summary)}. " if summary is not None else ""
    return f"{counts}{key_map().tool_tip(commands.MAILBOX)}"


class AppMenu(TranslatedWidget, QMenu):
    """Signals `…_asked` are for the window; the other entries run their action."""

    settings_asked = Signal()
    contacts_asked = Signal()
    mailbox_asked = Signal()
    self_test_asked = Signal()

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: dict[UserCommand, QAction] = {}
        self.contacts = self._entry(commands.CONTACTS, self.contacts_asked.emit)
        self.mailbox = self._entry(commands.MAILBOX, self.mailbox_asked.emit)
        self.settings = self._entry(commands.SETTINGS, self.settings_asked.emit)
        self.again = self._entry(commands.SIGN_IN_AGAIN, lambda: commands.SIGN_IN_AGAIN.run(actions, None))
        self.dnd = self._entry(commands.DND, lambda: commands.DND.run(actions, None))
        self.dnd.setCheckable(True)
        self.self_test = self._entry(commands.SELF_TEST, self.self_test_asked.emit)
        self.addSeparator()
        self.out = self._entry(commands.SIGN_OUT, lambda: commands.SIGN_OUT.run(actions, None))
        self.leave = self._entry(commands.QUIT, lambda: commands.QUIT.run(actions, None))
        theme().changed.connect(self.on_theme_changed)
        key_map().changed.connect(self.on_keys_changed)
        self.on_keys_changed()
        self.on_theme_changed()
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self.dnd.setChecked(state.reception.dnd)

    def on_theme_changed(self) -> None:
        self.contacts.setIcon(icon("address-book", "text2"))
        self.mailbox.setIcon(icon("voicemail", "text2"))
        self.settings.setIcon(icon("gear-six", "text2"))
        self.again.setIcon(icon("arrows-clockwise-bold", "text2"))

    def slots(self) -> dict[UserCommand, Callable[[], object]]:
        return {command: entry.trigger for command, entry in self._entries.items()}

    def _entry(self, command: UserCommand, slot: Callable[[], object]) -> QAction:
        entry = self.addAction("")
        parent = self.parentWidget()
        if command.key and parent is not None:
            parent.addAction(entry)
        entry.triggered.connect(lambda: slot())
        self._entries[command] = entry
        return entry

    def on_keys_changed(self) -> None:
        for command, entry in self._entries.items():
            entry.setShortcut(QKeySequence(key_map().of(command.key)))

    def retranslate(self) -> None:
        for command, entry in self._entries.items():
            entry.setText(button_word(command))
