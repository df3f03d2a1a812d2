"""A wrapped sentence of which some words are strong; laid out from runs, so no markup is ever read."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.text.styled_text import Run, plain
from softphone.ui.theme.theme import theme

_LINE_PX = 20


class StyledLabel(QWidget):
    """Height follows from width. `set_ground(colour_index)` fills the block with a leader's tint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._ground: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_runs(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self.setAccessibleName(plain(runs))
        self.setVisible(bool(runs))
        self.updateGeometry()
        self.update()

    def set_ground(self, colour_index: int | None) -> None:
        self._ground = colour_index
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        lines = self._layout(width - margins.left() - margins.right()).lineCount()
        return lines * self._line_height() + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ground is not None:
            painter.fillRect(self.rect(), theme().leader(self._ground).tint)
        painter.setPen(theme().color("text"))
        room = self.contentsRect()
        self._layout(room.width()).draw(painter, QPointF(room.topLeft()))

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(plain(self._runs), theme().font("body"))
        layout.setTextOption(QTextOption())
        layout.setFormats(_formats(self._runs))
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y + (self._line_height() - line.height()) / 2))
            y += self._line_height()
        layout.endLayout()
        return layout

    def _line_height(self) -> int:
        return max(_LINE_PX, self.fontMetrics().height())


def _formats(runs: tuple[Run, ...]) -> list[QTextLayout.FormatRange]:
    formats, start = [], 0
    for run in runs:
        if run.strong:
            entry = QTextLayout.FormatRange()
            heavy = QTextCharFormat()
            heavy.setFontWeight(QFont.Weight.DemiBold)
            entry.start, entry.length, entry.format = start, len(run.text), heavy
            formats.append(entry)
        start += len(run.text)
    return formats
