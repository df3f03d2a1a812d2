"""The one card: surface, hairline, round corners, and a spine in a leader's colour where the card is a leader's."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from softphone.ui.theme.theme import theme

SPINE_PX = 4


class Card(QFrame):
    """A frame with its own paint; contents start right of the spine."""

    def __init__(self, parent: QWidget | None = None, radius_name: str = "card") -> None:
        super().__init__(parent)
        self._radius_name = radius_name
        self._spine: int | None = None
        self._double, self._tinted = False, False

    def set_spine(self, colour_index: int | None, double: bool = False, tinted: bool = False) -> None:
        """`tinted` fills the card with the leader's tint (a ringing call)."""
        self._spine, self._double, self._tinted = colour_index, double, tinted
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        radius = float(theme().radius(self._radius_name))
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(outline, self._fill())
        if self._spine is not None:
            self._paint_spine(painter, outline, theme().leader(self._spine).solid)
        painter.strokePath(outline, QPen(theme().color("hairline"), 1.0))

    def _fill(self) -> QColor:
        if self._tinted and self._spine is not None:
            return theme().leader(self._spine).tint
        return theme().color("surface")

    def _paint_spine(self, painter: QPainter, outline: QPainterPath, color: QColor) -> None:
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(QRectF(0, 0, SPINE_PX, self.height()), color)
        if self._double:
            painter.fillRect(QRectF(SPINE_PX + 2, 0, 2, self.height()), color)
        painter.restore()
