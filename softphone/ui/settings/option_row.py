"""One setting: its name, its control, what it does, whether it is locked, and the way back to the default."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.options.table import AnyOption
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.options import OptionView
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.settings.option_fields import field_for
from softphone.ui.settings.option_text import option_words
from softphone.ui.widgets.containers.settings_rows import SettingsRow
from softphone.ui.widgets.controls.buttons import ButtonKind, icon_button, set_word
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row

translate = QCoreApplication.translate


class OptionRow(SettingsRow):
    """Draws one row of `AppState.options`."""

    def __init__(self, option: AnyOption, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option, self._actions = option, actions
        self._row: OptionView | None = None
        self.field = field_for(option)
        self.reset = icon_button("arrow-u-up-left", "", ButtonKind.GHOST)
        self.lock, self.locked = IconLabel("lock-simple-fill", "text2", 14), TextLabel("", "label", "text", wrap=True)
        self.locked_line = QWidget()
        self.problem, self.note = ProblemLabel(), ProblemLabel()
        self.note.set_tone("wait")
        self.explanation = TextLabel("", "label", "text2", wrap=True)
        self._lay_out()
        self.field.chosen.connect(self.on_chosen)
        self.reset.clicked.connect(self.on_reset)
        self.retranslate()

    def show_row(self, row: OptionView) -> None:
        """A refused value gives way to the one in force."""
        self._row = row
        self.field.show_value(row.value)
        self.field.setEnabled(not row.locked)
        self.locked_line.setVisible(row.locked)
        self.reset.setVisible(row.changed)

    def on_chosen(self, value: Any) -> None:
        self._actions.options.set(self.option, value).add_done_callback(self.on_answer)

    def on_reset(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._actions.options.reset(self.option).add_done_callback(self.on_answer)

    def on_answer(self, outcome: Outcome) -> None:
        self.problem.show_text(outcome_text(outcome))
        if self._row is not None:
            self.show_row(self._actions.state.value.options.row(self.option))

    def show_note(self, text: str) -> None:
        """What is so about the value in force; the value's own problem goes before it."""
        self.note.show_text(text)

    def take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        words = option_words(self.option)
        self.name(words.label)
        self.explanation.setText(words.explanation)
        self.explanation.setVisible(bool(words.explanation))
        self.field.control.setAccessibleName(words.label)
        self.field.control.setAccessibleDescription(words.explanation)
        self.field.retranslate()
        self.locked.setText(translate("Options", "Set by your administrator; it cannot be changed here."))
        set_word(self.reset, translate("Options", "Reset to default"))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
        told = make_row(self.locked_line, 6)
        told.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.locked, 1)
        self.controls.addLayout(line)
        self.controls.addWidget(self.locked_line)
        self.controls.addWidget(self.problem)
        self.controls.addWidget(self.note)
        self.controls.addWidget(self.explanation)
