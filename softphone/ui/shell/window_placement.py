"""Where the demo's two windows stand: side by side where the screen has room for both."""

from PySide6.QtCore import QPoint, QRect, QSize


def place_of(name: str, screen: QRect) -> QRect:
    """Where the demo puts "assistant" (left) and "leader" (right), within the screen."""
    left = name != "leader"
    wide = screen.width() >= 1800
    width = (1120 if left else screen.width() - 1120 - 3 * 16) if wide else min(screen.width() - 120, 1120)
    size = QSize(max(width, 640), min(720, screen.height() - 120))
    shift = QPoint(16, 60) if left else QPoint(1120 + 32 if wide else 104, 60 if wide else 110)
    return QRect(screen.topLeft() + shift, size)
