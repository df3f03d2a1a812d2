"""A check box whose words wrap, which Qt's own cannot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row


class WrappingCheckBox(QWidget):
    """A click on the words counts as one on the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.label = TextLabel("", wrap=True)
        row = make_row(self, 8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def show_words(self, words: str) -> None:
        self.label.setText(words)
        self.box.setAccessibleName(words)

    def set_possible(self, possible: bool) -> None:
        self.box.setEnabled(possible)
        self.label.set_color("text" if possible else "text3")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.label.geometry().contains(event.position().toPoint()):
            self.box.click()
        super().mouseReleaseEvent(event)
