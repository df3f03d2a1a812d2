"""The raised surface of a floating card: shadow, hairline, round corners. A window of its own or a part of one."""

import ctypes.util
from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.ui.theme.theme import theme

MARGIN = 24
"""Room for the painted shadow on each side of the card."""


_SHADOW_DROP = 6
_SHADOW_REACH = 18
_AT_THE_EDGE = 0.55
"""A blurred shadow has lost about half its strength where the card ends."""


class FloatingSurface(QWidget):
    """Content goes into `body`, one pixel inside the hairline."""

    def __init__(self, parent: QWidget | None = None, flags: Qt.WindowType = Qt.WindowType.Widget) -> None:
        super().__init__(parent, flags)
        self.body = QVBoxLayout(self)
        edge = MARGIN + 1
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(0)
        theme().changed.connect(self.update)

    def card_rect(self) -> QRect:
        return self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card, radius = QRectF(self.card_rect()), theme().radius("float")
        shadow = _shadow(round(card.width()), round(card.height()), radius, theme().dark, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(0, 0), shadow)
        painter.setPen(QPen(theme().color("hairline"), 1))
        painter.setBrush(theme().color("raised"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def path_inside_card(widget: QWidget, area: QRectF) -> QPainterPath:
    """The part of `area` (in the widget's coordinates) inside the surface's round corners.

    Filled, its corners are smooth; a clip's or a mask's would not be.
    """
    part = QPainterPath()
    part.addRect(area)
    surface = _surface_of(widget)
    if surface is None:
        return part
    outline = QPainterPath()
    origin = QPointF(widget.mapTo(surface, QPoint(0, 0)))
    inner = QRectF(surface.card_rect()).adjusted(1, 1, -1, -1).translated(-origin)
    radius = theme().radius("float") - 1
    outline.addRoundedRect(inner, radius, radius)
    return outline.intersected(part)


def _surface_of(widget: QWidget) -> FloatingSurface | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, FloatingSurface):
        parent = parent.parentWidget()
    return parent


@lru_cache(maxsize=16)
def _shadow(width: int, height: int, radius: int, dark: bool, dpr: float) -> QPixmap:
    size = QRectF(0, 0, width + 2 * MARGIN, height + 2 * MARGIN)
    pixmap = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    card = size.adjusted(MARGIN, MARGIN + _SHADOW_DROP, -MARGIN, -MARGIN + _SHADOW_DROP)
    _paint_shadow(painter, card, radius, 0.55 if dark else 0.18)
    painter.end()
    return pixmap


def _paint_shadow(painter: QPainter, card: QRectF, radius: int, strength: float) -> None:
    """Rounded rectangles from the outside in; each adds so much that the sum falls off smoothly."""
    reached = 0.0
    for distance in range(_SHADOW_REACH, -1, -1):
        wanted = _AT_THE_EDGE * strength * (1 - distance / _SHADOW_REACH) ** 2
        color = QColor(0, 0, 0)
        color.setAlphaF(max(0.0, (wanted - reached) / (1 - reached)))
        painter.setBrush(color)
        painter.drawRoundedRect(card.adjusted(-distance, -distance, distance, distance), radius + distance,
                                radius + distance)  # fmt: skip
        reached = wanted


@cache
def shows_translucency() -> bool:
    """Only plain X11 can lack it; asked once, since a card that changes its shape would startle."""
    if QGuiApplication.platformName() != "xcb":
        return True
    return _x11_compositor_runs()


def _x11_compositor_runs() -> bool:
    """Asks who owns the selection _NET_WM_CM_S0, as the window manager specification says."""
    name = ctypes.util.find_library("X11")
    if name is None:
        return True
    x11 = ctypes.CDLL(name)
    _declare(x11)
    display = x11.XOpenDisplay(None)
    if not display:
        return True
    owner = x11.XGetSelectionOwner(display, x11.XInternAtom(display, b"_NET_WM_CM_S0", 0))
    x11.XCloseDisplay(display)
    return bool(owner)


def _declare(x11: ctypes.CDLL) -> None:
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
