"""One call in the column: ringing, being dialled, spoken in, on hold, over. One widget for its whole life."""

from functools import cached_property

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.domain.journal.entry import LONGEST_NOTE
from softphone.domain.problems import Problem
from softphone.services.actions import Actions
from softphone.services.calls.selectors import (
    PanelCall,
    handover_of,
    has_left,
    is_asked_about,
    is_gone,
    is_passed_on,
    opens_for_caller,
    panel_kind,
    problem_of,
    somebody_else_talks,
    waits_elsewhere_since_s,
)
from softphone.services.commands import ANSWER, CONFERENCE, HANG_UP, REJECT, RESUME, SWAP
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView, HandoverView
from softphone.ui.calls.call_controls import CallControls
from softphone.ui.calls.call_state_label import CallStateLabel
from softphone.ui.calls.call_tile import show_call_tile
from softphone.ui.calls.conference_row import ConferenceRow
from softphone.ui.calls.dtmf_pad import DtmfPad
from softphone.ui.calls.message_strip import MessageStrip
from softphone.ui.contacts.number_menu import number_menu
from softphone.ui.keys.focus_order import put_before
from softphone.ui.keys.key_map import key_map
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text import call_text
from softphone.ui.text.command_text import button_word
from softphone.ui.transfer.transfer_strip import TransferStrip
from softphone.ui.widgets.containers.card import SPINE_PX, Card
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, make_button, set_word
from softphone.ui.widgets.labels.elided_label import ElidedLabel
from softphone.ui.widgets.labels.priority_label import PriorityLabel
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.screen_reader import announce
from softphone.ui.widgets.tool_tip import set_tool_tip

_EDGE = 16
_TOP = 13
_TOP_SMALL = 10
_PAD_WIDTH = 232
_NARROWEST = 300
_STEPS = 4


