"""Phosphor icons in any colour and size, drawn once and kept.

Qt's SVG renderer paints `currentColor` black, so the colour is written into the text before it is read.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from softphone.assets import resource
from softphone.ui.theme.theme import theme


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, rgba: str, width_px: int, dpr: float) -> QPixmap:
    svg = _source(name).replace("currentColor", rgba)
    side = max(1, round(width_px * dpr))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def icon_pixmap(name: str, color: QColor, size: int, dpr: float) -> QPixmap:
    """`size` in device independent pixels, `name` as the file without ".svg", for example "phone-fill"."""
    return _pixmap(name, color.name(), size, dpr)


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, color: QColor) -> None:
    """Fills the square `rect` with the icon, sharp at the painter's own pixel ratio."""
    area = QRectF(rect)
    device = painter.device()
    dpr = device.devicePixelRatio() if device is not None else 1.0
    painter.drawPixmap(area.topLeft(), icon_pixmap(name, color, round(area.width()), dpr))


def icon(name: str, color_role: str = "text", size: int = 16) -> QIcon:
    """An icon for Qt's own controls (menus, actions); our widgets draw with `paint_icon`."""
    made = QIcon()
    for dpr in (1, 2, 3):
        made.addPixmap(icon_pixmap(name, theme().color(color_role), size, float(dpr)))
        made.addPixmap(icon_pixmap(name, theme().color("text3"), size, float(dpr)), QIcon.Mode.Disabled)
    return made
