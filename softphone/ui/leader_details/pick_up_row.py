"""What can be done with a leader's own call: answer it, take it over, join it. Only what the platform offers."""

import asyncio

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.domain.lines.line_state import LineState
from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.problems import Problem
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.groups import GroupView
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.problem_label import InlineProblem

translate = QCoreApplication.translate


class TakeoverRow(QWidget):
    """Hidden unless the leader's line is known to ring or to be in a call, and there is a code for it."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._leader_id = ""
        self.pick_up = Button(ButtonKind.PLAIN, "")
        self.retrieve = Button(ButtonKind.PLAIN, "")
        self.bridge = Button(ButtonKind.PLAIN, "")
        self.problem = InlineProblem()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for button in (self.pick_up, self.retrieve, self.bridge):
            button.set_height("buttonSmall")
            column.addWidget(button)
        column.addWidget(self.problem)
        self.pick_up.clicked.connect(lambda: self._ask(actions.feature_codes.pick_up(self._leader_id)))
        self.retrieve.clicked.connect(lambda: self._ask(actions.feature_codes.retrieve(self._leader_id)))
        self.bridge.clicked.connect(lambda: self._ask(actions.feature_codes.bridge(self._leader_id)))

    def show_group(self, group: GroupView, codes: FeatureCodes | None) -> None:
        if group.leader.user_id != self._leader_id:
            self._leader_id = group.leader.user_id
            self.problem.show_text("")
        known = codes or FeatureCodes()
        ringing, busy = group.line_state is LineState.RINGING, group.line_state is LineState.IN_CALL
        self.pick_up.setVisible(ringing and known.pick_up is not None)
        self.retrieve.setVisible(busy and known.retrieve is not None)
        self.bridge.setVisible(busy and known.bridge is not None)
        self.pick_up.setText(translate("DetailsPanel", "Pick up"))
        self.retrieve.setText(translate("DetailsPanel", "Take over"))
        self.bridge.setText(translate("DetailsPanel", "Join in"))
        self.setVisible(any(not b.isHidden() for b in (self.pick_up, self.retrieve, self.bridge, self.problem)))

    def _ask(self, outcome: Outcome) -> None:
        self.problem.show_text("")
        outcome.add_done_callback(self.on_outcome)

    def on_outcome(self, outcome: "asyncio.Future[Problem | None]") -> None:
        problem = None if outcome.cancelled() else outcome.result()
        self.problem.show_text(problem_text(problem) if problem is not None else "")
        self.setVisible(True)