class CallStrip(Card):
    """Shows what the state says; every button acts on this call alone."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._call: CallView | None = None
        self._resume_icon = ""
        self._second_line: tuple[str, ...] = ()
        self.tile = Tile(32)
        self.caller = ElidedLabel("", "title")
        self.second_line = PriorityLabel("text2", "label", tabular=True)
        self.state_label = CallStateLabel()
        self.controls = CallControls(actions)
        self.quality = TextLabel("", "label", "text2", wrap=True)
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_NOTE)
        self.problem = ProblemLabel()
        self.message = MessageStrip()
        self.itself = ProblemLabel()
        self.itself.set_tone("wait")
        self.conference = ConferenceRow(actions)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self.answer = make_button(ButtonKind.ANSWER, "", "phone-fill")
        self.reject = icon_button("phone-x", "", ButtonKind.REJECT)
        self.resume = make_button(ButtonKind.PLAIN, "")
        self.resume.set_height("buttonSmall")
        self.merge = icon_button("users-three", "")
        self.merge.set_height("buttonSmall")
        self.give_up = make_button(ButtonKind.END, "", "phone-disconnect-fill")

    def _lay_out(self) -> None:
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(SPINE_PX, 0, 1, 1)
        outer.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_EDGE - SPINE_PX, _TOP, 11, _TOP)
        self._column.setSpacing(12)
        outer.addLayout(self._column)
        self._column.addLayout(self._first_row())
        self._column.addWidget(self.problem)
        self._column.addWidget(self.message)
        self._column.addWidget(self.itself)
        self._column.addWidget(self.conference)
        self._column.addWidget(self.controls)
        self._column.addWidget(self.note)
        self._column.addWidget(self.quality)
        self.quality.hide()
        self.note.hide()

    def _first_row(self) -> QHBoxLayout:
        lines = self._lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.caller)
        lines.addWidget(self.second_line)
        lines.addStretch(1)
        row = self._first = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tile)
        row.addLayout(lines, 1)
        for widget in (self.state_label, self.answer, self.reject, self.resume, self.merge, self.give_up):
            row.addWidget(widget)
        return row

    def _connect(self) -> None:
        self.answer.clicked.connect(self.on_answer)
        self.reject.clicked.connect(self.on_reject)
        self.resume.clicked.connect(self.on_resume)
        self.merge.clicked.connect(self.on_merge)
        self.give_up.clicked.connect(self.on_hang_up)
        self.controls.pad_toggled.connect(self.on_pad_toggled)
        self.controls.quality_toggled.connect(self.on_quality_toggled)
        self.controls.note_toggled.connect(self.on_note_toggled)
        self.note.textEdited.connect(self.on_note)

    @cached_property
    def pad(self) -> DtmfPad:
        """The keypad, made when it is first opened: many calls end before."""
        made = DtmfPad()
        made.setFixedWidth(_PAD_WIDTH)
        made.hide()
        made.pressed.connect(self.on_digit)
        made.closed.connect(self.on_pad_closed)
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        put_before((made, *made.keys.values()), self.transfer.buttons()[0])
        return made

    @cached_property
    def transfer(self) -> TransferStrip:
        """The strip of the hand-over, made when the call is first more than ringing."""
        made = TransferStrip(self._actions)
        made.hide()
        self._outer.addWidget(made)
        return made

    def _is_made(self, part: str) -> bool:
        return part in self.__dict__

    def show_call(self, call: CallView, state: AppState, now_s: float) -> None:
        self._call = call
        handover = handover_of(state, call.key)
        kind = PanelCall.GONE if is_gone(state, call.key) else panel_kind(call)
        show_call_tile(self.tile, call, state.sign_in.user_initials)
        self.caller.setText(call_text.caller(call))
        self._second_line = call_text.second_line_variants(call)
        self._show_spine(call, kind)
        self._show_controls(call, kind)
        self.controls.open.setVisible(opens_for_caller(state))
        self._show_note(call)
        asked_about = is_asked_about(state, call.key)
        self._show_second_call(call, state, kind, asked_about)
        waits_since_s = waits_elsewhere_since_s(state, call.key) if kind is PanelCall.GONE else None
        self.state_label.show_call(call, now_s, waits_since_s)
        self.message.show_message(call.message)
        alone = kind in (PanelCall.ACTIVE, PanelCall.GONE) and not call.in_conference
        told = is_passed_on(state, call.key) or has_left(state, call.key)
        self._show_transfer(call, state, handover, now_s, shown=alone or asked_about or told)
        self._show_problem(problem_of(state, call))
        self._name_for_readers()
        self._fit_room()

    def _show_transfer(
        self, call: CallView, state: AppState, handover: HandoverView | None, now_s: float, *, shown: bool
    ) -> None:
        if shown or self._is_made("transfer"):
            self.transfer.show_call(call, state, handover)
            self.transfer.setVisible(shown)
            self.transfer.show_time(now_s)

    def _show_second_call(self, call: CallView, state: AppState, kind: PanelCall, asked_about: bool) -> None:
        """What another call beside this one makes possible."""
        beside = kind is PanelCall.HELD and not asked_about and somebody_else_talks(state, call.key)
        self.resume.setVisible(kind is PanelCall.HELD and not asked_about)
        self.merge.setVisible(beside and not state.conference)
        self.resume.setText(button_word(SWAP if beside else RESUME))
        set_tool_tip(self.resume, key_map().tool_tip(SWAP) if beside else button_word(RESUME))
        self._resume_icon = "arrows-clockwise-bold" if beside else "play-fill"
        set_word(self.merge, key_map().tool_tip(CONFERENCE))
        self.conference.show_call(call, state)
        itself = QCoreApplication.translate("CallStrip", "Answered automatically. The caller can hear you.")
        self.itself.show_text(itself if call.answered_itself and kind is PanelCall.ACTIVE else "")

    def _show_problem(self, problem: Problem | None) -> None:
        text = problem_text(problem) if problem is not None else ""
        if text and text != self.problem.text:
            announce(self, text)
        self.problem.show_text(text)

    def minimumSizeHint(self) -> QSize:
        """A narrow column takes parts away whole (`_fit_room`) instead of being held open."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _NARROWEST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_room()

    def _fit_room(self) -> None:
        """Takes away part after part until the rest fits; the word how it stands never goes."""
        for step in range(_STEPS + 1):
            self._shorten(step)
            if self._has_room(whole_name=step == 0):
                return

    def _shorten(self, step: int) -> None:
        """First how long goes, before the name is cut; then a button's word, for whom, the state's sign.

        Beside a call that rings the button says the state too; for whom stands on the tile as well.
        """
        ringing = self._call is not None and panel_kind(self._call) is PanelCall.RINGING
        self.state_label.setVisible(not (step >= 1 and ringing))
        for button in (self.answer, self.resume, self.give_up):
            button.set_wordless(step >= 2)
        self.resume.set_icons(self._resume_icon if step >= 2 else "")
        self.second_line.set_variants((*self._second_line, "") if step >= 3 else self._second_line)
        self.state_label.set_short(timeless=step >= 1, bare=step >= _STEPS)

    def _has_room(self, whole_name: bool = False) -> bool:
        for layout in (self._lines, self._first):  # within another layout they hear of new sizes only later
            layout.invalidate()
        inner, outer = self._column.contentsMargins(), self._outer.contentsMargins()
        room = self.width() - sum(margins.left() + margins.right() for margins in (inner, outer))
        cut = self.caller.sizeHint().width() - self._lines.minimumSize().width() if whole_name else 0
        return self._first.minimumSize().width() + max(cut, 0) <= room

    def show_time(self, now_s: float) -> None:
        if self._call is not None:
            self.state_label.show_time(now_s)
            if self._is_made("transfer"):
                self.transfer.show_time(now_s)
            if not self._has_room(whole_name=True):
                self._fit_room()

    def focus_chain(self) -> tuple[QWidget, ...]:
        """What can have the focus, in reading order."""
        first_row = (*(button for button, _kind in self._buttons()), self.merge)
        pad = (self.pad, *self.pad.keys.values()) if self._is_made("pad") else ()
        transfer = self.transfer.buttons() if self._is_made("transfer") else ()
        return (
            *first_row,
            *self.conference.buttons(),
            *self.controls.buttons(),
            self.note,
            *pad,
            *transfer,
        )

    def toggle_pad(self) -> None:
        if self.controls.isVisibleTo(self):
            self.controls.pad.toggle()

    def _show_spine(self, call: CallView, kind: PanelCall) -> None:
        leader = call.leader
        double = leader is not None and leader.double_spine
        self.set_spine(leader.colour if leader else None, double, tinted=kind is PanelCall.RINGING)

    def _show_controls(self, call: CallView, kind: PanelCall) -> None:
        active = kind is PanelCall.ACTIVE
        edge = _TOP_SMALL if kind is PanelCall.HELD else _TOP
        self._column.setContentsMargins(_EDGE - SPINE_PX, edge, 11, edge)
        for button, kinds in self._buttons():
            button.setVisible(kind is kinds)
        self.controls.setVisible(active)
        self.controls.show_call(call)
        self.quality.setText(call_text.quality_words(call.quality) if call.quality else "")
        if not active:
            self.controls.pad.setChecked(False)
            self.controls.quality.setChecked(False)
            self.controls.note.setChecked(False)
        self._name_buttons()

    def _show_note(self, call: CallView) -> None:
        """What is being typed stays."""
        words = QCoreApplication.translate("CallStrip", "Note for the journal")
        self.note.setPlaceholderText(words)
        self.note.setAccessibleName(words)
        if self.note.text().strip() != call.note and not self.note.hasFocus():
            self.note.setText(call.note)

    def _buttons(self) -> tuple[tuple[Button, PanelCall], ...]:
        return (
            (self.answer, PanelCall.RINGING),
            (self.reject, PanelCall.RINGING),
            (self.resume, PanelCall.HELD),
            (self.give_up, PanelCall.DIALING),
        )

    def _name_buttons(self) -> None:
        self.answer.setText(button_word(ANSWER))
        set_tool_tip(self.answer, self.answer.text())
        set_word(self.reject, button_word(REJECT))
        self.give_up.setText(button_word(HANG_UP))
        set_tool_tip(self.give_up, self.give_up.text())

    def _name_for_readers(self) -> None:
        secured = call_text.secured_words(self._call) if self._call is not None else ""
        second = self.second_line.text()
        parts = (self.caller.text(), second, self.state_label.text(), "" if secured in second else secured)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def on_answer(self) -> None:
        if self._call is not None:
            ANSWER.run(self._actions, self._call.key)

    def on_reject(self) -> None:
        if self._call is not None:
            REJECT.run(self._actions, self._call.key)

    def on_resume(self) -> None:
        if self._call is not None:
            RESUME.run(self._actions, self._call.key)

    def on_merge(self) -> None:
        CONFERENCE.run(self._actions, None)

    def on_hang_up(self) -> None:
        if self._call is not None:
            HANG_UP.run(self._actions, self._call.key)

    def press_digit(self, digit: str) -> None:
        self.controls.pad.setChecked(True)
        self.pad.press(digit)

    def on_digit(self, digit: str) -> None:
        if self._call is not None:
            self._actions.calls.send_dtmf(digit, self._call.key)

    def on_pad_toggled(self, shown: bool) -> None:
        if shown or self._is_made("pad"):
            self.pad.setVisible(shown)
        if shown:
            self.pad.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_quality_toggled(self, shown: bool) -> None:
        self.quality.setVisible(shown and bool(self.quality.text()))

    def on_note_toggled(self, shown: bool) -> None:
        self.note.setVisible(shown)
        if shown:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_note(self, text: str) -> None:
        if self._call is not None:
            self._actions.calls.set_note(text, self._call.key)

    def on_pad_closed(self) -> None:
        self.controls.pad.setChecked(False)
        self.controls.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._call is not None:
            number_menu(self, self._actions, self._call.name, self._call.number).popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, which not every platform's buttons do by themselves."""
        button = QApplication.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.isAutoRepeat() and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().keyPressEvent(event)
