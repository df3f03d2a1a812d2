"""Below a live call: to whom it goes, asked first or directly, how it stands there, the way back and a note."""

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from softphone.domain.calls.transfer import ENDS, FREE, TransferKind, TransferPhase
from softphone.domain.executive.call_push import PushPhase
from softphone.domain.options.table import TRANSFER_KEY
from softphone.services.actions import Actions
from softphone.services.calls.selectors import PanelCall, panel_kind, transfer_of
from softphone.services.commands import COMPLETE_TRANSFER, CONFERENCE, MUTE, SWAP, TAKE_BACK, mute_command
from softphone.services.core.outcomes import Outcome, problem_of
from softphone.services.groups.leader_details import asking_first_fails
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView, HandoverView, TransferView
from softphone.services.state.groups import GroupView, LeaderRef
from softphone.ui.dial.dial_results import DialResults
from softphone.ui.keys.key_map import key_map
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.command_text import button_word
from softphone.ui.text.styled_text import phrase
from softphone.ui.theme.theme import theme
from softphone.ui.transfer import call_push_text, transfer_text
from softphone.ui.transfer.target_picker import TargetPicker
from softphone.ui.transfer.transfer_layout import choice_row, column_of, row_of, show_button, two_groups
from softphone.ui.widgets.containers.wrapping_row import put_beside
from softphone.ui.widgets.controls.buttons import ButtonKind, icon_button, make_button, set_word
from softphone.ui.widgets.controls.countdown_ring import CountdownRing
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.styled_label import StyledLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.screen_reader import announce

translate = QCoreApplication.translate
_UNDER_WAY = frozenset({PushPhase.PUSHING, PushPhase.TAKING_BACK})
_RUNNING = _UNDER_WAY | {PushPhase.ASKED}
_NUMBER_STARTS = "0123456789+*#"
_MARGINS_PX, _GAP_PX = 28, 8


