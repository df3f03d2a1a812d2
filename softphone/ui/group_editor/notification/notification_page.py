"""Tab "Benachrichtigung": order, name, number, handover abort and what happens when nobody answers."""

from dataclasses import replace
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QVBoxLayout, QWidget

from softphone.domain.executive.settings import (
    LONGEST_NUMBER,
    RINGS,
    ROLLOVER_WAIT_S,
    Alerting,
    AlertingMode,
    Field,
    NameMode,
    NumberMode,
    RolloverAction,
)
from softphone.services.group_editor.draft_edits import with_alerting
from softphone.services.state.group_editor import EditorView
from softphone.ui.group_editor.parts import notification_text
from softphone.ui.group_editor.parts.editor_parts import FormSection, RadioLine, clear_group, settle_tab_stop
from softphone.ui.group_editor.parts.number_field import NumberField
from softphone.ui.text.portal_terms import name_words, not_read, number_words, order_words, rollover_words
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column, make_row
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
NAME_MODES = tuple(mode for mode in NameMode if mode is not NameMode.CUSTOM)
NUMBER_MODES = tuple(mode for mode in NumberMode if mode is not NumberMode.CUSTOM)
_NOT_READ = Alerting(None, None, None)


class NotificationPage(TranslatedWidget, QWidget):
    """`edited(draft)` by the user. What the portal's page does not offer is shown read-only and kept."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EditorView | None = None
        self._make_order()
        self._make_modes()
        self._make_rollover()
        self.recall, self.recall_words = NumberField(RINGS), TextLabel()
        self.recall_about = TextLabel("", "body", "text2", tabular=True)
        self.problems = {field: ProblemLabel() for field in _FIELDS}
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_view(self, view: EditorView) -> None:
        self._view = view
        alerting = view.draft.settings.alerting
        self._body.setEnabled(alerting is not None)
        self.unread.setVisible(alerting is None)
        shown = alerting or _NOT_READ
        self._show_order(shown)
        self._show_modes(shown)
        self._show_rollover(shown)
        self.recall.show_value(shown.recall_rings)
        self.recall_about.setText(notification_text.about_seconds(shown.recall_rings))
        self._show_faults({fault.field for fault in view.faults})

    def on_order(self, mode: AlertingMode) -> None:
        self._edit(mode=mode)

    def on_rollover_number(self, text: str) -> None:
        self._edit(rollover_number=text or None)

    def _edit(self, **changes: Any) -> None:
        alerting = self._view.draft.settings.alerting if self._view is not None else None
        if self._view is not None and alerting is not None:
            self.edited.emit(with_alerting(self._view.draft, replace(alerting, **changes)))

    def _show_order(self, alerting: Alerting) -> None:
        _choose(self._orders, self.order, alerting.mode)
        self.rings.show_value(alerting.next_assistant_rings)
        self.rings.setEnabled(alerting.mode is AlertingMode.SEQUENTIAL)
        _say(self.other_order, alerting.mode is None, order_words(alerting))

    def _show_modes(self, alerting: Alerting) -> None:
        _choose(self._names, self.names, alerting.name_mode)
        _choose(self._numbers, self.numbers, alerting.number_mode)
        kept = translate("NotificationPage", "{value} – set outside the portal's page, kept as it is.")
        _say(self.other_name, alerting.name_mode not in NAME_MODES, kept.format(value=name_words(alerting)))
        _say(self.other_number, alerting.number_mode not in NUMBER_MODES, kept.format(value=number_words(alerting)))

    def _show_rollover(self, alerting: Alerting) -> None:
        on = alerting.rollover_enabled
        self.rollover.setChecked(on)
        self.wait.show_value(alerting.rollover_wait_s)
        self.wait.setEnabled(on)
        _choose(self._rollover_group, self.rollovers, alerting.rollover_action)
        for line in self.rollovers.values():
            line.setEnabled(on)
        text = alerting.rollover_number or ""
        if self.number.text() != text:
            self.number.setText(text)
        self.number.setEnabled(on and alerting.rollover_action is RolloverAction.FORWARD)
        _say(self.other_action, on and alerting.rollover_action is None, rollover_words(alerting))

    def _show_faults(self, faults: set[Field]) -> None:
        for field, problem in self.problems.items():
            reason = notification_text.fault_words(field) if field in faults else ""
            if reason != problem.text:
                problem.show_text(reason)
        self.recall.show_wrong(self.problems[Field.RECALL_RINGS].text)
        self.rings.show_wrong(self.problems[Field.NEXT_ASSISTANT_RINGS].text)
        self.wait.show_wrong(self.problems[Field.ROLLOVER_WAIT].text)
        _mark(self.number, self.problems[Field.ROLLOVER_NUMBER].text)

    def _make_order(self) -> None:
        self.rings, self.rings_before, self.rings_after = NumberField(RINGS), _quiet(), _quiet()
        extra = _row(self.rings_before, self.rings, self.rings_after)
        self._orders = QButtonGroup(self)
        self.order = {
            AlertingMode.SIMULTANEOUS: RadioLine(self._orders),
            AlertingMode.SEQUENTIAL: RadioLine(self._orders, extra),
        }
        self.other_order = _note()

    def _make_modes(self) -> None:
        self._names, self._numbers = QButtonGroup(self), QButtonGroup(self)
        self.names = {mode: RadioLine(self._names) for mode in NAME_MODES}
        self.numbers = {mode: RadioLine(self._numbers) for mode in NUMBER_MODES}
        self.other_name, self.other_number = _note(), _note()

    def _make_rollover(self) -> None:
        self.rollover, self.wait = QCheckBox(), NumberField(ROLLOVER_WAIT_S, "s")
        self.number = QLineEdit()
        self.number.setMaxLength(LONGEST_NUMBER + 1)
        self.number.setMinimumWidth(72)
        self._rollover_group = QButtonGroup(self)
        self.rollovers = {
            action: RadioLine(self._rollover_group, self.number if action is RolloverAction.FORWARD else None)
            for action in RolloverAction
        }
        self.other_action = _note()

    def _connect(self) -> None:
        for mode, line in self.order.items():
            line.button.clicked.connect(lambda _on=False, chosen=mode: self.on_order(chosen))
        for name_mode, line in self.names.items():
            line.button.clicked.connect(lambda _on=False, chosen=name_mode: self._edit(name_mode=chosen))
        for number_mode, line in self.numbers.items():
            line.button.clicked.connect(lambda _on=False, chosen=number_mode: self._edit(number_mode=chosen))
        for action, line in self.rollovers.items():
            line.button.clicked.connect(lambda _on=False, chosen=action: self._edit(rollover_action=chosen))
        self.rings.edited.connect(lambda rings: self._edit(next_assistant_rings=rings))
        self.recall.edited.connect(lambda rings: self._edit(recall_rings=rings))
        self.rollover.clicked.connect(lambda on: self._edit(rollover_enabled=on))
        self.wait.edited.connect(lambda seconds: self._edit(rollover_wait_s=seconds))
        self.number.textEdited.connect(self.on_rollover_number)

    def _lay_out(self) -> None:
        problems = self.problems
        recall = _row(self.recall, self.recall_words, self.recall_about)
        wait = _row(self.rollover, self.wait)
        indented = QWidget()
        inner = _column(*self.rollovers.values(), problems[Field.ROLLOVER_NUMBER], self.other_action)
        inner.setContentsMargins(26, 0, 0, 0)
        indented.setLayout(inner)
        self.sections = (
            FormSection(
                _column(*self.order.values(), problems[Field.NEXT_ASSISTANT_RINGS], self.other_order), first=True
            ),
            FormSection(_column(*self.names.values(), problems[Field.CUSTOM_NAME], self.other_name)),
            FormSection(_column(*self.numbers.values(), self.other_number)),
            FormSection(_column(recall, problems[Field.RECALL_RINGS])),
            FormSection(_column(wait, problems[Field.ROLLOVER_WAIT], indented)),
        )
        self.unread = ProblemLabel()
        self._body = QWidget()
        column = make_column(self._body, 14)
        for section in self.sections:
            column.addWidget(section)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 20)
        outer.addWidget(self.unread)
        outer.addWidget(self._body)
        outer.addStretch(1)

    def retranslate(self) -> None:
        terms = (
            translate("PortalTerms", "Notification"),
            translate("PortalTerms", "Call information: name"),
            translate("PortalTerms", "Call information: number"),
            translate("PortalTerms", "Handover abort"),
            translate("PortalTerms", "Action if no assistant answers"),
        )
        for section, term in zip(self.sections, terms, strict=True):
            section.term.setText(term)
        self._name_choices()
        rings = translate("NotificationPage", "rings")
        self.rings_before.setText(translate("NotificationPage", "next after"))
        self.rings_after.setText(rings)
        self.recall_words.setText(rings)
        self.rings.name(translate("ChangeText", "Rings until the next assistant"))
        self.recall.name(f"{terms[3]}, {rings}")
        self.rollover.setText(translate("NotificationPage", "Action on no answer after"))
        self.wait.name(self.rollover.text())
        self.number.setPlaceholderText(translate("Simulator", "Number"))
        self.number.setAccessibleName(notification_text.rollover_term(RolloverAction.FORWARD))
        self.unread.show_text(not_read())
        if self._view is not None:
            self.show_view(self._view)

    def _name_choices(self) -> None:
        self.order[AlertingMode.SIMULTANEOUS].show_words(translate("PortalTerms", "Simultaneous"))
        self.order[AlertingMode.SEQUENTIAL].show_words(translate("PortalTerms", "Sequential"))
        for name_mode, line in self.names.items():
            line.show_words(notification_text.name_mode_term(name_mode))
        for number_mode, line in self.numbers.items():
            line.show_words(notification_text.number_mode_term(number_mode))
        for action, line in self.rollovers.items():
            line.show_words(notification_text.rollover_term(action))


_FIELDS = (
    Field.NEXT_ASSISTANT_RINGS,
    Field.CUSTOM_NAME,
    Field.RECALL_RINGS,
    Field.ROLLOVER_WAIT,
    Field.ROLLOVER_NUMBER,
)


def _choose(group: QButtonGroup, lines: dict[Any, RadioLine], chosen: Enum | None) -> None:
    """Nothing is chosen where the stored value has no line."""
    clear_group(group)
    for value, line in lines.items():
        line.set_chosen(value is chosen)
    settle_tab_stop(group.buttons())


def _say(label: TextLabel, needed: bool, text: str) -> None:
    label.setText(text)
    label.setVisible(needed)


def _mark(edit: QLineEdit, reason: str) -> None:
    edit.setAccessibleDescription(reason)
    wanted = "true" if reason else "false"
    if edit.property("wrong") != wanted:
        edit.setProperty("wrong", wanted)
        edit.style().unpolish(edit)
        edit.style().polish(edit)


def _quiet() -> TextLabel:
    return TextLabel("", "body", "text2")


def _note() -> TextLabel:
    return TextLabel("", "label", "text2", wrap=True)


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = make_row(box, 10)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    return box


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
