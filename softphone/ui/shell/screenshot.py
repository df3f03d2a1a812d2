"""A picture of the program's own visible windows, placed as on the screen; never of anything else on it."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

BACKDROP = {False: "#E8ECEB", True: "#0B0E0D"}
MARGIN = 24


def save(file: Path, *, dark: bool) -> str:
    """Writes a PNG; the reason as text where that is impossible, else an empty text."""
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.width() > 1 and w.height() > 1]
    if not windows:
        return "no window is visible"
    image = _compose(windows, QColor(BACKDROP[dark]))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        return str(error)
    return "" if image.save(str(file)) else f"{file} could not be written"


def _compose(windows: list[QWidget], backdrop: QColor) -> QImage:
    windows = sorted(windows, key=lambda w: bool(w.windowFlags() & Qt.WindowType.WindowStaysOnTopHint))
    area = QRect()
    for window in windows:
        area = area.united(QRect(window.mapToGlobal(QPoint(0, 0)), window.size()))
    area.adjust(-MARGIN, -MARGIN, MARGIN, MARGIN)
    ratio = max(window.devicePixelRatioF() for window in windows)
    image = QImage((area.size() * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(backdrop)
    painter = QPainter(image)
    for window in windows:
        painter.drawPixmap(window.mapToGlobal(QPoint(0, 0)) - area.topLeft(), window.grab())
    painter.end()
    return image
