"""A one-line label that may be shortened: for names and nothing else."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.text.elision import shortened_name
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.tool_tip import set_tool_tip


class ElidedLabel(TextLabel):
    """Shows the whole text as a tool tip where it had to be shortened."""

    def __init__(
        self, text: str = "", font: FontName = "body", color: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, font, color, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def fit_content(self) -> None:
        """Takes no more room than the text needs."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance("MMM…"), super().minimumSizeHint().height())

    def shown(self) -> str:
        """The text as it is painted."""
        metrics = QFontMetrics(self.font())
        return shortened_name(self.text(), lambda text: metrics.horizontalAdvance(text) <= self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.shown()
        set_tool_tip(self, self.text() if shown != self.text() else "")
        painter.setFont(self.font())
        painter.setPen(theme().color(self._color))
        painter.drawText(QRectF(self.rect()), self.alignment() | Qt.TextFlag.TextSingleLine, shown)
