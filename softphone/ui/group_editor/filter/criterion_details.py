"""One filter criterion as the portal stores it, read-only, with the way to edit or delete it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.executive.settings import Criterion
from softphone.ui.group_editor.parts.editor_parts import TERM_PX
from softphone.ui.text.criterion_text import details
from softphone.ui.text.portal_terms import not_read
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class CriterionDetails(TranslatedWidget, QWidget):
    """Wishes only: `back`, `edit_asked`, `delete_asked`."""

    back = Signal()
    edit_asked = Signal()
    delete_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextLabel("", "title", wrap=True)
        self.rows: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnMinimumWidth(0, TERM_PX - 20)
        self._grid.setColumnStretch(1, 1)
        self.edit = Button(ButtonKind.PLAIN, "", "pencil-simple")
        self.delete = Button(ButtonKind.PLAIN, "", "x")
        self.shut = Button(ButtonKind.GHOST)
        self.edit.clicked.connect(self.edit_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.shut.clicked.connect(self.back)
        row = QHBoxLayout()
        for button in (self.edit, self.delete, self.shut):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addLayout(self._grid)
        column.addLayout(row)
        column.addStretch(1)
        self.retranslate()

    def show_criterion(self, name: str, criterion: Criterion | None, active: bool) -> None:
        rows = details(criterion, active) if criterion is not None else ((name, not_read()),)
        self.title.setText(name)
        self.edit.setEnabled(criterion is not None)
        if rows != self.rows:
            self.rows = rows
            self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (term, value) in enumerate(self.rows):
            self._grid.addWidget(TextLabel(term, "body", "text2"), place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(TextLabel(value, wrap=True), place, 1)

    def retranslate(self) -> None:
        self.edit.setText(translate("CriteriaTable", "Edit"))
        self.delete.setText(translate("CriteriaTable", "Delete"))
        self.shut.setText(translate("CriteriaTable", "Back"))
