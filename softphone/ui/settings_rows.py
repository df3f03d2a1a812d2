"""Rows of the settings: what it is at the left, its controls at the right, a hairline below."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.ui.widgets.text_label import TextLabel

_LABEL_PX = 190


class SettingsRow(QWidget):
    """`controls` is the column at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextLabel("", "strong", wrap=True)
        self.hint = TextLabel("", "label", "text2", wrap=True)
        self.policy_words = TextLabel("", "label", "text2", wrap=True)
        self.policy_words.hide()
        self.controls = QVBoxLayout()
        self.controls.setSpacing(10)
        words = QWidget()
        words.setFixedWidth(_LABEL_PX)
        left = QVBoxLayout(words)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(2)
        left.addWidget(self.title)
        left.addWidget(self.hint)
        left.addWidget(self.policy_words)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 18, 0, 18)
        row.setSpacing(18)
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.controls, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline())

    def show_locked(self, locked: bool) -> None:
        """The policy has decided about something in this row."""
        words = QCoreApplication.translate("SoundPage", "Grey: set by your administrator")
        self.policy_words.setText(words if locked else "")
        self.policy_words.setVisible(locked)

    def name(self, title: str, hint: str = "") -> None:
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))


class SettingsPage(QWidget):
    """A page title and rows below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextLabel("", "title")
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 16, 28, 16)
        self.column.setSpacing(0)
        self.column.addLayout(self.head)

    def add_rows(self, *rows: QWidget) -> None:
        for row in rows:
            self.column.addWidget(row)
        self.column.addStretch(1)


def hairline() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setProperty("hairline", True)
    return line
