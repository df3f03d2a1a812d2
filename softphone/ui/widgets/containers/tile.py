"""The index tab: a leader's monogram in the leader's colour. Filled = logged in, outlined = logged out."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.services.state.groups import LeaderRef
from softphone.ui.theme.theme import theme

NEUTRAL = -1
"""Colour index of a tile that belongs to no leader (an assistant, the user)."""


def paint_tile(
    painter: QPainter, rect: QRectF, initials: str, colour_index: int, filled: bool, double: bool = False
) -> None:
    """`double` marks the second leader of one colour with an inner edge."""
    solid, on_solid = _colors(colour_index)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = _radius(rect)
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(solid)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        _outline(painter, rect, radius, solid)
    if double:
        _outline(painter, rect.adjusted(2.5, 2.5, -2.5, -2.5), radius - 2, on_solid if filled else solid, 1.0)
    painter.setFont(_font(rect))
    painter.setPen(on_solid if filled else _text(colour_index))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


def paint_tile_ring(painter: QPainter, rect: QRectF, colour_index: int) -> None:
    """The ring round the tile of a leader whose call is ringing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _outline(painter, rect.adjusted(-4, -4, 4, 4), _radius(rect) + 4, _colors(colour_index)[0])
    painter.restore()


def _outline(painter: QPainter, rect: QRectF, radius: float, color: QColor, width: float = 2.0) -> None:
    inset = width / 2
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def _colors(index: int) -> tuple[QColor, QColor]:
    if index == NEUTRAL:
        return theme().color("selected"), theme().color("text")
    leader = theme().leader(index)
    return leader.solid, leader.on_solid


def _text(index: int) -> QColor:
    return theme().color("text") if index == NEUTRAL else theme().leader(index).text


def _radius(rect: QRectF) -> float:
    return float(theme().radius("tile" if rect.width() >= 24 else "tag"))


def _font(rect: QRectF) -> QFont:
    font = theme().font("strong")
    font.setPixelSize(max(8, round(rect.height() * (0.375 if rect.height() >= 28 else 0.45))))
    return font


class Tile(QWidget):
    """A tile as a widget; the name travels in the accessible name and the tool tip."""

    def __init__(self, side: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._initials, self._colour, self._filled, self._double = "", NEUTRAL, True, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_leader(self, leader: LeaderRef, filled: bool = True) -> None:
        self.show_monogram(leader.initials, leader.colour, filled, leader.double_spine)
        self.setAccessibleName(leader.name)

    def show_monogram(
        self, initials: str, colour_index: int = NEUTRAL, filled: bool = True, double: bool = False
    ) -> None:
        self._initials, self._colour, self._filled, self._double = initials, colour_index, filled, double
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tile(painter, QRectF(self.rect()), self._initials, self._colour, self._filled, self._double)
