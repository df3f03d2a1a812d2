"""What concerns the whole program: the voicemail, settings, signing in again, signing out, leaving."""

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.options.table import CONTACTS_KEY, DND, DND_KEY, MAILBOX_KEY, SETTINGS_KEY, Option
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.ui.keys.command_palette import Command
from softphone.ui.keys.key_map import key_map
from softphone.ui.text.mailbox_text import count_words
from softphone.ui.theme.icons import icon
from softphone.ui.theme.theme import theme

translate = QCoreApplication.translate


def mailbox_hint(summary: MessageSummary | None) -> str:
    """What waits, and the key that calls it."""
    counts = f"{count_words(summary)}. " if summary is not None else ""
    call = translate("AppMenu", "Call voicemail")
    return f"{counts}{key_map().hint(call, MAILBOX_KEY)}"


class AppMenu(QMenu):
    """`settings_asked`, `contacts_asked`, `mailbox_asked` are the window's affair, the rest goes to the actions."""

    settings_asked = Signal()
    contacts_asked = Signal()
    mailbox_asked = Signal()
    self_test_asked = Signal()

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._changing: list[tuple[QAction, Option[str]]] = []
        self.contacts = self._entry(CONTACTS_KEY)
        self.mailbox = self._entry(MAILBOX_KEY)
        self.settings = self._entry(SETTINGS_KEY)
        self.again = self._entry("F5")
        self.dnd = self._entry(DND_KEY)
        self.dnd.setCheckable(True)
        self.self_test = self._entry("")
        self.addSeparator()
        self.out = self._entry("")
        self.leave = self._entry("Ctrl+Q")
        self.contacts.triggered.connect(lambda: self.contacts_asked.emit())
        self.mailbox.triggered.connect(lambda: self.mailbox_asked.emit())
        self.settings.triggered.connect(lambda: self.settings_asked.emit())
        self.again.triggered.connect(lambda: actions.session.sign_in_again())
        self.dnd.triggered.connect(lambda: actions.options.set(DND, not actions.state.value.reception.dnd))
        self.self_test.triggered.connect(lambda: self.self_test_asked.emit())
        self.out.triggered.connect(lambda: actions.session.sign_out())
        self.leave.triggered.connect(lambda: actions.quit())
        theme().changed.connect(self.on_theme_changed)
        key_map().changed.connect(self.on_keys_changed)
        self.on_keys_changed()
        self.on_theme_changed()
        self._retranslate()

    def show_state(self, state: AppState) -> None:
        self.dnd.setChecked(state.reception.dnd)

    def on_theme_changed(self) -> None:
        self.contacts.setIcon(icon("address-book", "text2"))
        self.mailbox.setIcon(icon("voicemail", "text2"))
        self.settings.setIcon(icon("gear-six", "text2"))
        self.again.setIcon(icon("arrows-clockwise-bold", "text2"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def commands(self) -> tuple[Command, ...]:
        """Those whose keys are not in the map."""
        others = (self.again, self.self_test, self.out, self.leave)
        portable = QKeySequence.SequenceFormat.PortableText
        return tuple(Command(e.text().rstrip(" …"), e.shortcut().toString(portable), e.trigger) for e in others)

    def _entry(self, key: Option[str] | str) -> QAction:
        """With a key of the map, or one that never changes."""
        entry = self.addAction("")
        parent = self.parentWidget()
        if key and parent is not None:
            parent.addAction(entry)
        if isinstance(key, str):
            entry.setShortcut(QKeySequence(key))
        else:
            self._changing.append((entry, key))
        return entry

    def on_keys_changed(self) -> None:
        for entry, option in self._changing:
            entry.setShortcut(QKeySequence(key_map().of(option)))

    def _retranslate(self) -> None:
        self.contacts.setText(translate("AppMenu", "Contacts …"))
        self.mailbox.setText(translate("AppMenu", "Call voicemail"))
        self.settings.setText(translate("AppMenu", "Settings …"))
        self.again.setText(translate("AppMenu", "Sign in again"))
        self.dnd.setText(translate("Dnd", "Do not disturb"))
        self.self_test.setText(translate("AppMenu", "Self-test …"))
        self.out.setText(translate("AppMenu", "Sign out"))
        self.leave.setText(translate("AppMenu", "Quit"))
