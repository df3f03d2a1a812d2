"""The little frame that names a key."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.theme.theme import theme

HEIGHT_PX = 18
_PADDING_PX = 5


def key_text(sequence: str) -> str:
    """A portable key sequence ("Ctrl+L") in the words of this system and language ("Strg+L", "⌘L")."""
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)


def chip_width(text: str) -> int:
    return QFontMetrics(theme().font("caption")).horizontalAdvance(text) + 2 * _PADDING_PX + 2


def paint_chip(painter: QPainter, rect: QRectF, text: str, color: QColor, edge: QColor, fill: QColor | None) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1.0))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)
    painter.setFont(theme().font("caption"))
    painter.setPen(color)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """A key chip as a widget."""

    def __init__(self, sequence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sequence = sequence
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_key(self, sequence: str) -> None:
        self._sequence = sequence
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(key_text(self._sequence)) if self._sequence else 0, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._sequence:
            return
        look = theme()
        text, edge, fill = look.color("text2"), look.color("buttonBorder"), look.color("window")
        paint_chip(QPainter(self), QRectF(self.rect()), key_text(self._sequence), text, edge, fill)
