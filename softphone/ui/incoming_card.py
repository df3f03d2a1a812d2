"""The ringing call on top: for whom, who, why, and what can be done. Its places never change."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.calls import CallKey
from softphone.services.actions import Actions
from softphone.services.call_views import is_ringing, settings_in_force
from softphone.services.ring_reason import next_step, ring_reason
from softphone.services.views import AppState, CallView
from softphone.ui import call_words
from softphone.ui.caller_label import CallerLabel
from softphone.ui.formats import running
from softphone.ui.incoming_band import IncomingBand
from softphone.ui.widgets.buttons import Button, ButtonKind, icon_button, make_button, set_word
from softphone.ui.widgets.icon_label import IconLabel
from softphone.ui.widgets.text_label import TextLabel


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
        for button in self._buttons():
            button.set_height("buttonAnswer")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answer.clicked.connect(self.on_answer)
        self.reject.clicked.connect(self.on_reject)
        self.voicemail.clicked.connect(self.on_voicemail)
        self.silence.clicked.connect(self.on_silence)

    def _buttons(self) -> tuple[Button, ...]:
        return self.answer, self.reject, self.voicemail, self.silence

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        inner = QVBoxLayout()
        inner.setContentsMargins(15, 14, 15, 15)
        inner.setSpacing(0)
        column.addLayout(inner)
        inner.addWidget(self.caller)
        inner.addSpacing(1)
        inner.addLayout(self._number_row())
        inner.addSpacing(14)
        inner.addWidget(self._filled_why_row())
        inner.addLayout(self._button_row())

    def _number_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addStretch(1)
        row.addWidget(self.elapsed)
        return row

    def _filled_why_row(self) -> QWidget:
        row = QHBoxLayout(self.why_row)
        row.setContentsMargins(0, 0, 0, 14)
        row.setSpacing(8)
        row.addWidget(IconLabel("funnel"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.why, 1)
        return self.why_row

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.answer, 1)
        for button in self._buttons()[1:]:
            row.addWidget(button)
        return row

    def show_call(self, call: CallView, state: AppState) -> None:
        self._call = call
        settings = settings_in_force(state, call.leader)
        self.band.show_call(call, next_step(settings))
        self.caller.set_text(call_words.caller(call))
        self.number.setText(call_words.number_below(call))
        self.why.setText(call_words.why(ring_reason(settings)))
        self.why_row.setVisible(bool(self.why.text()))
        self._show_buttons(call)

    def _show_buttons(self, call: CallView) -> None:
        for button in self._buttons():
            button.setEnabled(is_ringing(call))
        self.voicemail.setVisible(call.can_send_to_voicemail)
        self.silence.setChecked(call.ring_silenced)
        self.answer.setText(QCoreApplication.translate("IncomingCard", "Answer"))
        self.reject.setText(QCoreApplication.translate("IncomingCard", "Decline"))
        set_word(self.voicemail, QCoreApplication.translate("IncomingCard", "To voicemail"))
        set_word(self.silence, self._silence_word(call))

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
            self._actions.answer(self._call.key)

    def on_reject(self) -> None:
        if self._call is not None:
            self._actions.reject(self._call.key)

    def on_voicemail(self) -> None:
        if self._call is not None:
            self._actions.send_to_voicemail(self._call.key)

    def on_silence(self) -> None:
        if self._call is not None:
            self.silence.setChecked(self._call.ring_silenced)
            self._actions.silence(self._call.key)
