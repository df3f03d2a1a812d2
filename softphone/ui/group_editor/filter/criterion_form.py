"""The form of one filter criterion; every change goes into the draft at once, so that the simulator follows."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.executive.settings import LONGEST_CRITERION_NAME, CallsFrom, Criterion
from softphone.ui.group_editor.filter.criterion_numbers import CriterionNumbers
from softphone.ui.group_editor.parts.called_numbers import CalledNumbers
from softphone.ui.group_editor.parts.editor_parts import FormSection, RadioLine, clear_group, settle_tab_stop
from softphone.ui.group_editor.parts.schedule_box import Known, ScheduleBox, holiday_schedules, time_schedules
from softphone.ui.text import criterion_text
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.form_field import FormField
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class CriterionForm(TranslatedWidget, QWidget):
    """`edited(criterion)` by the user; `done` keeps what is in the draft, `cancelled` asks for it as it was."""

    edited = Signal(object)
    activated = Signal(bool)
    done = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion = Criterion("", True)
        self._new = False
        self.title = TextLabel("", "title")
        self.name = FormField()
        self.name.label.hide()
        self.name.edit.setMaxLength(LONGEST_CRITERION_NAME)
        self.active = QCheckBox()
        self._effects = QButtonGroup(self)
        self.send, self.never = RadioLine(self._effects), RadioLine(self._effects)
        self.never_note = TextLabel("", "label", "text2", wrap=True)
        self._callers = QButtonGroup(self)
        self.callers = {choice: RadioLine(self._callers) for choice in CallsFrom}
        self.other_callers = TextLabel("", "label", "text2", wrap=True)
        self.numbers = CriterionNumbers()
        self.anonymous, self.unavailable = QCheckBox(), QCheckBox()
        self.called = CalledNumbers()
        self.time, self.holiday = ScheduleBox(criterion_text.always), ScheduleBox(criterion_text.none_term)
        self.ready, self.cancel = Button(ButtonKind.PLAIN, "", "check"), Button(ButtonKind.GHOST)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def faulty(self) -> bool:
        """Something typed here cannot stand in the draft."""
        return self.numbers.faulty or bool(self.name.problem.text)

    def show_criterion(self, criterion: Criterion, active: bool, known: Known, new: bool) -> None:
        self._criterion, self._new = criterion, new
        if self.name.text != criterion.name and not self.name.problem.text:
            self.name.edit.setText(criterion.name)
        self.active.setChecked(active)
        self.send.set_chosen(criterion.send_to_assistants)
        self.never.set_chosen(not criterion.send_to_assistants)
        settle_tab_stop(self._effects.buttons())
        self._show_callers(criterion)
        self.called.show_numbers(criterion.called_numbers)
        self.time.show_choice(criterion.time_schedule, time_schedules(known))
        self.holiday.show_choice(criterion.holiday_schedule, holiday_schedules(known))
        self._show_title()

    def start(self, criterion: Criterion) -> None:
        """Another criterion is edited from now on: nothing typed for the last one stays."""
        self.name.show_problem("")
        self.name.edit.setText(criterion.name)
        self.numbers.show_numbers(())
        self.numbers.show_numbers(criterion.numbers)
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.edit.selectAll()

    def show_name_fault(self, reason: str) -> None:
        if reason != self.name.problem.text:
            self.name.show_problem(reason)

    def on_name_edited(self, text: str) -> None:
        self._edit(name=text)

    def on_effect(self) -> None:
        self._edit(send_to_assistants=self.send.button.isChecked())

    def on_callers(self) -> None:
        chosen = next((choice for choice, line in self.callers.items() if line.button.isChecked()), None)
        self._edit(calls_from=chosen)

    def on_specified(self) -> None:
        self._edit(
            numbers=self.numbers.numbers,
            include_anonymous=self.anonymous.isChecked(),
            include_unavailable=self.unavailable.isChecked(),
        )

    def _edit(self, **changes: object) -> None:
        self.edited.emit(replace(self._criterion, **changes))  # type: ignore[arg-type]

    def _show_callers(self, criterion: Criterion) -> None:
        clear_group(self._callers)
        for choice, line in self.callers.items():
            line.set_chosen(choice is criterion.calls_from)
        settle_tab_stop(self._callers.buttons())
        specified = criterion.calls_from is CallsFrom.SPECIFIED_ONLY
        self._specified.setVisible(specified)
        self.numbers.show_numbers(criterion.numbers)
        self.anonymous.setChecked(criterion.include_anonymous)
        self.unavailable.setChecked(criterion.include_unavailable)
        self.other_callers.setText(criterion_text.calls_from_term(None))
        self.other_callers.setVisible(criterion.calls_from is None)

    def _connect(self) -> None:
        self.name.edit.textEdited.connect(self.on_name_edited)
        self.active.clicked.connect(self.activated)
        for line in (self.send, self.never):
            line.button.clicked.connect(self.on_effect)
        for line in self.callers.values():
            line.button.clicked.connect(self.on_callers)
        self.numbers.edited.connect(self.on_specified)
        self.anonymous.clicked.connect(self.on_specified)
        self.unavailable.clicked.connect(self.on_specified)
        self.called.edited.connect(lambda numbers: self._edit(called_numbers=numbers))
        self.time.picked.connect(lambda ref: self._edit(time_schedule=ref))
        self.holiday.picked.connect(lambda ref: self._edit(holiday_schedule=ref))
        self.ready.clicked.connect(self.done)
        self.cancel.clicked.connect(self.cancelled)

    def _lay_out(self) -> None:
        self._sections = (
            FormSection(_column(self.name, self.active), first=True),
            FormSection(_column(self.send, self.never, self.never_note)),
            FormSection(_column(*self.callers.values(), self.other_callers, self._specified_part())),
            FormSection(_column(self.called)),
            FormSection(_column(self.time)),
            FormSection(_column(self.holiday)),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.title)
        for section in self._sections:
            column.addWidget(section)
        row = QHBoxLayout()
        row.addWidget(self.ready)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def _specified_part(self) -> QWidget:
        self._specified = QWidget()
        inner = QVBoxLayout(self._specified)
        inner.setContentsMargins(26, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.numbers)
        inner.addWidget(self.anonymous)
        inner.addWidget(self.unavailable)
        return self._specified

    def _show_title(self) -> None:
        self.title.setText(
            translate("CriterionForm", "Add a filter criterion")
            if self._new
            else translate("CriterionForm", "Edit the filter criterion")
        )

    def retranslate(self) -> None:
        terms = (
            criterion_text.name_term(),
            criterion_text.effect_term(),
            criterion_text.calls_from_heading(),
            criterion_text.calls_to_heading(),
            criterion_text.time_schedule_term(),
            criterion_text.holiday_schedule_term(),
        )
        for section, term in zip(self._sections, terms, strict=True):
            section.term.setText(term)
        self.name.edit.setAccessibleName(criterion_text.name_term())
        self.time.setAccessibleName(criterion_text.time_schedule_term())
        self.holiday.setAccessibleName(criterion_text.holiday_schedule_term())
        self.active.setText(criterion_text.active_term())
        self.send.show_words(criterion_text.effect_words(True))
        self.never.show_words(criterion_text.effect_words(False))
        self.never_note.setText(translate("CriterionForm", "“Never” overrides every other criterion that applies."))
        for choice, line in self.callers.items():
            line.show_words(criterion_text.calls_from_term(choice))
        self.anonymous.setText(criterion_text.anonymous_term())
        self.unavailable.setText(criterion_text.unavailable_term())
        self.numbers.retranslate()
        self.called.retranslate()
        self.ready.setText(translate("CriterionForm", "Apply"))
        self.cancel.setText(translate("CriterionForm", "Cancel"))
        self._show_title()


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    for widget in widgets:
        column.addWidget(widget)
    return column
