"""A further ringing call below the card: one line high, with its own answer button."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.calls.selectors import is_ringing, settings_in_force
from softphone.services.executive_calls.ring_reason import closing, next_step
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.calls.call_tile import show_call_tile
from softphone.ui.text import call_text
from softphone.ui.text.time_format import running
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.floating_surface import path_inside_card
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.controls.buttons import ButtonKind, icon_button, set_word
from softphone.ui.widgets.controls.key_cap import KeyCap
from softphone.ui.widgets.labels.elided_label import ElidedLabel
from softphone.ui.widgets.labels.priority_label import PriorityLabel
from softphone.ui.widgets.labels.text_label import TextLabel

HEIGHT = 52
_SPINE = 4


class IncomingRow(QWidget):
    """Keeps its place while it rings and for its closing words."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._call: CallView | None = None
        self.tile = Tile(24)
        self.caller = ElidedLabel("", "strong")
        self.second_line = PriorityLabel("text2", "label", tabular=True)
        self.state_words = TextLabel("", "label", "text2", tabular=True)
        self.answer = icon_button("phone-fill", "", ButtonKind.ANSWER_OUTLINE)
        self.answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answer.clicked.connect(self.on_answer)
        self.key_chip = KeyCap("")
        self.key_chip.hide()
        self.setFixedHeight(HEIGHT)
        self._lay_out()

    @property
    def key(self) -> CallKey | None:
        return self._call.key if self._call else None

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 1, 11, 0)
        row.setSpacing(10)
        row.addWidget(self.tile)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.caller)
        lines.addWidget(self.second_line)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        row.addWidget(self.state_words)
        row.addWidget(self.key_chip)
        row.addWidget(self.answer)

    def show_call(self, call: CallView, state: AppState, now_s: float) -> None:
        self._call = call
        show_call_tile(self.tile, call, state.sign_in.user_initials)
        self.caller.setText(call_text.caller(call))
        self.second_line.set_variants((call_text.for_whom(call),))
        self.answer.setEnabled(is_ringing(call))
        word = QCoreApplication.translate("IncomingCard", "Answer {caller}")
        set_word(self.answer, word.format(caller=call_text.caller(call)))
        self._show_end(call, state)
        self.show_time(now_s)
        self.update()

    def show_key(self, sequence: str) -> None:
        """The key that brings this one to the top; empty where that is another's."""
        self.key_chip.show_key(sequence)
        self.key_chip.setVisible(bool(sequence))

    def _show_end(self, call: CallView, state: AppState) -> None:
        ended = None if is_ringing(call) else closing(call, next_step(settings_in_force(state, call.leader)))
        if ended is not None:
            self.state_words.setText(call_text.closing_words(ended))

    def show_time(self, now_s: float) -> None:
        if self._call is not None and is_ringing(self._call):
            self.state_words.setText(running(now_s - self._call.started_at_s))

    def on_answer(self) -> None:
        if self._call is not None:
            self._actions.calls.answer(self._call.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme().color("hairline"))
        leader = self._call.leader if self._call else None
        if leader is not None:
            spine = QRectF(0, 1, _SPINE, self.height() - 1)
            painter.fillPath(path_inside_card(self, spine), theme().leader(leader.colour).solid)
            if leader.double_spine:
                painter.fillRect(QRectF(_SPINE + 2, 1, 2, self.height() - 1), theme().leader(leader.colour).solid)
