"""The buttons below a live call: mute, hold, keypad, more, and the one that ends it far to the right."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from softphone.services.actions import Actions
from softphone.services.commands import HANG_UP, HOLD, KEYPAD, MUTE, OPEN_FOR_CALLER, UserCommand, mute_command
from softphone.services.state.calls import CallView
from softphone.ui.contacts.number_menu import number_menu
from softphone.ui.keys.key_map import key_map
from softphone.ui.text.command_text import button_word
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, make_button, set_word
from softphone.ui.widgets.layouts import make_row
from softphone.ui.widgets.tool_tip import set_tool_tip


class CallControls(QWidget):
    """Acts on the call it was shown; says what the platform confirmed, not what was clicked."""

    pad_toggled = Signal(bool)
    quality_toggled = Signal(bool)
    note_toggled = Signal(bool)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._call: CallView | None = None
        self.mute = make_button(ButtonKind.PLAIN, "", "microphone")
        self.mute.setCheckable(True)
        self.mute.set_icons("microphone", "microphone-slash-fill")
        self.hold = make_button(ButtonKind.PLAIN, "", "pause")
        self.pad = icon_button("numpad", "")
        self.pad.setCheckable(True)
        self.more = icon_button("dots-three-bold", "")
        self.note, self.open, self.quality = QAction(self), QAction(self), QAction(self)
        self.note.setCheckable(True)
        self.quality.setCheckable(True)
        self.mute.set_shrinkable()
        self.hold.set_shrinkable()
        self.hang_up = make_button(ButtonKind.END, "", "phone-disconnect-fill")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = make_row(self, 8)
        for button in self.buttons()[:-1]:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.hang_up)

    def _connect(self) -> None:
        self.mute.clicked.connect(self.on_mute)
        self.hold.clicked.connect(self.on_hold)
        self.hang_up.clicked.connect(self.on_hang_up)
        self.pad.toggled.connect(self.pad_toggled)
        self.quality.toggled.connect(self.quality_toggled)
        self.note.toggled.connect(self.note_toggled)
        self.open.triggered.connect(self.on_open)
        self.more.clicked.connect(self.on_more)

    def buttons(self) -> tuple[Button, ...]:
        return self.mute, self.hold, self.pad, self.more, self.hang_up

    def show_call(self, call: CallView) -> None:
        self._call = call
        self.mute.setChecked(call.muted)
        self._name(self.mute, MUTE)
        self._name(self.hold, HOLD)
        self._name(self.hang_up, HANG_UP)
        set_tool_tip(self.mute, key_map().tool_tip(mute_command(call)))
        set_word(self.pad, key_map().tool_tip(KEYPAD))
        set_word(self.more, QCoreApplication.translate("CallStrip", "More"))
        self.quality.setText(QCoreApplication.translate("CallStrip", "Connection quality"))
        self.note.setText(QCoreApplication.translate("CallStrip", "Note"))
        self.open.setText(button_word(OPEN_FOR_CALLER))
        self.quality.setEnabled(call.quality is not None)

    def _name(self, button: Button, command: UserCommand) -> None:
        button.setText(button_word(command))
        set_tool_tip(button, key_map().tool_tip(command))

    def on_mute(self) -> None:
        if self._call is not None:
            self.mute.setChecked(self._call.muted)
            mute_command(self._call).run(self._actions, self._call.key)

    def on_hold(self) -> None:
        if self._call is not None:
            HOLD.run(self._actions, self._call.key)

    def on_more(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        call = self._call
        name, number = (call.name, call.number) if call is not None else ("", "")
        menu = number_menu(self, self._actions, name, number)
        menu.insertActions(menu.actions()[0], [self.note, self.open, self.quality])
        return menu

    def on_open(self) -> None:
        if self._call is not None:
            OPEN_FOR_CALLER.run(self._actions, self._call.key)

    def on_hang_up(self) -> None:
        if self._call is not None:
            HANG_UP.run(self._actions, self._call.key)
