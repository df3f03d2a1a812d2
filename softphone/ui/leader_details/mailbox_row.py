"""A leader's mailbox in the details: what waits, and the way to listen to it. Only where the platform tells."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.groups import GroupView
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.text.mailbox_text import count_words
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.tool_tip import set_tool_tip

translate = QCoreApplication.translate


class MailboxRow(QWidget):
    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._leader_id = ""
        self.words = TextLabel("", "label", "text2", wrap=True)
        self.listen = Button(ButtonKind.PLAIN, "")
        self.listen.set_height("buttonSmall")
        self.listen.clicked.connect(self.on_listen)
        self.problem = ProblemLabel()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("voicemail"))
        row.addWidget(self.words, 1)
        row.addWidget(self.listen)
        column = make_column(self, 4)
        column.addLayout(row)
        column.addWidget(self.problem)

    def show_group(self, group: GroupView) -> None:
        if group.leader.user_id != self._leader_id:
            self._leader_id = group.leader.user_id
            self.problem.show_text("")
        self.setVisible(group.mailbox is not None)
        if group.mailbox is not None:
            self.words.setText(count_words(group.mailbox))
            self.listen.setText(translate("LeaderDetailsPanel", "Listen"))
            hint = translate("LeaderDetailsPanel", "Call the voicemail of {leader}").format(leader=group.leader.name)
            set_tool_tip(self.listen, hint)
            self.listen.setAccessibleName(hint)
            self.listen.setEnabled(bool(group.mailbox.new or group.mailbox.old))

    def on_listen(self) -> None:
        self.problem.show_text("")
        self._actions.mailboxes.call(self._leader_id).add_done_callback(self.on_outcome)

    def on_outcome(self, outcome: Outcome) -> None:
        self.problem.show_text(outcome_text(outcome))
