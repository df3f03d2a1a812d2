"""All windows of one program and which of them is shown: sign-in while signed out, else the main window.

All but the main window and the cards are made, and their modules read, when they are wanted.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.options.table import (
    CLOSE_WINDOW,
    THEME,
    CloseAction,
    Section,
    ThemeChoice,
    option_of,
)
from softphone.services import commands
from softphone.services.actions import Actions
from softphone.services.commands import UserCommand
from softphone.services.state.app_state import AppState
from softphone.services.state.options import OptionsView
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.incoming.silent_card_window import SilentCardWindow
from softphone.ui.incoming.system_notification import card_needs_help, tray_notifier
from softphone.ui.keys.call_shortcuts import call_shortcuts
from softphone.ui.keys.command_palette import CommandPalette, PaletteEntry
from softphone.ui.keys.key_map import add_option_key, key_map
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.shell import i18n
from softphone.ui.shell.tray import Tray
from softphone.ui.text.command_text import palette_label
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.controls.focus_ring import FocusRing
from softphone.ui.widgets.frames import frames

if TYPE_CHECKING:
    from softphone.ui.contacts.contacts_window import ContactsWindow
    from softphone.ui.group_editor.editor_window import GroupEditorWindow
    from softphone.ui.journal.journal_window import JournalWindow
    from softphone.ui.settings.settings_dialog import SettingsDialog
    from softphone.ui.sign_in.sign_in_dialog import SignInDialog

_NOT_LISTED = frozenset({commands.FIND_COMMAND, commands.END})
"""The palette itself, and what "Hang up" does as well."""
_SIGNED_IN = frozenset({SignInPhase.READY, SignInPhase.LIMITED})


class Windows(QObject):
    """Nothing is visible before `start`. Where there is no tray to come back from, closing leaves the program."""

    def __init__(self, app: QApplication, actions: Actions, title: str = "") -> None:
        super().__init__(app)
        self._app, self._actions, self._title = app, actions, title
        self._started = self._signs_in = False
        self._shown: QWidget | None = None
        self._options: OptionsView | None = None
        theme().set_dark(forced_dark(actions.state.value.options.value(THEME)))
        theme().begin(app)
        i18n.install(app, actions.state.value.language)
        key_map().show_options(actions.state.value.options)
        self._ring = FocusRing(app)
        self.tray = Tray(actions, self)
        notify = tray_notifier(self.tray.icon) if card_needs_help() else None
        self.incoming = IncomingCallWindow(actions, notify)  # first, so that it hears of a call before the rest draws
        self.main = MainWindow(actions, title)
        self.main.toolbar.menu.contacts_asked.connect(self.on_contacts_asked)
        self.main.journal.whole_asked.connect(self.on_journal_asked)
        self.main.search_asked.connect(self.on_journal_asked)
        self.silent = SilentCardWindow(actions, wanted=self.main_is_away)
        self.main.toolbar.menu.settings_asked.connect(self.on_settings_asked)
        self.main.closing.connect(self.on_closing)
        self.tray.opened.connect(self.on_opened)
        self.tray.missed_asked.connect(self.on_missed_asked)
        self.main.keys_asked.connect(self.on_keys_asked)
        self.main.commands_asked.connect(self.on_commands_asked)
        self._calls = call_shortcuts(self.main, actions)
        self._everywhere: dict[UserCommand, Callable[[], object]] = {
            commands.ANSWER: self.incoming.on_answer_top,
            commands.NEXT_CALL: self.incoming.on_next_call,
            commands.SILENCE: self.incoming.on_silence_all,
            commands.END: self._calls.on_hang_up,
        }
        for command, slot in self._everywhere.items():
            add_option_key(self.main, command.key, slot, Qt.ShortcutContext.ApplicationShortcut)
        theme().apply(app)
        self._unsubscribe = frames().subscribe(actions.state, self.show_state)

    def on_global_key(self, name: str) -> None:
        """Pressed while any program had the focus; nothing takes the focus because of it."""
        next(slot for command, slot in self._everywhere.items() if command.key == option_of(name))()

    @cached_property
    def sign_in(self) -> "SignInDialog":
        from softphone.ui.sign_in.sign_in_dialog import SignInDialog

        made = SignInDialog(self._actions)
        made.rejected.connect(self.on_closing)
        made.show_state(self._actions.state.value)
        return made

    @cached_property
    def journal(self) -> "JournalWindow":
        from softphone.ui.journal.journal_window import JournalWindow

        made = JournalWindow(self._actions, self._title)
        made.chosen.connect(self.on_number_chosen)
        made.chosen_for.connect(self.on_chosen_for)
        made.show_state(self._actions.state.value)
        return made

    @cached_property
    def contacts(self) -> "ContactsWindow":
        from softphone.ui.contacts.contacts_window import ContactsWindow

        made = ContactsWindow(self._actions, self._title)
        made.chosen.connect(self.on_number_chosen)
        made.show_state(self._actions.state.value)
        return made

    @cached_property
    def settings(self) -> "SettingsDialog":
        from softphone.ui.settings.settings_dialog import SettingsDialog

        made = SettingsDialog(self._actions, self.main)
        made.show_state(self._actions.state.value)
        return made

    @cached_property
    def editor(self) -> "GroupEditorWindow":
        from softphone.ui.group_editor.editor_window import GroupEditorWindow

        return GroupEditorWindow(self._actions, self.main)

    def start(self, signs_in: bool = False) -> None:
        """Shows what the present state asks for; the main window at once when the program `signs_in` by itself."""
        self._started, self._signs_in = True, signs_in
        self.tray.show()
        if signs_in:
            self._switch_to(self.main)
        self.show_state(self._actions.state.value)

    def on_first_sign_in_over(self) -> None:
        """The sign-in that began by itself has succeeded or failed."""
        self._signs_in = False
        if self._started:
            self._show_right_window(self._actions.state.value.sign_in.phase)

    def close(self) -> None:
        """Ends listening and hides everything; the program is leaving."""
        self._unsubscribe()
        self._started = False
        self.tray.hide()
        self._hide("settings", "editor", "journal", "contacts", "sign_in")
        for window in (self.main, self.incoming, self.silent):
            window.hide()

    def main_is_away(self) -> bool:
        """Whether the leader would not see a card inside the main window."""
        shown = self.main.silent.isVisible() and not self.main.isMinimized()
        return not (shown and self.main.isActiveWindow())

    def show_state(self, state: AppState) -> None:
        i18n.install(self._app, state.language)
        theme().set_dark(forced_dark(state.options.value(THEME)))
        ticker().rest(not state.calls and state.sound_test.running is None)
        if state.options is not self._options:
            self._options = state.options
            key_map().show_options(state.options)
        if self._made("sign_in"):
            self.sign_in.show_state(state)
        if self._made("settings"):
            self.settings.show_state(state)
        self.tray.show_state(state)
        if self._started:
            if self._made("editor") or state.editor is not None:
                self.editor.show_state(state)
            self._show_right_window(state.sign_in.phase)

    def on_opened(self) -> None:
        window = self._shown or self.main
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def on_contacts_asked(self) -> None:
        self.contacts.open_search()

    def on_journal_asked(self) -> None:
        self.journal.open_search()

    def on_missed_asked(self) -> None:
        self.journal.open_missed()

    def on_settings_asked(self) -> None:
        self.settings.show()
        self.settings.raise_()

    def on_keys_asked(self) -> None:
        self.on_settings_asked()
        self.settings.show_section(Section.KEYS)

    def on_commands_asked(self) -> None:
        CommandPalette(self._commands(), self.main).open_below(self.main.toolbar.dial)

    def _commands(self) -> tuple[PaletteEntry, ...]:
        """The rows of the table that something here carries out, and the switch of each group."""
        menu = self.main.toolbar.menu
        slots = {**self.main.slots(), **menu.slots(), **self._calls.slots(), **self._everywhere}
        listed = (row for row in commands.COMMANDS if row in slots and row not in _NOT_LISTED)
        made = (PaletteEntry(palette_label(row), key_map().of(row.key), slots[row]) for row in listed)
        return (*made, *self.main.leader_list.commands())

    def on_number_chosen(self, number: str) -> None:
        self.on_opened()
        self.main.toolbar.dial.offer(number)

    def on_chosen_for(self, number: str, leader_id: str) -> None:
        """The identity stands before the number does."""
        self._actions.on_behalf.choose(leader_id)
        self.on_number_chosen(number)

    def on_closing(self) -> None:
        close = self._actions.state.value.options.value(CLOSE_WINDOW)
        if self._started and (close is CloseAction.QUIT or not self.tray.available):
            self._actions.quit()

    def _show_right_window(self, phase: SignInPhase) -> None:
        """While signing in, whatever is shown stays; a window closed to the tray does not come back by itself."""
        if phase is SignInPhase.SIGNED_OUT and not self._signs_in and self._shown is not self.sign_in:
            self._hide("settings", "journal", "contacts")
            self._switch_to(self.sign_in)
        elif phase in _SIGNED_IN and self._shown is not self.main:
            self._switch_to(self.main)

    def _made(self, name: str) -> bool:
        return name in self.__dict__

    def _hide(self, *names: str) -> None:
        for name in filter(self._made, names):
            getattr(self, name).hide()

    def _switch_to(self, window: QWidget) -> None:
        if self._shown is not None:
            self._shown.hide()
        self._shown = window
        window.show()


def forced_dark(choice: ThemeChoice) -> bool | None:
    return {ThemeChoice.LIGHT: False, ThemeChoice.DARK: True}.get(choice)
