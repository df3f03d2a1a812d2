"""One line with an icon before it, gone while there is nothing to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row


class InlineNote(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, icon: str = "info", tone: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = IconLabel(icon, tone, 14)
        self._label = TextLabel("", "label", tone, wrap=True)
        row = make_row(self, 6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self._icon.setContentsMargins(0, 1, 0, 0)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def set_tone(self, role: str) -> None:
        self._icon.show_icon(self._icon_name, role)
        self._label.set_color(role)

    def show_text(self, text: str) -> None:
        """An empty text hides the line."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
