"""Pictures for the documents with a palette of their own: a quarter of the size, and nobody sees the difference."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

COLOURS = 256
Colours = npt.NDArray[np.uint32]
_CHUNK = 4096
_FAR, _NEAR = 200, 40


def make_small(file: Path, crop: tuple[int, int, int, int] | None = None) -> None:
    """In place; `crop` is left, top, width, height."""
    image = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    if crop is not None:
        image = image.copy(*crop)
    with_palette(image).save(str(file), quality=0)


def with_palette(image: QImage) -> QImage:
    """The most frequent colours; every other one becomes the nearest of them."""
    width, height = image.width(), image.height()
    stored = np.frombuffer(image.constBits(), np.uint32).reshape(height, image.bytesPerLine() // 4)
    colours, places, counts = np.unique(stored[:, :width] | 0xFF000000, return_inverse=True, return_counts=True)
    kept = _palette(colours[np.argsort(counts)[::-1]])
    nearest = _nearest(colours, kept).astype(np.uint8)
    indexes = np.ascontiguousarray(nearest[places.reshape(-1)].reshape(height, width))
    small = QImage(indexes.tobytes(), width, height, width, QImage.Format.Format_Indexed8).copy()
    small.setColorTable([int(colour) for colour in kept])
    return small


def _palette(by_frequency: Colours) -> Colours:
    """Frequent colours first, but at first none that is almost one of those before: so the rare red stays."""
    kept = by_frequency[:1]
    for closest in (_FAR, _NEAR, 0):
        for colour in by_frequency:
            if len(kept) == COLOURS:
                return kept
            if _apart(kept, colour) > closest:
                kept = np.append(kept, colour)
    return kept


def _apart(kept: Colours, colour: np.uint32) -> int:
    return int(((_channels(kept) - _channels(np.array([colour], np.uint32))) ** 2).sum(axis=1).min())


def _nearest(colours: Colours, kept: Colours) -> npt.NDArray[np.intp]:
    parts = [colours[start : start + _CHUNK] for start in range(0, len(colours), _CHUNK)]
    wanted = _channels(kept)
    return np.concatenate([((_channels(part)[:, None] - wanted) ** 2).sum(axis=2).argmin(axis=1) for part in parts])


def _channels(colours: Colours) -> npt.NDArray[np.int32]:
    return np.stack([(colours >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.int32)
