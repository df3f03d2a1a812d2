"""The 40 px head of a column, equally high everywhere so that first rows share one line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.ui.widgets.labels.text_label import TextLabel

HEIGHT_PX = 40


class ColumnHead(QWidget):
    """A heading at the left and, where wanted, a word at the right."""

    def __init__(self, left_px: int, right_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextLabel("", "head", "text2", wrap=True)
        self.side = TextLabel("", "head", "text2")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(left_px, 0, right_px, 0)
        self.row.addWidget(self.title, 1)
        self.row.addWidget(self.side, 0, Qt.AlignmentFlag.AlignRight)
        self.setFixedHeight(HEIGHT_PX)
