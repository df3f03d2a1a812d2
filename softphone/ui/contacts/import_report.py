"""Report of an import: how many contacts came, which lines of the file did not as they stand, and why."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from softphone.domain.contacts.import_note import ImportFault, ImportNote
from softphone.services.state.contacts import ImportReport
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


def came_text(report: ImportReport) -> str:
    return translate("Contacts", "{name}: {count} contacts imported").format(name=report.name, count=report.came)


def note_text(note: ImportNote) -> str:
    line = translate("Contacts", "Line {number}").format(number=note.line)
    return f"{line}: {_fault_text(note)}"


def _fault_text(note: ImportNote) -> str:
    match note.fault:
        case ImportFault.EMPTY:
            return translate("Contacts", "left out, neither name nor number")
        case ImportFault.UNREADABLE:
            return translate("Contacts", "left out, not readable")
        case ImportFault.DAMAGED_NUMBER:
            text = translate("Contacts", "{text} is no longer a number: a spreadsheet has changed it")
        case ImportFault.NOT_A_NUMBER:
            text = translate("Contacts", "{text} left out, not a number")
        case ImportFault.MENDED_NUMBER:
            text = translate("Contacts", "{text} read as {number}")
        case _:
            assert_never(note.fault)
    return text.format(text=note.text, number=note.read_as)


class ImportReportDialog(TranslatedWidget, QDialog):
    """Plain text: what stands in a file is shown, never interpreted."""

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.title = TextLabel("", "title", wrap=True)
        self.notes = TextLabel("", wrap=True)
        self.notes.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.done_button = Button(ButtonKind.PRIMARY)
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.accept)
        self._lay_out()
        self.retranslate()
        self.resize(560, 420)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("surface"))

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("plain", True)
        notes = QVBoxLayout(content)
        notes.setContentsMargins(0, 0, 8, 0)
        fill(notes, self.notes, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        fill(column, self.title, (area, 1), fill(QHBoxLayout(), 1, self.done_button))

    def retranslate(self) -> None:
        self.setWindowTitle(translate("Contacts", "Import"))
        self.title.setText(came_text(self._report))
        lines = [note_text(note) for note in self._report.notes]
        more = self._report.noted - len(self._report.notes)
        if more > 0:
            lines.append(translate("Contacts", "and {count} more").format(count=more))
        self.notes.setText("\n".join(lines))
        self.done_button.setText(translate("Contacts", "Close"))
