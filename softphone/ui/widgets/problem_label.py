"""A problem where it happened: icon, one sentence, the next step in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.ui.widgets.icon_label import IconLabel
from softphone.ui.widgets.text_label import TextLabel


class InlineProblem(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("warning-circle-fill", "end", 14)
        self._label = TextLabel("", "label", "end", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self._icon.setContentsMargins(0, 1, 0, 0)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def set_tone(self, role: str) -> None:
        """`end` for a problem, `wait` for what only waits."""
        self._icon.show_icon("warning-circle-fill", role)
        self._label.set_color(role)

    def show_text(self, text: str) -> None:
        """An empty text hides the line."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
