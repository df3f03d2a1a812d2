"""Button that exports the journal as CSV and shows whether it succeeded."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from softphone.domain.journal.entry import JournalQuery
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.ui.journal.csv_columns import journal_cells, journal_heading
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.tool_tip import set_tool_tip
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class ExportButton(TranslatedWidget, Button):
    """Exports all pages of the present query."""

    def __init__(self, actions: Actions, query: Callable[[], JournalQuery]) -> None:
        super().__init__(ButtonKind.PLAIN)
        self._actions, self._query = actions, query
        self.set_height("buttonSmall")
        self.clicked.connect(self.on_export)
        self.retranslate()

    def on_export(self) -> None:
        dialog = QFileDialog(self.window(), self.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("journal.csv")
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_to(self, file: str) -> None:
        outcome = self._actions.journal.export(file, journal_heading(), journal_cells, self._query())
        outcome.add_done_callback(self.on_answered)

    def on_answered(self, outcome: Outcome) -> None:
        problem = outcome_text(outcome)
        detail = problem or translate("Journal", "Exported")
        self.setText(translate("Journal", "Not exported") if problem else detail)
        set_tool_tip(self, detail)
        self.setAccessibleDescription(detail)

    def retranslate(self) -> None:
        self.setText(translate("Journal", "Export as CSV …"))
