"""Right column: one leader's rule in a sentence and as the portal's eight parameters, read-only."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.services.actions import Actions
from softphone.services.executive_calls.ring_reason import group_reason
from softphone.services.groups.leader_details import asking_first_fails
from softphone.services.state.app_state import AppState
from softphone.services.state.groups import GroupView
from softphone.ui.group_editor.rule_line import RuleLine
from softphone.ui.leader_details.colleague_list import ColleagueList
from softphone.ui.leader_details.mailbox_row import MailboxRow
from softphone.ui.leader_details.parameter_list import ParameterList
from softphone.ui.leader_details.pick_up_row import PickUpRow
from softphone.ui.leader_details.portal_age_footer import PortalAgeFooter, edit_button, name_edit_button
from softphone.ui.leader_details.rule_sentence import rule_sentence
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.ring_reason_text import because
from softphone.ui.theme.surface import Surface
from softphone.ui.transfer.call_push_text import call_waiting_words
from softphone.ui.widgets.containers.side_column import fill_side, side_body
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.containers.wrapping_row import WrappingRow
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.inline_note import InlineNote
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.styled_label import StyledLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.tool_tip import set_tool_tip
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class LeaderDetailsPanel(TranslatedWidget, Surface):
    """Shows the leader it was told by `show_leader`, from the state it was given last."""

    behalf_chosen = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self._leader_id = ""
        self.tile = Tile(40)
        self.name = TextLabel("", "title", wrap=True)
        self.number = TextLabel("", "label", "text2", wrap=True)
        self.call = Button(ButtonKind.PLAIN, "", "phone")
        self.call.set_height("buttonSmall")
        self.call.clicked.connect(self.on_call)
        self.call.set_shrinkable()
        self.behalf = Button(ButtonKind.PLAIN, "", "identification-badge")
        self.behalf.set_height("buttonSmall")
        self.behalf.clicked.connect(self.on_behalf)
        self.takeover = PickUpRow(actions)
        self.mailbox = MailboxRow(actions)
        self.problem = ProblemLabel()
        self.rule = RuleLine(actions)
        self.rule.setContentsMargins(16, 0, 16, 12)
        self.reason, self.waiting = InlineNote("funnel", "text"), InlineNote("info")
        for note in (self.reason, self.waiting):
            note.setContentsMargins(16, 0, 16, 12)
        self.sentence = StyledLabel()
        self.sentence.setContentsMargins(16, 12, 16, 12)
        self.colleagues = ColleagueList()
        self.parameters = ParameterList()
        self.edit = edit_button()
        self.edit.clicked.connect(self.on_edit)
        self.foot = PortalAgeFooter(actions)
        self.foot.add_button(self.edit)
        self._lay_out()
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        self.foot.show_sign_in(state.sign_in)
        group = self._group()
        if group is not None:
            self._show_group(group)

    def show_leader(self, leader_id: str) -> None:
        self._leader_id = leader_id
        self.show_state(self._state)

    def on_call(self) -> None:
        group = self._group()
        if group is not None:
            self._actions.calls.dial(group.leader.number)

    def on_edit(self) -> None:
        group = self._group()
        if group is not None:
            self._actions.editor.open(group.leader.user_id)

    def on_behalf(self) -> None:
        """Chooses the identity and leads to the dial field; nothing is dialled yet."""
        if self._leader_id:
            self._actions.on_behalf.choose(self._leader_id)
            self.behalf_chosen.emit()

    def _group(self) -> GroupView | None:
        return next((group for group in self._state.groups if group.leader.user_id == self._leader_id), None)

    def _show_group(self, group: GroupView) -> None:
        leader = group.leader
        self.tile.show_leader(leader)
        self.name.setText(leader.name)
        number = f" · {leader.number}" if leader.number else ""
        self.number.setText(translate("LeaderDetailsPanel", "Leader") + number)
        self.call.setVisible(bool(leader.number))
        self.takeover.show_group(group, self._state.feature_codes)
        self.mailbox.show_group(group)
        self.problem.show_text(problem_text(group.problem) if group.problem is not None else "")
        self._problem_frame.setVisible(group.problem is not None)
        rule = self._state.rule
        self.rule.show_rule(rule if rule is not None and rule.leader.user_id == leader.user_id else None)
        self.reason.show_text(because(group_reason(group)))
        self.waiting.show_text(call_waiting_words(leader.name) if asking_first_fails(group) else "")
        self.sentence.set_ground(leader.colour)
        self.sentence.show_runs(rule_sentence(group.settings))
        self.colleagues.show_colleagues(group.colleagues)
        self.parameters.show_settings(group.settings)

    def _lay_out(self) -> None:
        body, inner = side_body()
        inner.addLayout(self._head())
        self._problem_frame = QWidget()
        frame = QVBoxLayout(self._problem_frame)
        frame.setContentsMargins(16, 0, 16, 12)
        frame.addWidget(self.problem)
        inner.addWidget(self._problem_frame)
        for widget in (self.rule, self.reason, self.waiting, self.sentence):
            inner.addWidget(widget)
        inner.addWidget(self.parameters)
        inner.addWidget(self.colleagues)
        inner.addStretch(1)
        fill_side(self, body, self.foot)

    def _head(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.number)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 12)
        head.setSpacing(12)
        head.addLayout(row)
        head.addWidget(WrappingRow(self.call, self.behalf))
        head.addWidget(self.takeover)
        head.addWidget(self.mailbox)
        return head

    def retranslate(self) -> None:
        self.call.setText(translate("LeaderDetailsPanel", "Call"))
        set_tool_tip(self.call, self.call.text())
        self.behalf.setText(translate("LeaderDetailsPanel", "Call on behalf"))
        name_edit_button(self.edit)
        self.show_state(self._state)
