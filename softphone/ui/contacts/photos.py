"""Pictures of contacts, small and round-cornered; whatever is not a picture is none."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPixmap

from softphone.domain.contacts.contact import Contact
from softphone.domain.contacts.initials import initials
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile

SIDE_PX = 96
"""Kept in this size whatever was sent; drawn smaller."""
MOST_PIXELS = 16_000_000
MOST_SLENDER = 10
"""So many times as long as wide: a stripe of one point would be drawn out to millions."""
_RADIUS_PX = 6.0


def paint_person(painter: QPainter, rect: QRectF, contact: Contact, image: bytes | None) -> None:
    """The picture, else the initials."""
    shown = picture(image) if image else None
    if shown is None:
        paint_tile(painter, rect, initials(contact.name), NEUTRAL, True)
        return
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(rect, _RADIUS_PX, _RADIUS_PX)
    painter.setClipPath(path)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(rect.toRect(), shown)
    painter.restore()


@lru_cache(maxsize=256)
def picture(image: bytes) -> QPixmap | None:
    """A square of SIDE_PX; None for what is none, and for a small file that would unfold to a huge picture."""
    data = QByteArray(image)
    buffer = QBuffer(data)
    reader = QImageReader(buffer)
    size = reader.size()
    if not _is_usual(size):
        return None
    side = QSize(SIDE_PX, SIDE_PX)
    reader.setScaledSize(size.scaled(side, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    read = reader.read()
    if read.isNull():
        return None
    left, top = (read.width() - SIDE_PX) // 2, (read.height() - SIDE_PX) // 2
    return QPixmap.fromImage(read.copy(max(0, left), max(0, top), SIDE_PX, SIDE_PX))


def _is_usual(size: QSize) -> bool:
    shorter, longer = sorted((size.width(), size.height()))
    return 0 < longer <= MOST_SLENDER * shorter and shorter * longer <= MOST_PIXELS
