"""The one thing that turns: an arc that says "under way"."""

import time

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.theme.theme import theme

FRAME_MS = 40
_ARC_SIXTEENTHS = 100 * 16


def turn_degrees() -> float:
    """Where every spinner stands now, so that they turn together."""
    turn_ms = theme().motion_ms("spinnerTurn")
    return (time.monotonic() * 1000 % turn_ms) / turn_ms * 360


def paint_spinner(painter: QPainter, rect: QRectF, color: QColor, degrees: float, width: float = 2.0) -> None:
    faint = QColor(color)
    faint.setAlphaF(0.25)
    area = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(faint, width))
    painter.drawEllipse(area)
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(area, round((90 - degrees) * 16), -_ARC_SIXTEENTHS)
    painter.restore()


class Spinner(QWidget):
    """A spinner as a widget; turns only while it is shown."""

    def __init__(self, side: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_spinner(QPainter(self), QRectF(self.rect()), theme().color("text2"), turn_degrees())
