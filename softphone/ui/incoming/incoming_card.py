"""The ringing call on top: for whom, who, why, and what can be done. Its places never change."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.calls.selectors import group_of, is_ringing
from softphone.services.commands import ANSWER, REJECT, SILENCE
from softphone.services.core.outcomes import Outcome, problem_of
from softphone.services.executive_calls.ring_reason import next_step, reason_of
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.calls.caller_label import CallerLabel
from softphone.ui.calls.message_strip import MessageStrip
from softphone.ui.group_editor.rule_line import RuleLine
from softphone.ui.incoming.incoming_band import IncomingBand
from softphone.ui.keys.key_map import key_map
from softphone.ui.text import call_text, ring_reason_text
from softphone.ui.text.command_text import button_word
from softphone.ui.text.time_format import running
from softphone.ui.transfer.call_push_text import recalled_words
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, make_button, set_word
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.tool_tip import set_tool_tip

_MORE_PX = 24


class IncomingCard(QWidget):
    """One call in full. Over calls keep their card and say how they ended; only the words change."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._call: CallView | None = None
        self.band = IncomingBand()
        self.caller = CallerLabel()
        self.number = TextLabel("", "body", "text2", tabular=True)
        self.elapsed = TextLabel("", "body", "text2", tabular=True)
        self.why = TextLabel("", "label", "text2", wrap=True)
        self.why_row = QWidget()
        self.recalled = TextLabel("", "strong", "wait", wrap=True)
        self.waits = TextLabel("", "label", "wait", wrap=True)
        self.message = MessageStrip()
        self.rule = RuleLine(actions)
        self.rule.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rule_key: CallKey | None = None
        self._make_buttons()
        self._lay_out()

    @property
    def key(self) -> CallKey | None:
        return self._call.key if self._call else None

    def _make_buttons(self) -> None:
        self.answer = make_button(ButtonKind.ANSWER, "", "phone-fill")
        self.reject = make_button(ButtonKind.REJECT, "")
        self.voicemail = icon_button("voicemail", "")
        self.silence = icon_button("bell-simple-slash", "")
        self.silence.setCheckable(True)
        self.more = icon_button("dots-three-bold", "", ButtonKind.GHOST)
        for button in (*self._buttons(), self.more):
            button.set_height("buttonAnswer" if button is not self.more else "buttonSmall")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.setFixedHeight(_MORE_PX)
        self.answer.clicked.connect(self.on_answer)
        self.reject.clicked.connect(self.on_reject)
        self.voicemail.clicked.connect(self.on_voicemail)
        self.silence.clicked.connect(self.on_silence)
        self.more.clicked.connect(self.on_more)

    def _buttons(self) -> tuple[Button, ...]:
        return self.answer, self.reject, self.voicemail, self.silence

    def _lay_out(self) -> None:
        column = make_column(self, 0)
        column.addWidget(self.band)
        inner = QVBoxLayout()
        inner.setContentsMargins(15, 14, 15, 15)
        inner.setSpacing(0)
        column.addLayout(inner)
        inner.addWidget(self.caller)
        inner.addSpacing(1)
        inner.addLayout(self._number_row())
        inner.addSpacing(10)
        inner.addWidget(self.recalled)
        inner.addWidget(self._filled_why_row())
        inner.addWidget(self._message_row())
        inner.addWidget(self.waits)
        self.waits.setContentsMargins(0, 0, 0, 10)
        self.recalled.setContentsMargins(0, 0, 0, 8)
        inner.addLayout(self._button_row())
        inner.addWidget(self.rule)
        self.rule.setContentsMargins(0, 10, 0, 0)

    def _number_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addStretch(1)
        row.addWidget(self.more)
        row.addWidget(self.elapsed)
        return row

    def _filled_why_row(self) -> QWidget:
        row = QHBoxLayout(self.why_row)
        row.setContentsMargins(0, 0, 0, 14)
        row.setSpacing(8)
        row.addWidget(IconLabel("funnel"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.why, 1)
        return self.why_row

    def _message_row(self) -> QWidget:
        self._message_frame = QWidget()
        column = QVBoxLayout(self._message_frame)
        column.setContentsMargins(0, 0, 0, 14)
        column.addWidget(self.message)
        return self._message_frame

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.answer, 1)
        for button in self._buttons()[1:]:
            row.addWidget(button)
        return row

    def show_call(self, call: CallView, state: AppState) -> None:
        self._call = call
        group = group_of(state, call.leader)
        self.band.show_call(call, next_step(group.settings if group is not None else None))
        self.caller.set_text(call_text.card_head(call), call.name)
        self.number.setText(call_text.card_number(call))
        self.why.setText(ring_reason_text.why(reason_of(group, call)))
        self.why_row.setVisible(bool(self.why.text()))
        self.show_rule(state)
        self._show_told(call)
        self._show_buttons(call)

    def show_rule(self, state: AppState) -> None:
        """Below the buttons, so that they stay where they are; only at the call it was asked from."""
        if self.key is None or self.key != self._rule_key:
            self.rule.show_rule(None)
        elif state.rule is not None:
            self.rule.show_rule(state.rule)

    def _show_told(self, call: CallView) -> None:
        """That it came back, and what was written about it."""
        recalled = call.recalled_from
        self.recalled.setText(recalled_words(recalled.name) if recalled is not None else "")
        self.recalled.setVisible(recalled is not None)
        self.message.show_message(call.message)
        self._message_frame.setVisible(call.message is not None)
        self.waits.setVisible(call.waits)
        self.waits.setText(QCoreApplication.translate("IncomingCard", "Answering puts your call on hold."))

    def _show_buttons(self, call: CallView) -> None:
        for button in (*self._buttons(), self.more):
            button.setEnabled(is_ringing(call))
        self.voicemail.setVisible(call.can_send_to_voicemail)
        self.more.setVisible(call.leader is not None)
        self.silence.setChecked(call.ring_silenced)
        self.answer.setText(button_word(ANSWER))
        self.answer.set_hint(key_map().of(ANSWER.key), may_go=True)
        holds = QCoreApplication.translate("IncomingCard", "Answer (holds your call)")
        set_tool_tip(self.answer, key_map().hint(holds if call.waits else self.answer.text(), ANSWER.key))
        self.reject.setText(button_word(REJECT))
        set_word(self.voicemail, QCoreApplication.translate("IncomingCard", "To voicemail"))
        set_word(self.silence, self._silence_word(call))
        set_word(self.more, QCoreApplication.translate("IncomingCard", "Rules for this caller"))

    def _silence_word(self, call: CallView) -> str:
        if call.ring_silenced:
            return QCoreApplication.translate("IncomingCard", "Ringing is off for this call")
        return QCoreApplication.translate("IncomingCard", "Stop ringing")

    def show_time(self, now_s: float) -> None:
        self.band.show_time(now_s)
        if self._call is not None and is_ringing(self._call):
            self.elapsed.setText(running(now_s - self._call.started_at_s))

    def on_answer(self) -> None:
        if self._call is not None:
            ANSWER.run(self._actions, self._call.key)

    def on_reject(self) -> None:
        if self._call is not None:
            REJECT.run(self._actions, self._call.key)

    def on_voicemail(self) -> None:
        if self._call is not None:
            self._actions.calls.send_to_voicemail(self._call.key)

    def on_more(self) -> None:
        if self._call is not None:
            self.rule_menu(self._call.key).popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def rule_menu(self, key: CallKey) -> QMenu:
        """For the call it was opened at, whichever is on top when something is chosen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        always = QCoreApplication.translate("IncomingCard", "Always put through to the assistants")
        never = QCoreApplication.translate("IncomingCard", "Never to the assistants again")
        for words, wanted in ((always, True), (never, False)):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, to=wanted: self.on_rule(key, to))
            menu.addAction(action)
        return menu

    def on_rule(self, key: CallKey, always: bool) -> None:
        self._rule_key = key
        outcome = self._actions.editor.write_rule(key, always)
        outcome.add_done_callback(lambda done: self.on_rule_outcome(key, done))

    def on_rule_outcome(self, key: CallKey, outcome: Outcome) -> None:
        problem = problem_of(outcome)
        if problem is not None and key == self._rule_key == self.key:
            self.rule.show_problem(problem)

    def on_silence(self) -> None:
        if self._call is not None:
            self.silence.setChecked(self._call.ring_silenced)
            SILENCE.run(self._actions, self._call.key)
