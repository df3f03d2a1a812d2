"""First size of a window within its screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(4, 40)
"""About what the window manager draws around a window; its true size is known only after showing."""


def set_first_size(window: QWidget, wanted: QSize, least: QSize) -> None:
    """Never larger than the screen's available area: at 200 % on Full HD that is 960 × 540 and less."""
    room = window.screen().availableSize() - _FRAME
    window.setMinimumSize(least.boundedTo(room))
    window.resize(wanted.boundedTo(room))
