"""What can be done with a leader's own call: answer it, take it over, join it. Only what the platform offers."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.services.actions import Actions
from softphone.services.commands import BRIDGE, PICK_UP, RETRIEVE
from softphone.services.core.outcomes import Outcome
from softphone.services.state.groups import GroupView
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.text.command_text import button_word
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.layouts import make_column

translate = QCoreApplication.translate


class PickUpRow(QWidget):
    """Hidden unless the leader's line is known to ring or to be in a call, and there is a code for it."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._leader_id = ""
        self.pick_up = Button(ButtonKind.PLAIN, "")
        self.retrieve = Button(ButtonKind.PLAIN, "")
        self.bridge = Button(ButtonKind.PLAIN, "")
        self.problem = ProblemLabel()
        column = make_column(self, 8)
        self._buttons = {PICK_UP: self.pick_up, RETRIEVE: self.retrieve, BRIDGE: self.bridge}
        for command, button in self._buttons.items():
            button.set_height("buttonSmall")
            button.clicked.connect(lambda _=False, row=command: self._ask(row.run(actions, self._leader_id)))
            column.addWidget(button)
        column.addWidget(self.problem)

    def show_group(self, group: GroupView, codes: FeatureCodes | None) -> None:
        if group.leader.user_id != self._leader_id:
            self._leader_id = group.leader.user_id
            self.problem.show_text("")
        for command, button in self._buttons.items():
            button.setVisible(command.possible(group, codes or FeatureCodes()))
            button.setText(button_word(command))
        self.setVisible(any(not b.isHidden() for b in (*self._buttons.values(), self.problem)))

    def _ask(self, outcome: Outcome) -> None:
        self.problem.show_text("")
        outcome.add_done_callback(self.on_outcome)

    def on_outcome(self, outcome: Outcome) -> None:
        self.problem.show_text(outcome_text(outcome))
        self.setVisible(True)