class TransferStrip(QWidget):
    """Shows one call's hand-over; whom it goes to is the call's leader until somebody else is picked or typed."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._call: CallView | None = None
        self._handover: HandoverView | None = None
        self._transfer: TransferView | None = None
        self._target_call: CallView | None = None
        self.choice = TargetPicker(actions)
        self.target = self.choice.button
        self.results = DialResults(self, self.choice.edit, actions)
        self.destroyed.connect(self.results.list.deleteLater)
        self.ask = make_button(ButtonKind.PLAIN, "")
        self.direct = make_button(ButtonKind.PLAIN, "")
        self.connect_both = make_button(ButtonKind.PLAIN, "", "phone-transfer")
        self.take_back = make_button(ButtonKind.PRIMARY, "", "arrow-u-up-left")
        self.swap = icon_button("arrows-clockwise-bold", "")
        self.merge = icon_button("users-three", "")
        self.mute = icon_button("microphone", "")
        self.mute.setCheckable(True)
        self.mute.set_icons("microphone", "microphone-slash-fill")
        self.ring = CountdownRing()
        self.title, self.sentence = TextLabel("", "title", wrap=True), StyledLabel()
        self.said = TextLabel("", "strong", "text", wrap=True)
        self.problem, self.warning = ProblemLabel(), ProblemLabel()
        self.warning.set_tone("wait")
        self._groups: tuple[GroupView, ...] = ()
        self.note_edit, self.note_send = QLineEdit(), make_button(ButtonKind.PLAIN, "")
        self.note_said = TextLabel("", "label", "text2", wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 12)
        column.setSpacing(10)
        self._said_row = row_of(IconLabel("arrow-u-up-left", "text2"), self.said)
        self._time_row = row_of(self.ring, column_of(self.title, self.sentence), gap=16)
        self._choice_row, self._choice_box = choice_row(self.choice, self.ask, self.direct)
        self._ways_out = two_groups((self.connect_both, self.take_back), (self.swap, self.merge, self.mute))
        self._button_row = self._ways_out.holder
        self._note_label = TextLabel("", "body", "text2")
        self._note_row = row_of(IconLabel("note-pencil"), self._note_label, self.note_edit, self.note_send)
        for part in (self._said_row, self._time_row, self.problem, self._choice_row, self._button_row):
            column.addWidget(part)
        column.addWidget(self.warning)
        column.addWidget(self._note_row)
        column.addWidget(self.note_said)
        for button in (self.ask, self.direct, self.note_send):
            button.set_height("buttonSmall")

    def _connect(self) -> None:
        self.ask.clicked.connect(self.on_ask)
        self.direct.clicked.connect(self.on_direct)
        self.connect_both.clicked.connect(self.on_connect)
        self.take_back.clicked.connect(self.on_take_back)
        self.swap.clicked.connect(self.on_swap)
        self.merge.clicked.connect(self.on_merge)
        self.mute.clicked.connect(self.on_mute)
        self.choice.changed.connect(self.on_choice)
        self.choice.submitted.connect(self.on_ask)
        self.note_send.clicked.connect(self.on_note)
        self.note_edit.returnPressed.connect(self.on_note)

    def show_call(self, call: CallView, state: AppState, handover: HandoverView | None) -> None:
        """`handover` of this call, None without one."""
        if self._call is None or self._call.key != call.key:
            self.choice.reset()
        self._call, self._handover, before = call, handover, self._transfer
        self._transfer = transfer_of(state, call.key)
        target_key = self._transfer.target_key if self._transfer is not None else None
        self._target_call = next((c for c in state.calls if c.key == target_key), None)
        self._groups = state.groups
        self.results.leaders = tuple(group.leader for group in state.groups)
        self.choice.show_for(call.leader, state.groups)
        self._show_words()
        self._show_parts()
        if self._transfer is not None and (before is None or before.phase is not self._transfer.phase):
            announce(self, transfer_text.spoken(self._transfer))

    def show_time(self, now_s: float) -> None:
        h = self._handover
        if self._transfer is not None and self._transfer.phase not in ENDS:
            words = transfer_text.state_words(self._transfer, self._target_call, now_s)
            self.sentence.show_runs(phrase("{words}", words=words))
        elif h is not None and h.phase in _UNDER_WAY:
            self._show_countdown(h, now_s)

    def _show_countdown(self, h: HandoverView, now_s: float) -> None:
        seconds = None
        if h.deadline_s is not None and h.pushed_at_s is not None:
            self.ring.show_time(max(0.0, h.deadline_s - now_s), h.deadline_s - h.pushed_at_s, h.leader.colour)
            seconds = self.ring.seconds
        self.ring.setVisible(seconds is not None)
        self.sentence.show_runs(call_push_text.ringing_words(seconds))

    def buttons(self) -> tuple[QWidget, ...]:
        choice = (self.target, self.choice.edit, self.ask, self.direct)
        asking = (self.connect_both, self.take_back, self.swap, self.merge, self.mute)
        return (*choice, *asking, self.note_edit, self.note_send)

    def take_keys(self) -> None:
        """The strip has the focus: E asks first, D hands over, V connects, Z takes back; N and digits mean others."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """A digit begins a number here before it is a tone of the call."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._begins(event):
            event.accept()
            return True
        return super().event(event)

    def _begins(self, event: QKeyEvent) -> bool:
        return bool(event.text()) and event.text() in _NUMBER_STARTS and self._choice_row.isVisibleTo(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_E: self.on_ask,
            Qt.Key.Key_D: self.on_direct,
            Qt.Key.Key_V: self.on_connect,
            Qt.Key.Key_Z: self.on_take_back,
            Qt.Key.Key_N: self.on_another,
        }
        slot = keys.get(Qt.Key(event.key())) if not event.modifiers() else None
        if slot is not None:
            slot()
        elif self._begins(event):
            self.choice.type_into(event.text())
        else:
            super().keyPressEvent(event)

    def leader(self) -> LeaderRef | None:
        """To whom the call would go, where that is a leader."""
        return self.choice.leader()

    def on_choice(self) -> None:
        self._show_words()
        self._show_parts()

    def on_another(self) -> None:
        if self._choice_row.isVisibleTo(self):
            self.choice.type_into()

    def on_ask(self) -> None:
        self._take_found()
        if self._call is not None and self.choice.target() and self.ask.isEnabled():
            self._show_outcome(self._actions.transfers.ask(self.choice.target(), self._call.key))

    def on_direct(self) -> None:
        self._take_found()
        leader = self.leader()
        if self._call is None or not self.choice.target() or not self.direct.isEnabled():
            return
        if leader is None:
            self._show_outcome(self._actions.transfers.send_on(self.choice.target(), self._call.key))
        else:
            other = leader.user_id if leader != self._call.leader else None
            self._actions.call_push.push(self._call.key, other)

    def _take_found(self) -> None:
        """A name that is being typed means the result chosen below it."""
        if self.choice.is_typing:
            self.results.fill_in_chosen()

    def _show_outcome(self, outcome: Outcome) -> None:
        outcome.add_done_callback(self.on_outcome)

    def on_outcome(self, outcome: Outcome) -> None:
        """What did not even begin has no transfer that could say why."""
        problem = problem_of(outcome)
        if problem is not None and self._transfer is None:
            self.problem.show_text(problem_text(problem))

    def on_connect(self) -> None:
        if self._transfer is not None and self._transfer.can_connect:
            COMPLETE_TRANSFER.run(self._actions, self._transfer.key)

    def on_take_back(self) -> None:
        if self._transfer is not None and self._transfer.can_take_back:
            self._actions.transfers.take_back(self._transfer.key)
        elif self._handover is not None and self._handover.can_take_back:
            self._actions.call_push.take_back(self._handover.key)

    def on_swap(self) -> None:
        SWAP.run(self._actions, None)

    def on_merge(self) -> None:
        CONFERENCE.run(self._actions, None)

    def on_mute(self) -> None:
        call = self._spoken_with()
        if call is not None:
            self.mute.setChecked(call.muted)
            mute_command(call).run(self._actions, call.key)

    def _spoken_with(self) -> CallView | None:
        """Of caller and target the one who hears us."""
        both = (self._target_call, self._call)
        return next((c for c in both if c is not None and panel_kind(c) is PanelCall.ACTIVE), None)

    def on_note(self) -> None:
        if self._call is not None and self.note_edit.text().strip():
            self._actions.call_push.send_note(self._call.key, self.note_edit.text())
            self.note_edit.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The words before the name go first, then the buttons go below."""
        room = self.width() - _MARGINS_PX
        buttons = self.ask.sizeHint().width() + self.direct.sizeHint().width() + 2 * _GAP_PX
        beside = self.choice.fit(room - buttons)
        if not beside:
            self.choice.fit(room)
        put_beside(self._choice_box, beside)
        self._ways_out.fit(room, (self.connect_both, self.take_back), (self.swap, self.merge, self.mute))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own; the leader's tint while it rings there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leader = self._tinting_leader()
        ground = theme().leader(leader.colour).tint if leader is not None else theme().color("sunken")
        radius = float(theme().radius("card")) - 1
        painter.setClipRect(QRectF(0, 0, self.width(), self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(0, -radius, self.width(), self.height() + radius), radius, radius)
        painter.fillRect(0, 0, self.width(), 1, theme().color("hairline"))

    def _tinting_leader(self) -> LeaderRef | None:
        if self._transfer is not None and self._transfer.phase not in ENDS:
            return self._transfer.leader
        under_way = self._handover is not None and self._handover.phase in _UNDER_WAY
        return self._handover.leader if self._handover is not None and under_way else None

    def _show_words(self) -> None:
        h, t = self._handover, self._transfer
        for button, word, letter in (
            (self.ask, translate("Transfer", "Ask first"), "E"),
            (self.direct, translate("Handover", "Hand over"), "D"),
            (self.connect_both, button_word(COMPLETE_TRANSFER), "V"),
            (self.take_back, button_word(TAKE_BACK), "Z"),
        ):
            show_button(button, word, key_map().hint(word, TRANSFER_KEY, letter))
        for icon, command in ((self.swap, SWAP), (self.merge, CONFERENCE), (self.mute, MUTE)):
            set_word(icon, key_map().tool_tip(command))
        self._note_label.setText(translate("Handover", "Note to the leader"))
        self.note_edit.setAccessibleName(self._note_label.text())
        self.note_send.setText(translate("Handover", "Send"))
        self.note_said.setText(call_push_text.note_words(h.note if h is not None else None))
        if t is not None:
            self.title.setText(transfer_text.title(t))
        elif h is not None:
            self.title.setText(translate("Handover", "Handover to {leader}").format(leader=h.leader.name))
        self.said.setText(self._said_words())

    def _said_words(self) -> str:
        if self._transfer is not None:
            return transfer_text.said_words(self._transfer)
        words = call_push_text.phase_words(self._handover) if self._handover is not None else ""
        if not words and self._handover is None and self._call is not None and self._call.recalled_from is not None:
            return call_push_text.recalled_words(self._call.recalled_from.name)
        return words

    def _show_parts(self) -> None:
        h, t = self._handover, self._transfer
        pushing = h is not None and h.phase in _UNDER_WAY
        asking = t is not None and t.phase not in ENDS
        over = h is not None and h.phase not in _RUNNING | {PushPhase.REFUSED}
        done = t is not None and t.phase in (TransferPhase.DONE, TransferPhase.CALLER_GONE)
        busy = t is not None and t.phase not in FREE
        free = not busy and (h is None or h.phase is PushPhase.REFUSED)
        self._time_row.setVisible(pushing or asking)
        self.ring.setVisible(pushing and self.ring.seconds is not None)
        self._said_row.setVisible(bool(self.said.text()))
        self._choice_row.setVisible(not (pushing or busy or over or done))
        self.target.setEnabled(free)
        self.ask.setEnabled(free and bool(self.choice.target()))
        self.direct.setEnabled(free and bool(self.choice.target()))
        self._show_ways_out()
        self._note_row.setVisible(pushing)
        self.note_said.setVisible(pushing and bool(self.note_said.text()))
        self.problem.show_text(self._problem_words())
        self.warning.show_text(self._warning_words() if self._choice_row.isVisibleTo(self) else "")
        self._fit()

    def _show_ways_out(self) -> None:
        h, t = self._handover, self._transfer
        back = (h is not None and h.can_take_back) or (t is not None and t.can_take_back)
        asking = t is not None and t.phase in (TransferPhase.CALLING, TransferPhase.TALKING)
        self._button_row.setVisible(back)
        self.connect_both.setVisible(asking and t is not None and t.kind is TransferKind.ASK)
        self.connect_both.setEnabled(t is not None and t.can_connect)
        talking, heard = t is not None and t.phase is TransferPhase.TALKING, self._spoken_with()
        for button in (self.swap, self.merge, self.mute):
            button.setVisible(talking)
        self.mute.setChecked(heard is not None and heard.muted)

    def _warning_words(self) -> str:
        """Before somebody is asked in vain."""
        leader = self.leader()
        group = next((g for g in self._groups if leader is not None and g.leader.user_id == leader.user_id), None)
        fails = leader is not None and asking_first_fails(group)
        return call_push_text.call_waiting_words(leader.name) if leader is not None and fails else ""

    def _problem_words(self) -> str:
        if self._transfer is not None:
            return transfer_text.problem_words(self._transfer)
        h = self._handover
        return transfer_text.why_not(h.problem, h.leader.name) if h is not None and h.problem is not None else ""
