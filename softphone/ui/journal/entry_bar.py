"""Below the rows: what can be done with the chosen one. Note, promised call-back, calling back, deleting."""

import asyncio

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from softphone.domain.executive import opt_out_timer
from softphone.domain.journal.entry import LONGEST_NOTE
from softphone.domain.problems import Problem
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import journal_name
from softphone.ui.leaders.opt_in_until_panel import now
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.time_format import clock
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class EntryBar(TranslatedWidget, Surface):
    """`call_back(row)`, `on_behalf(row)`: the window offers the number.

    What is being typed survives every change of the journal.
    """

    call_back = Signal(object)
    on_behalf = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, "surface", Qt.Edge.TopEdge)
        self._actions = actions
        self._row: JournalRow | None = None
        self._deleting = False
        self.name = TextLabel("", "strong", wrap=True)
        self.note_label, self.note = TextLabel("", "label", "text2"), QLineEdit()
        self.promise_label, self.promise = TextLabel("", "label", "text2"), QLineEdit()
        self.note.setMaxLength(LONGEST_NOTE)
        self.promise.setMaximumWidth(110)
        self.problem = ProblemLabel()
        self.call = Button(ButtonKind.PLAIN, "", "phone")
        self.behalf = Button(ButtonKind.PLAIN, "", "identification-badge")
        self.done = Button(ButtonKind.PLAIN, "", "check")
        self.delete = Button(ButtonKind.GHOST, "", "x")
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_row(None)

    def show_row(self, row: JournalRow | None) -> None:
        other = (row.id if row else 0) != (self._row.id if self._row else 0)
        if other:
            self._keep_note()
        before, self._row = self._row, row
        self.setVisible(row is not None)
        if row is None:
            return
        if other or self.note.text() == (before.note if before else ""):
            self.note.setText(row.note)
        if other or before is None or row.promised_until_s != before.promised_until_s:
            self.promise.setText(clock(row.promised_until_s) if row.promised_until_s is not None else "")
        if other:
            self.problem.show_text("")
            self._show_deleting(False)
        self.name.setText(journal_name(row))
        self.call.setEnabled(bool(row.number))
        self.behalf.setVisible(row.leader is not None)
        self.behalf.setEnabled(bool(row.number))
        self.done.setVisible((row.missed or row.promised_until_s is not None) and not row.done)

    def on_note_entered(self) -> None:
        if self._row is not None and self.note.text().strip() != self._row.note:
            self._ask(self._actions.journal.set_note(self._row.id, self.note.text()))

    def _keep_note(self) -> None:
        """Another row is chosen while a note is being typed: it belongs to the row it was typed at."""
        text = self.note.text()
        if self._row is not None and text.strip() != self._row.note:
            self.note.setText(self._row.note)
            self._ask(self._actions.journal.set_note(self._row.id, text))

    def on_promise_entered(self) -> None:
        if self._row is None or self._is_promise_unchanged():
            return
        text = self.promise.text().strip()
        until = opt_out_timer.next_at(text, now())
        if text and until is None:
            self.problem.show_text(translate("Journal", "Please enter a time of day such as 14:00."))
            return
        self._ask(self._actions.journal.promise(self._row.id, until.timestamp() if until is not None else None))

    def on_done(self) -> None:
        if self._row is not None:
            self._ask(self._actions.journal.set_done(self._row.id, True))

    def on_delete(self) -> None:
        """The first press asks, the second deletes; another row or another button takes the question back."""
        if self._row is not None and self._deleting:
            self._ask(self._actions.journal.delete(self._row.id))
        self._show_deleting(not self._deleting)

    def on_call(self) -> None:
        if self._row is not None:
            self.call_back.emit(self._row)

    def _show_deleting(self, asked: bool) -> None:
        self._deleting = asked
        self.delete.setText(translate("Journal", "Really delete?") if asked else translate("Journal", "Delete"))

    def _is_promise_unchanged(self) -> bool:
        until_s = self._row.promised_until_s if self._row is not None else None
        return self.promise.text().strip() == (clock(until_s) if until_s is not None else "")

    def _ask(self, outcome: Outcome) -> None:
        outcome.add_done_callback(self.on_answered)

    def on_answered(self, outcome: "asyncio.Future[Problem | None]") -> None:
        problem = None if outcome.cancelled() else outcome.result()
        self.problem.show_text(problem_text(problem) if problem is not None else "")

    def _connect(self) -> None:
        self.note.editingFinished.connect(self.on_note_entered)
        self.promise.editingFinished.connect(self.on_promise_entered)
        self.done.clicked.connect(self.on_done)
        self.delete.clicked.connect(self.on_delete)
        self.call.clicked.connect(self.on_call)
        self.behalf.clicked.connect(lambda: self.on_behalf.emit(self._row))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.name, 1)
        for button in (self.delete, self.done, self.behalf, self.call):
            button.set_height("buttonSmall")
            buttons.addWidget(button)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(4)
        fields.addWidget(self.note_label, 0, 0)
        fields.addWidget(self.promise_label, 0, 1)
        fields.addWidget(self.note, 1, 0)
        fields.addWidget(self.promise, 1, 1)
        fields.addWidget(self.problem, 2, 0, 1, 2)
        fields.setColumnStretch(0, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setVerticalSpacing(8)
        grid.addLayout(buttons, 0, 0)
        grid.addLayout(fields, 1, 0)

    def retranslate(self) -> None:
        self.note_label.setText(translate("Journal", "Note"))
        self.note.setAccessibleName(self.note_label.text())
        self.promise_label.setText(translate("Journal", "Call-back promised until"))
        self.promise.setAccessibleName(self.promise_label.text())
        self.promise.setPlaceholderText("15:00")
        self.call.setText(translate("Journal", "Call back"))
        self.behalf.setText(translate("Journal", "Call on behalf"))
        self.done.setText(translate("Journal", "Done"))
        self._show_deleting(self._deleting)
