"""The sample of the sound page: record five seconds, hear them again, or call the echo number."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.telephone.audio_test import RECORD_S, AudioTestKind
from softphone.services.actions import Actions
from softphone.services.state.audio import SoundTestView
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.settings_rows import SettingsRow
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel

translate = QCoreApplication.translate


class AudioTestButton(Button):
    """Starts one test, and ends it while it runs."""

    def __init__(self, actions: Actions, test: AudioTestKind, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(ButtonKind.PLAIN, "", icon, parent)
        self._actions, self._test, self._icon = actions, test, icon
        self._runs, self._start = False, ""
        self.clicked.connect(self.on_clicked)

    def name(self, start: str) -> None:
        self._start = start
        self._show()

    def show_test(self, view: SoundTestView) -> None:
        self._runs = view.running is self._test
        self._show()

    def on_clicked(self) -> None:
        if self._runs:
            self._actions.audio_test.stop_test()
        else:
            self._actions.audio_test.start_test(self._test)

    def _show(self) -> None:
        self.set_icons("stop-fill" if self._runs else self._icon)
        self.setText(translate("AudioPage", "Stop") if self._runs else self._start)


class AudioTestRow(SettingsRow):
    """What is recorded stays in this machine's memory."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = SoundTestView()
        self.record = AudioTestButton(actions, AudioTestKind.RECORD, "record-fill")
        self.play = AudioTestButton(actions, AudioTestKind.PLAY, "play")
        self.length = TextLabel("", "label", "text2", tabular=True)
        self.echo = Button(ButtonKind.PLAIN, "", "phone")
        self.problem = ProblemLabel()
        self.problem.set_tone("wait")
        line, echo_line = QHBoxLayout(), QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.record)
        line.addWidget(self.play)
        line.addStretch(1)
        line.addWidget(self.length)
        echo_line.addWidget(self.echo)
        echo_line.addStretch(1)
        self.controls.addLayout(line)
        self.controls.addWidget(self.problem)
        self.controls.addLayout(echo_line)
        self.echo.clicked.connect(lambda: actions.audio_test.call_echo())
        ticker().tick.connect(self.on_tick)

    def show_test(self, view: SoundTestView) -> None:
        self._view = view
        self.record.show_test(view)
        self.play.show_test(view)
        self.play.setEnabled(view.recorded_s > 0 and view.running is not AudioTestKind.RECORD)
        self.echo.setVisible(bool(view.echo_target))
        self.problem.show_text(problem_text(view.problem) if view.problem is not None else "")
        self.on_tick(ticker().now_s())

    def on_tick(self, now_s: float) -> None:
        self.length.setText(_length_words(self._view, now_s))

    def retranslate(self) -> None:
        self.name(translate("AudioPage", "Voice sample"), translate("AudioPage", "Stays on this computer"))
        self.record.name(translate("AudioPage", "Record"))
        self.play.name(translate("AudioPage", "Listen"))
        self.echo.setText(translate("AudioPage", "Call the echo test"))


def _length_words(view: SoundTestView, now_s: float) -> str:
    if view.running is AudioTestKind.RECORD and view.since_s is not None:
        left_s = max(0, round(RECORD_S - (now_s - view.since_s)))
        return translate("AudioPage", "{seconds} s left").format(seconds=left_s)
    if view.recorded_s:
        return translate("AudioPage", "recorded: {seconds} s").format(seconds=max(1, round(view.recorded_s)))
    return translate("AudioPage", "{seconds} seconds").format(seconds=round(RECORD_S))
