"""Search results while a user types into a dial field: arrows choose, Return calls, Esc closes."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.domain.numbers.phone_numbers import pasted
from softphone.services.actions import Actions
from softphone.services.state.contacts import Found, means_a_name
from softphone.services.state.groups import LeaderRef
from softphone.ui.contacts.contact_text import result_accessible
from softphone.ui.dial.result_list import ResultList
from softphone.ui.widgets.screen_reader import announce

MOST_RESULTS = 12
_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class DialResults(QObject):
    """Watches the field's line edit; the chosen result replaces the typed text. Cleans pasted numbers."""

    def __init__(self, field: QWidget, edit: QLineEdit, actions: Actions) -> None:
        super().__init__(field)
        self._edit, self._actions = edit, actions
        self._before = ""
        self._chosen_on_leaving: Found | None = None
        self.leaders: tuple[LeaderRef, ...] = ()
        self.list = ResultList(field, self._leader)
        self.list.picked.connect(self.on_picked)
        edit.textEdited.connect(self.on_edited)
        edit.textChanged.connect(self.on_changed)
        edit.installEventFilter(self)
        field.installEventFilter(self)

    def fill_in_chosen(self) -> None:
        """Fills the number of the chosen result into the field and closes the list."""
        chosen = self._chosen
        self.close()
        if chosen is not None:
            self._edit.setText(chosen.number)

    @property
    def target(self) -> str:
        """The number to call: that of the chosen result, else the field's text."""
        chosen = self._chosen
        return chosen.number if chosen is not None else self._edit.text()

    def close(self) -> None:
        self._chosen_on_leaving = None
        self.list.hide()

    @property
    def _chosen(self) -> Found | None:
        """The chosen result; the last one after the focus has moved to a button, which acts on it."""
        return self.list.chosen or self._chosen_on_leaving

    def on_edited(self, text: str) -> None:
        """Treats more than one new character as pasted; cleaning does not change composed text."""
        if len(text) - len(self._before) > 1:
            account = self._actions.account
            clean = pasted(text, account.region if account is not None else "DE")
            if clean != text:
                self._edit.setText(clean)
                text = clean
        self._before, self._chosen_on_leaving = text, None
        self.list.show_results(self._actions.contacts.find(text, MOST_RESULTS), means_a_name(text))

    def on_changed(self, text: str) -> None:
        """Closes the list where the text is set by the program."""
        if not self._edit.isModified():
            self._before = text
            self.close()

    def on_picked(self, result: Found) -> None:
        """Fills in the clicked result; calling takes a second step."""
        self._edit.setText(result.number)
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusOut if watched is self._edit:
                self._chosen_on_leaving = self._chosen
                self.list.hide()
            case QEvent.Type.Resize | QEvent.Type.Move if self.list.isVisible():
                self.list.place()
            case QEvent.Type.ShortcutOverride | QEvent.Type.KeyPress if watched is self._edit:
                return self._handles_key(event)
        return False

    def _handles_key(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not self.list.isVisible() or event.modifiers() & _COMMANDS:
            return False
        if event.key() not in (*_STEPS, int(Qt.Key.Key_Escape)):
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self._press(event.key())
        return True

    def _press(self, key: int) -> None:
        if key == int(Qt.Key.Key_Escape):
            self.close()
            return
        chosen = self.list.move_by(_STEPS[key])
        announce(self._edit, result_accessible(chosen) if chosen is not None else self._edit.text())

    def _leader(self, leader_id: str) -> LeaderRef | None:
        return next((leader for leader in self.leaders if leader.user_id == leader_id), None)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
