"""Panel of the assistant divert: off, or to a number; typed text stays until the portal has accepted it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from softphone.domain.executive.divert import divert_target
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome, problem_of
from softphone.services.groups.coverage_gaps import Gap, coverage, divert_has_effect
from softphone.services.state.app_state import AppState
from softphone.services.state.groups import DivertView
from softphone.ui.leaders.coverage_text import gap_text
from softphone.ui.leaders.divert_text import divert_note, divert_problem, precondition
from softphone.ui.widgets.containers.popup_card import PopupCard
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.form_field import FormField
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_WIDTH_PX = 320
_OF_DIVERT = frozenset({Gap.DIVERT_TO_SELF, Gap.DIVERT_TO_LEADER})


class DivertPanel(TranslatedWidget, PopupCard):
    """Shows the portal's value until something is typed; closes once the divert is saved."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, _WIDTH_PX)
        self._actions, self._edited = actions, False
        self._state = AppState()
        self.title = TextLabel("", "title", wrap=True)
        self.off, self.to_number = QRadioButton(), QRadioButton()
        self._choice = QButtonGroup(self)
        self._choice.addButton(self.off)
        self._choice.addButton(self.to_number)
        self.field = FormField()
        self.note = TextLabel("", "label", "text2", wrap=True)
        self.precondition, self.gap = ProblemLabel(), ProblemLabel()
        self.precondition.set_tone("wait")
        self.gap.set_tone("wait")
        self.save = Button(ButtonKind.PRIMARY)
        self.cancel = Button(ButtonKind.GHOST)
        self._lay_out()
        self._choice.buttonClicked.connect(self.on_chosen)
        self.field.edit.textEdited.connect(self.on_typed)
        self.field.edit.returnPressed.connect(self.on_save)
        self.save.clicked.connect(self.on_save)
        self.cancel.clicked.connect(self.on_cancel)
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        divert = state.divert or DivertView()
        if not self._edited:
            self._show_divert_fields(divert)
        self.save.setEnabled(not divert.in_flight)
        self.precondition.show_text(precondition(divert_has_effect(state)))
        gaps = [gap_text(gap) for gap in coverage(state) if gap.gap in _OF_DIVERT]
        self.gap.show_text(" ".join(gaps))
        self.refit()

    def on_chosen(self) -> None:
        self._edited = True
        self.field.edit.setEnabled(self.to_number.isChecked())
        if self.to_number.isChecked():
            self.field.edit.setFocus()

    def on_typed(self, text: str) -> None:
        """Reports wrong characters at once, an unfinished number only on saving."""
        self._edited = True
        target = divert_target(text, self._region())
        self.field.show_problem("" if isinstance(target, str) or not text.strip() else divert_problem(target))
        self.refit()

    def on_save(self) -> None:
        outcome = self._actions.divert.set_divert(self.to_number.isChecked(), self.field.text)
        outcome.add_done_callback(self.on_saved)

    def on_saved(self, outcome: Outcome) -> None:
        problem = problem_of(outcome)
        self.field.show_problem(divert_problem(problem))
        self.refit()
        if problem is None:
            self._edited = False
            self.close()
            self.show_state(self._state)

    def on_cancel(self) -> None:
        """Restores the portal's value."""
        self._edited = False
        self.field.show_problem("")
        self.show_state(self._state)
        self.close()

    def _show_divert_fields(self, divert: DivertView) -> None:
        (self.to_number if divert.wished_enabled else self.off).setChecked(True)
        self.field.edit.setText(divert.wished_number)
        self.field.edit.setEnabled(divert.wished_enabled)

    def _region(self) -> str:
        account = self._actions.account
        return account.region if account is not None else "DE"

    def _lay_out(self) -> None:
        fields = (self.title, self.off, self.to_number, self.field, self.precondition, self.gap, self.note)
        fill(self.column, *fields, fill(QHBoxLayout(), 1, self.cancel, self.save))

    def retranslate(self) -> None:
        self.title.setText(translate("Divert", "Assistant divert"))
        self.off.setText(translate("Divert", "Off"))
        self.to_number.setText(translate("Divert", "Divert to the following number"))
        self.field.name(translate("Divert", "Number"))
        self.note.setText(divert_note())
        self.save.setText(translate("Divert", "Save"))
        self.cancel.setText(translate("Divert", "Cancel"))
        self.show_state(self._state)
