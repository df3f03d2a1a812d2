"""The live call of a narrow window, pinned above the tabs: who, how long, and the three things one needs."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.problems import MicrophoneSilent, Problem
from softphone.services.actions import Actions
from softphone.services.calls.selectors import PanelCall, panel_kind, pinned_call, problem_of
from softphone.services.commands import ANSWER, HANG_UP, HOLD, MUTE, REJECT, RESUME, hold_command, mute_command
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.calls.call_state_label import CallStateLabel
from softphone.ui.calls.call_tile import show_call_tile
from softphone.ui.keys.call_shortcuts import call_shortcuts
from softphone.ui.problems.audio_problem_text import microphone_silent_words
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text import call_text
from softphone.ui.text.command_text import button_word
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, set_word
from softphone.ui.widgets.labels.elided_label import ElidedLabel
from softphone.ui.widgets.labels.icon_text import IconText
from softphone.ui.widgets.translated_widget import TranslatedWidget

HEIGHT = 60
_SPINE = 4


class CompactCallBar(TranslatedWidget, QWidget):
    """Hidden while there is no call. The red button stands at the far right in every state."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self._call: CallView | None = None
        self.tile = Tile(32)
        self.caller = ElidedLabel("", "strong")
        self.state_label = CallStateLabel(compact=True)
        self.unheard = IconText("warning-circle-fill", "wait")
        """In place of the state: that nobody hears this side matters more than how long."""
        self.mute = icon_button("microphone", "")
        self.mute.setCheckable(True)
        self.mute.set_icons("microphone", "microphone-slash-fill")
        self.hold = icon_button("pause", "")
        self.hold.setCheckable(True)
        self.hold.set_icons("pause", "play-fill")
        self.answer = icon_button("phone-fill", "", ButtonKind.ANSWER)
        self.end = icon_button("phone-disconnect-fill", "", ButtonKind.END)
        self.setFixedHeight(HEIGHT)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.caller)
        lines.addWidget(self.state_label)
        lines.addWidget(self.unheard)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.tile)
        row.addLayout(lines, 1)
        for button in (self.mute, self.hold, self.answer, self.end):
            row.addWidget(button)

    def _connect(self) -> None:
        self.mute.clicked.connect(self.on_mute)
        self.hold.clicked.connect(self.on_hold)
        self.answer.clicked.connect(self.on_answer)
        self.end.clicked.connect(self.on_end)
        ticker().tick.connect(self.on_tick)

    def show_state(self, state: AppState) -> None:
        self._state = state
        self._call = pinned_call(state)
        self.setVisible(self._call is not None)
        if self._call is not None:
            self._show_call(self._call)

    def _show_call(self, call: CallView) -> None:
        kind = panel_kind(call)
        show_call_tile(self.tile, call, self._state.sign_in.user_initials)
        self.caller.setText(call_text.caller(call))
        self.state_label.show_call(call, ticker().now_s())
        self._show_unheard(problem_of(self._state, call))
        self.mute.setVisible(kind is PanelCall.ACTIVE)
        self.mute.setChecked(call.muted)
        self.hold.setVisible(kind in (PanelCall.ACTIVE, PanelCall.HELD))
        self.hold.setChecked(call.held_here)
        self.answer.setVisible(kind is PanelCall.RINGING)
        self._name_buttons(kind)
        self.update()

    def _show_unheard(self, problem: Problem | None) -> None:
        silent = problem if isinstance(problem, MicrophoneSilent) else None
        self.unheard.setVisible(silent is not None)
        self.state_label.setVisible(silent is None)
        if silent is not None:
            self.unheard.show_text(microphone_silent_words(silent.by_system), problem_text(silent))

    def _name_buttons(self, kind: PanelCall) -> None:
        set_word(self.mute, button_word(MUTE))
        set_word(self.hold, button_word(RESUME if kind is PanelCall.HELD else HOLD))
        set_word(self.answer, button_word(ANSWER))
        set_word(self.end, button_word(REJECT if kind is PanelCall.RINGING else HANG_UP))

    def on_tick(self, now_s: float) -> None:
        if self._call is not None:
            self.state_label.show_time(now_s)

    def on_mute(self) -> None:
        if self._call is not None:
            self.mute.setChecked(self._call.muted)
            mute_command(self._call).run(self._actions, self._call.key)

    def on_hold(self) -> None:
        if self._call is None:
            return
        self.hold.setChecked(self._call.held_here)
        hold_command(self._call).run(self._actions, self._call.key)

    def on_answer(self) -> None:
        if self._call is not None:
            ANSWER.run(self._actions, self._call.key)

    def on_end(self) -> None:
        if self._call is None:
            return
        command = REJECT if panel_kind(self._call) is PanelCall.RINGING else HANG_UP
        command.run(self._actions, self._call.key)

    def buttons(self) -> tuple[Button, ...]:
        return self.mute, self.hold, self.answer, self.end

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        call_shortcuts(self.window(), self._actions)

    def retranslate(self) -> None:
        self.show_state(self._state)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme().color("hairline"))
        leader = self._call.leader if self._call else None
        if leader is not None:
            painter.fillRect(QRectF(0, 1, _SPINE, self.height() - 1), theme().leader(leader.colour).solid)
