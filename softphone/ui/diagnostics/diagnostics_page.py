"""Settings, page "Diagnose": one click makes a bundle for whoever helps; where logs and crash reports lie."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome, problem_of
from softphone.services.state.app_state import AppState
from softphone.ui.diagnostics.self_test_lines import SelfTestLines
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.widgets.containers.settings_rows import SettingsPage, SettingsRow
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.wrapping_check_box import WrappingCheckBox
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class DiagnosticsPage(TranslatedWidget, SettingsPage):
    """The bundle goes where the user says and nowhere else."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._state, self._saved_as = actions, AppState(), ""
        self.test, self.bundle, self.files = SettingsRow(), SettingsRow(), SettingsRow()
        self.lines, self.check = SelfTestLines(), Button(ButtonKind.PLAIN)
        self.check.clicked.connect(lambda: actions.self_test.run())
        self.about = TextLabel("", "label", "text2", wrap=True)
        self.short = WrappingCheckBox()
        self.short.box.setChecked(True)
        self.save = Button(ButtonKind.PLAIN)
        self.done, self.done_words = IconLabel("check-circle-fill", "call", 14), TextLabel("", "label", wrap=True)
        self.problem = ProblemLabel()
        self.folder, self.reports = TextLabel("", "label", wrap=True), TextLabel("", "label", "text2", wrap=True)
        for label in (self.folder, self.reports):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._lay_out()
        self.save.clicked.connect(self.on_save)
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        self.lines.show_view(state.self_test)
        self.check.setEnabled(not state.self_test.running)
        view = state.diagnostics
        self.save.setEnabled(not view.saving)
        saving = translate("Diagnostics", "Saving …")
        self.save.setText(saving if view.saving else translate("Diagnostics", "Save …"))
        self.folder.setText(view.log_folder or "–")
        newest = translate("Diagnostics", "Latest crash report: {file}")
        none = translate("Diagnostics", "No crash reports.")
        self.reports.setText(newest.format(file=view.crash_reports[-1]) if view.crash_reports else none)

    def on_save(self) -> None:
        dialog = QFileDialog(self.window(), self.bundle.title.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("ZIP (*.zip)")
        dialog.setDefaultSuffix("zip")
        dialog.selectFile("vorzimmer-diagnose.zip")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, file: str) -> None:
        self._saved_as = file
        self._show_result("")
        outcome = self._actions.diagnostics.save(file, not self.short.box.isChecked())
        outcome.add_done_callback(self.on_answer)

    def on_answer(self, outcome: Outcome) -> None:
        problem = problem_of(outcome)
        self.problem.show_text("" if problem is None else problem_text(problem))
        if problem is None:
            self._show_result(translate("Diagnostics", "Saved as {file}").format(file=self._saved_as))

    def _show_result(self, words: str) -> None:
        self.done_words.setText(words)
        self.done_line.setVisible(bool(words))

    def _lay_out(self) -> None:
        self.done_line = QWidget()
        done = make_row(self.done_line, 6)
        done.addWidget(self.done, 0, Qt.AlignmentFlag.AlignTop)
        done.addWidget(self.done_words, 1)
        button = QHBoxLayout()
        button.addWidget(self.save)
        button.addStretch(1)
        for widget in (self.short, self.problem, self.done_line, self.about):
            self.bundle.controls.addWidget(widget)
        self.bundle.controls.insertLayout(0, button)
        self.files.controls.addWidget(self.folder)
        self.files.controls.addWidget(self.reports)
        check = QHBoxLayout()
        check.addWidget(self.check)
        check.addStretch(1)
        self.test.controls.addLayout(check)
        self.test.controls.addWidget(self.lines)
        self.add_rows(self.test, self.bundle, self.files)
        self._show_result("")

    def retranslate(self) -> None:
        self.title.setText(translate("Options", "Diagnostics"))
        self.test.name(translate("SelfTest", "Self-test"))
        self.check.setText(translate("Diagnostics", "Check now"))
        self.bundle.name(translate("Diagnostics", "Diagnostics bundle"))
        self.files.name(translate("Diagnostics", "Log files"))
        self.short.show_words(translate("Diagnostics", "Shorten names and numbers"))
        self.about.setText(
            translate(
                "Diagnostics",
                "Versions, settings, state, logs and the SIP trace in one ZIP file, without passwords. "
                "It stays on this computer until you send it to someone yourself.",
            )
        )
        self.show_state(self._state)
