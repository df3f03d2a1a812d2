"""Pictures of contacts, small and with round corners."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPixmap

from softphone.domain.contacts.contact import Contact
from softphone.domain.contacts.initials import initials
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile

SIDE_PX = 96
"""Side of the square that is kept; it is drawn smaller."""
MOST_PIXELS = 16_000_000
MOST_SLENDER = 10
"""Largest ratio of the sides: a line of single pixels would be scaled up to millions."""
_RADIUS_PX = 6.0


def paint_person(painter: QPainter, rect: QRectF, contact: Contact, image: bytes | None) -> None:
    """Paints the picture, or the initials where there is none."""
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
    """A square of SIDE_PX; None for other data and for a small file that would unpack to a huge picture."""
    data = QByteArray(image)
    buffer = QBuffer(data)
    reader = QImageReader(buffer)
    size = reader.size()
    if not _has_usual_size(size):
        return None
    side = QSize(SIDE_PX, SIDE_PX)
    reader.setScaledSize(size.scaled(side, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    read = reader.read()
    if read.isNull():
        return None
    left, top = (read.width() - SIDE_PX) // 2, (read.height() - SIDE_PX) // 2
    return QPixmap.fromImage(read.copy(max(0, left), max(0, top), SIDE_PX, SIDE_PX))


def _has_usual_size(size: QSize) -> bool:
    shorter, longer = sorted((size.width(), size.height()))
    return 0 < longer <= MOST_SLENDER * shorter and shorter * longer <= MOST_PIXELS
