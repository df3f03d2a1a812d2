"""What stands where nothing is yet: what is so, and what to do next."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.ui.theme.theme import theme
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel


class EmptyState(QWidget):
    """A dashed frame with an icon, a strong line and a sentence."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TextLabel("", "strong", wrap=True)
        self._text = TextLabel("", "label", "text2", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch(1)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 11, 16, 11)
        row.setSpacing(12)
        row.addWidget(IconLabel(icon, "text2", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        self.setMinimumHeight(theme().size("callRow"))

    def show_text(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().color("outline"), 1.0, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        radius = float(theme().radius("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
