"""The moment in which a window is first painted: a start does the rest of its work after that."""

import asyncio

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

LIMIT_S = 0.5
"""A window that starts minimised, or behind others, is never painted."""


class FirstPaint(QObject):
    """`painted` is done after the first paint of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.painted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.painted.done():
            watched.removeEventFilter(self)
            self.painted.set_result(None)
        return False


async def shown(window: QWidget) -> None:
    """Returns once the window is painted, or after `LIMIT_S`."""
    await asyncio.wait({FirstPaint(window).painted}, timeout=LIMIT_S)
