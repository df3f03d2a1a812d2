"""Bar below the journal's rows: note, promised call-back, calling back and deleting of the chosen entry."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from softphone.domain.executive import opt_out_timer
from softphone.domain.journal.entry import LONGEST_NOTE
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.journal import JournalRow
from softphone.ui.contacts.number_menu import number_menu
from softphone.ui.journal.journal_text import journal_name
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.text.time_format import clock
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, set_word
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill, make_row
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class EntryBar(TranslatedWidget, Surface):
    """Text being typed survives changes of the journal.

    `call_back(row)`, `on_behalf(row)`: the window offers the number for a call.
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
        self.more = icon_button("dots-three-bold", "")
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_row(None)

    def show_row(self, row: JournalRow | None) -> None:
        is_other = (row.id if row else 0) != (self._row.id if self._row else 0)
        if is_other:
            self._save_note()
        before, self._row = self._row, row
        self.setVisible(row is not None)
        if row is not None:
            self._show_fields(row, None if is_other else before)
            self._show_buttons(row)

    def _show_fields(self, row: JournalRow, before: JournalRow | None) -> None:
        """`before` is the same entry as shown last, None for another one."""
        if before is None:
            self.problem.show_text("")
            self._show_deleting(False)
        if before is None or self.note.text() == before.note:
            self.note.setText(row.note)
        if before is None or row.promised_until_s != before.promised_until_s:
            self.promise.setText(_time_text(row))

    def _show_buttons(self, row: JournalRow) -> None:
        self.name.setText(journal_name(row))
        self.call.setEnabled(bool(row.number))
        self.more.setEnabled(bool(row.number))
        self.behalf.setVisible(row.leader is not None)
        self.behalf.setEnabled(bool(row.number))
        self.done.setVisible((row.missed or row.promised_until_s is not None) and not row.done)

    def on_note_entered(self) -> None:
        if self._row is not None and self.note.text().strip() != self._row.note:
            self._report(self._actions.journal.set_note(self._row.id, self.note.text()))

    def _save_note(self) -> None:
        """Saves a note being typed for its own entry when another one is chosen."""
        text = self.note.text()
        if self._row is not None and text.strip() != self._row.note:
            self.note.setText(self._row.note)
            self._report(self._actions.journal.set_note(self._row.id, text))

    def on_promise_entered(self) -> None:
        text = self.promise.text().strip()
        if self._row is None or text == _time_text(self._row):
            return
        until = opt_out_timer.next_at(text, ticker().local_time())
        if text and until is None:
            self.problem.show_text(translate("Journal", "Please enter a time of day such as 14:00."))
            return
        self._report(self._actions.journal.promise(self._row.id, until.timestamp() if until is not None else None))

    def on_done(self) -> None:
        if self._row is not None:
            self._report(self._actions.journal.set_done(self._row.id, True))

    def on_delete(self) -> None:
        """Asks on the first press, deletes on the second; another entry withdraws the question."""
        if self._row is not None and self._deleting:
            self._report(self._actions.journal.delete(self._row.id))
        self._show_deleting(not self._deleting)

    def _show_deleting(self, deleting: bool) -> None:
        self._deleting = deleting
        self.delete.setText(translate("Journal", "Really delete?") if deleting else translate("Journal", "Delete"))

    def _report(self, outcome: Outcome) -> None:
        outcome.add_done_callback(lambda done: self.problem.show_text(outcome_text(done)))

    def _connect(self) -> None:
        self.note.editingFinished.connect(self.on_note_entered)
        self.promise.editingFinished.connect(self.on_promise_entered)
        self.done.clicked.connect(self.on_done)
        self.delete.clicked.connect(self.on_delete)
        self.call.clicked.connect(lambda: self.call_back.emit(self._row))
        self.more.clicked.connect(self.on_more)
        self.behalf.clicked.connect(lambda: self.on_behalf.emit(self._row))

    def on_more(self) -> None:
        if self._row is not None:
            name = self._row.headline if self._row.headline != self._row.number else ""
            below = self.more.mapToGlobal(self.more.rect().bottomLeft())
            number_menu(self, self._actions, name, self._row.number).popup(below)

    def _lay_out(self) -> None:
        for button in (self.delete, self.more, self.done, self.behalf, self.call):
            button.set_height("buttonSmall")
        row = fill(make_row(spacing=8), (self.name, 1), self.delete, self.more, self.done, self.behalf, self.call)
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
        grid.addLayout(row, 0, 0)
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
        set_word(self.more, translate("Journal", "More for this number"))
        self._show_deleting(self._deleting)


def _time_text(row: JournalRow) -> str:
    return clock(row.promised_until_s) if row.promised_until_s is not None else ""
