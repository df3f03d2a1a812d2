"""Bar above the contacts of one source: age and problem, buttons that fetch it again or remove it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.contacts import SourceView
from softphone.ui.problems.problem_text import outcome_text, problem_text
from softphone.ui.text.time_format import clock
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill, make_column, make_row
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class SourceBar(TranslatedWidget, QWidget):
    """A directory can be fetched again, a file removed, an address book both."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.view: SourceView | None = None
        self._removing = False
        self.state = TextLabel("", "label", "text2", wrap=True)
        self.problem = ProblemLabel()
        self.refresh = Button(ButtonKind.GHOST, "", "arrows-clockwise-bold")
        self.remove = Button(ButtonKind.GHOST, "", "trash")
        self.refresh.clicked.connect(self.on_refresh)
        self.remove.clicked.connect(self.on_remove)
        for button in (self.refresh, self.remove):
            button.set_height("buttonSmall")
        row = fill(make_row(spacing=8), (self.state, 1), self.refresh, self.remove)
        fill(make_column(self, 4), row, self.problem)
        self.show_source(None)

    def show_source(self, view: SourceView | None) -> None:
        is_same = view is not None and self.view is not None and view.source.id == self.view.source.id
        self._removing = self._removing and is_same
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        kind = view.source.kind
        self.refresh.setVisible(kind.is_directory or bool(view.source.url))
        self.refresh.setEnabled(not view.busy)
        self.remove.setVisible(not kind.is_directory)
        self.problem.show_text(problem_text(view.problem) if view.problem is not None else "")
        self.retranslate()

    def on_refresh(self) -> None:
        if self.view is not None:
            self._actions.contacts.refresh(self.view.source.id).add_done_callback(self.on_answered)

    def on_remove(self) -> None:
        """Asks on the first press, removes on the second."""
        if self.view is not None and self._removing:
            self._actions.contacts.delete_source(self.view.source.id).add_done_callback(self.on_answered)
        self._removing = not self._removing
        self.retranslate()

    def on_answered(self, outcome: Outcome) -> None:
        if problem := outcome_text(outcome):
            self.problem.show_text(problem)

    def retranslate(self) -> None:
        self.refresh.setText(translate("Contacts", "Refresh"))
        self.remove.setText(
            translate("Contacts", "Really remove?") if self._removing else translate("Contacts", "Remove")
        )
        self.state.setText(self._state_text())

    def _state_text(self) -> str:
        if self.view is None or self.view.source.fetched_at_s is None:
            return ""
        if self.view.busy:
            return translate("Contacts", "Loading …")
        text = translate("Contacts", "As of {time}")
        return text.format(time=clock(self.view.source.fetched_at_s))
