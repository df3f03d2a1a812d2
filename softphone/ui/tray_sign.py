"""The sign in the tray, plain or with a bar over its corner while nobody may disturb."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from softphone.assets import resource

_SIZES_PX = (16, 22, 24, 32, 48, 64)
_BADGE, _BADGE_TEXT = QColor("#B3261E"), QColor("#FFFFFF")
"""The tray has a ground of its own, light or dark: the same two colours stand out on both."""


@lru_cache(maxsize=2)
def tray_sign(quiet: bool) -> QIcon:
    plain = QIcon(str(resource("vorzimmer.svg")))
    if not quiet:
        return plain
    marked = QIcon()
    for side in _SIZES_PX:
        marked.addPixmap(_marked(plain.pixmap(side, side)))
    return marked


def _marked(pixmap: QPixmap) -> QPixmap:
    """A round badge with a bar in the lower right corner."""
    side = pixmap.width()
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    badge = QRectF(side * 0.42, side * 0.42, side * 0.58, side * 0.58)
    painter.setBrush(_BADGE)
    painter.drawEllipse(badge)
    painter.setBrush(_BADGE_TEXT)
    bar = QRectF(0, 0, badge.width() * 0.6, badge.height() * 0.2)
    bar.moveCenter(badge.center())
    painter.drawRect(bar)
    painter.end()
    return pixmap
