"""The leader's one-tap replies on the silent card, and how far the pressed one has come."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from softphone.domain.executive.leader_message import ReplyChoice
from softphone.services.actions import Actions
from softphone.services.state.calls import CallView, Delivery, ReplyView
from softphone.ui.transfer.call_push_text import reply_state, reply_words
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, make_button
from softphone.ui.widgets.labels.priority_label import PriorityLabel
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel

_EDGE_PX = 15
_GAP_PX = 8
_ICONS = {
    ReplyChoice.THROUGH: "arrow-bend-up-right",
    ReplyChoice.MESSAGE: "note-pencil",
    ReplyChoice.TWO_MINUTES: "hourglass-medium",
    ReplyChoice.VOICEMAIL: "voicemail",
}


class ReplyBar(QWidget):
    """Four buttons in the order of the keys 1-4; the pressed one stays marked. `keys` only where they are heard.

    `narrow`: two and two from the start, since a floating card takes its height before its width is laid out.
    """

    def __init__(self, actions: Actions, keys: bool = True, narrow: bool = False) -> None:
        super().__init__()
        self._actions, self._keys, self._narrow = actions, keys, narrow
        self._call: CallView | None = None
        self.title = TextLabel("", "label", "text2")
        self.said = PriorityLabel("text2", "label")
        self.failed = ProblemLabel()
        self.buttons: dict[ReplyChoice, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, 8, _EDGE_PX, 14)
        column.setSpacing(_GAP_PX)
        column.addWidget(self.title)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._columns = 0
        self._make_buttons()
        column.addLayout(self._grid)
        column.addWidget(self.said)
        column.addWidget(self.failed)

    def show_call(self, call: CallView, reply: ReplyView | None) -> None:
        self._call = call
        self.title.setText(QCoreApplication.translate("SilentCard", "Tell your assistants"))
        for choice, button in self.buttons.items():
            button.setText(reply_words(choice))
            button.setChecked(reply is not None and reply.choice is choice)
        failed = reply is not None and reply.delivery is Delivery.FAILED
        self._place()
        self.said.set_variants((reply_state(reply),) if reply is not None else ())
        self.said.setVisible(reply is not None and not failed)
        self.failed.show_text(reply_state(reply) if reply is not None and failed else "")

    def send(self, choice: ReplyChoice) -> None:
        if self._call is not None:
            self._actions.replies.reply(self._call.key, choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """In one row where there is room for it, else two and two, else one below the other."""
        columns = self._fitting_columns()
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)

    def _fitting_columns(self) -> int:
        if self._narrow:
            return 2
        widths = [button.sizeHint().width() + _GAP_PX for button in self.buttons.values()]
        room = self.width() - 2 * _EDGE_PX + _GAP_PX
        if sum(widths) <= room:
            return len(widths)
        return 2 if 2 * max(widths) <= room else 1

    def _make_buttons(self) -> None:
        for place, choice in enumerate(ReplyChoice):
            button = make_button(ButtonKind.PLAIN, "", _ICONS[choice], hint=str(place + 1) if self._keys else "")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._sender(choice))
            self.buttons[choice] = button
        self._place()

    def _sender(self, choice: ReplyChoice) -> Callable[[], None]:
        def on_clicked() -> None:
            self.buttons[choice].setChecked(False)  # marked once the state says so
            self.send(choice)

        return on_clicked
