"""Below a call that is part of a conference: who else listens, and the two ways out of it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from softphone.services.actions import Actions
from softphone.services.commands import LEAVE_CONFERENCE, SPLIT_CONFERENCE
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.text import call_text
from softphone.ui.text.command_text import button_word
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, make_button
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row
from softphone.ui.widgets.tool_tip import set_tool_tip

translate = QCoreApplication.translate


class ConferenceRow(QWidget):
    """Hidden outside a conference."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._call: CallView | None = None
        self.words = TextLabel("", "strong", "text", wrap=True)
        self.alone = make_button(ButtonKind.PLAIN, "")
        self.leave = make_button(ButtonKind.PLAIN, "")
        row = make_row(self, 8)
        row.addWidget(IconLabel("users-three"))
        row.addWidget(self.words, 1)
        for button in self.buttons():
            button.set_height("buttonSmall")
            row.addWidget(button)
        self.alone.clicked.connect(self.on_alone)
        self.leave.clicked.connect(self.on_leave)
        self.hide()

    def buttons(self) -> tuple[Button, ...]:
        return self.alone, self.leave

    def show_call(self, call: CallView, state: AppState) -> None:
        self._call = call
        self.setVisible(call.in_conference)
        others = [c for c in state.calls if c.key in state.conference and c.key != call.key]
        with_whom = ", ".join(call_text.caller(other) for other in others)
        self.words.setText(translate("Conference", "Conference with {names}").format(names=with_whom))
        self.alone.setText(button_word(SPLIT_CONFERENCE))
        set_tool_tip(self.alone, translate("Conference", "End the conference: continue this call, hold the other"))
        self.leave.setText(button_word(LEAVE_CONFERENCE))
        set_tool_tip(self.leave, translate("Conference", "Leave the conference: the others keep talking"))

    def on_alone(self) -> None:
        if self._call is not None:
            SPLIT_CONFERENCE.run(self._actions, self._call.key)

    def on_leave(self) -> None:
        LEAVE_CONFERENCE.run(self._actions, None)
