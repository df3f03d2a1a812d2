"""A tinted block with a sentence that waits for the person: icon and words, some of them strong."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.ui.text.styled_text import Run, plain
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.styled_label import StyledLabel


class TintedNote(QWidget):
    """Hidden while there is nothing to say. `tone`: `wait` or `end`."""

    def __init__(self, icon: str, tone: str = "wait", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._sentence = StyledLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self.hide()

    @property
    def text(self) -> str:
        return self.accessibleName()

    def show_runs(self, runs: tuple[Run, ...]) -> None:
        self._sentence.show_runs(runs)
        self.setAccessibleName(plain(runs))
        self.setVisible(bool(runs))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(f"{self._tone}Tint"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
