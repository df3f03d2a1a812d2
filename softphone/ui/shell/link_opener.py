"""Links that the system hands to the running program as an event (macOS), not as an argument."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class LinkOpener(QObject):
    """To be installed as an event filter of the application; hands each link on as it came."""

    def __init__(self, open_url: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_url = open_url

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and not event.url().isLocalFile():
            self._open_url(event.url().toString())
            return True
        return False
