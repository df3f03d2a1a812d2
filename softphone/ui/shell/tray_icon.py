"""The sign in the tray: a bar over its lower corner while nobody may disturb, above it how many calls nobody took."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from softphone.assets import resource
from softphone.ui.theme.theme import theme

_SIZES_PX = (16, 22, 24, 32, 48, 64)
_BADGE, _BADGE_TEXT = QColor("#B3261E"), QColor("#FFFFFF")
"""The tray has a ground of its own, light or dark: the same two colours stand out on both."""
_MOST_SHOWN = 9


def badge_text(missed: int) -> str:
    """One character: in 16 pixels there is no room for two."""
    return "" if missed <= 0 else str(missed) if missed <= _MOST_SHOWN else "+"


def tray_sign(quiet: bool, missed: int = 0) -> QIcon:
    return _sign(quiet, badge_text(missed))


@lru_cache(maxsize=32)
def _sign(quiet: bool, text: str) -> QIcon:
    plain = QIcon(str(resource("vorzimmer.svg")))
    if not quiet and not text:
        return plain
    marked = QIcon()
    for side in _SIZES_PX:
        marked.addPixmap(_marked(plain.pixmap(side, side), quiet, text))
    return marked


def _marked(pixmap: QPixmap, quiet: bool, text: str) -> QPixmap:
    """Round badges at the right: the number above where there are two."""
    side = pixmap.width()
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = side * (0.5 if quiet and text else 0.6)
    lower = QRectF(side - size, side - size, size, size)
    if quiet:
        _paint_bar(painter, lower)
    if text:
        _paint_number(painter, QRectF(side - size, 0, size, size) if quiet else lower, text)
    painter.end()
    return pixmap


def _paint_bar(painter: QPainter, badge: QRectF) -> None:
    _paint_round(painter, badge)
    painter.setBrush(_BADGE_TEXT)
    bar = QRectF(0, 0, badge.width() * 0.6, badge.height() * 0.2)
    bar.moveCenter(badge.center())
    painter.drawRect(bar)


def _paint_number(painter: QPainter, badge: QRectF, text: str) -> None:
    _paint_round(painter, badge)
    font = QFont(theme().font("strong"))
    font.setPixelSize(max(8, round(badge.height() * 0.8)))
    painter.setFont(font)
    painter.setPen(_BADGE_TEXT)
    painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)


def _paint_round(painter: QPainter, badge: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BADGE)
    painter.drawEllipse(badge)
