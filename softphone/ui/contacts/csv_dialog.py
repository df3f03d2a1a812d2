"""Dialog that imports a CSV file: the guessed meaning of each column, with samples, to be corrected."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.contacts.csv_import import ENCODINGS
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.contacts import CsvPreview
from softphone.ui.contacts.contact_text import csv_field_text
from softphone.ui.keys.focus_order import put_before
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.form_field import FormField
from softphone.ui.widgets.controls.select_box import SelectBox
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill, make_column
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_SAMPLE_CHARACTERS = 60


class CsvDialog(TranslatedWidget, QDialog):
    """Shows `AppState.contacts.csv`; closing it drops the file."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._preview: CsvPreview | None = None
        self.title = TextLabel("", "title")
        self.encoding = SelectBox()
        self.encoding_label = TextLabel("", "label", "text2")
        for encoding in ENCODINGS:
            self.encoding.addItem(encoding.removesuffix("-sig").upper(), encoding)
        self.encoding.activated.connect(self.on_encoding)
        self.fields: list[SelectBox] = []
        self.marks: list[TextLabel] = []
        self.name_field = FormField()
        self.problem = ProblemLabel()
        self.cancel, self.submit = Button(ButtonKind.GHOST), Button(ButtonKind.PRIMARY)
        self.submit.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.submit.clicked.connect(self.on_submit)
        self.rejected.connect(lambda: self._actions.contacts.drop_csv())
        self._lay_out()
        self.retranslate()
        self.resize(640, 560)

    def show_preview(self, preview: CsvPreview | None) -> None:
        if preview is None:
            if self.isVisible():
                self.accept()
            return
        before, self._preview = self._preview, preview
        if before is None or (preview.file, preview.encoding) != (before.file, before.encoding):
            self._build(preview)
        for column, (box, field) in enumerate(zip(self.fields, preview.fields, strict=True)):
            box.choose(field)
            self.marks[column].setVisible(column in preview.unsure)
        self.encoding.choose(preview.encoding)
        self.retranslate()

    def on_encoding(self) -> None:
        if self._preview is not None:
            outcome = self._actions.contacts.preview_csv(self._preview.file, self.encoding.currentData())
            outcome.add_done_callback(self.on_answered)

    def on_field(self, column: int) -> None:
        self._actions.contacts.set_csv_field(column, self.fields[column].currentData())

    def on_submit(self) -> None:
        self._actions.contacts.import_csv(self.name_field.text.strip()).add_done_callback(self.on_answered)

    def on_answered(self, outcome: Outcome) -> None:
        self.problem.show_text(outcome_text(outcome))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("surface"))

    def _build(self, preview: CsvPreview) -> None:
        content = QWidget()
        content.setProperty("plain", True)
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.marks = [TextLabel(translate("Contacts", "Please check"), "label", "wait") for _ in preview.fields]
        self.fields = [self._field_row(grid, preview, column) for column in range(len(preview.fields))]
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.fields), 1)
        self._area.setWidget(content)
        put_before(self.fields, self.name_field.edit)

    def _field_row(self, grid: QGridLayout, preview: CsvPreview, column: int) -> SelectBox:
        number = translate("Contacts", "Column {number}").format(number=column + 1)
        name = preview.columns[column] if preview.columns else ""
        samples = [row[column] for row in preview.sample if row[column]]
        box = SelectBox()
        box.setMinimumWidth(200)
        for field in CsvField:
            box.addItem(csv_field_text(field), field)
        box.setAccessibleName(name or number)
        box.activated.connect(lambda _index, chosen=column: self.on_field(chosen))
        title = TextLabel(name or number, "strong", wrap=True)
        sample = TextLabel(", ".join(samples)[:_SAMPLE_CHARACTERS] or "–", "label", "text2", wrap=True)
        grid.addLayout(fill(make_column(spacing=0), title, sample, self.marks[column]), column, 1)
        grid.addWidget(box, column, 0, Qt.AlignmentFlag.AlignVCenter)
        return box

    def _lay_out(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = fill(QHBoxLayout(), (self.title, 1), self.encoding_label, self.encoding)
        buttons = fill(QHBoxLayout(), 1, self.cancel, self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        fill(column, head, (self._area, 1), self.name_field, self.problem, buttons)

    def retranslate(self) -> None:
        self.setWindowTitle(translate("Contacts", "Import CSV file"))
        rows = self._preview.rows if self._preview is not None else 0
        self.title.setText(translate("Contacts", "{count} rows").format(count=rows))
        self.encoding_label.setText(translate("Contacts", "Encoding"))
        self.encoding.setAccessibleName(self.encoding_label.text())
        self.name_field.name(translate("Contacts", "Name (optional)"))
        self.cancel.setText(translate("Contacts", "Cancel"))
        self.submit.setText(translate("Contacts", "Import"))
        for box in self.fields:
            for position, field in enumerate(CsvField):
                box.setItemText(position, csv_field_text(field))
