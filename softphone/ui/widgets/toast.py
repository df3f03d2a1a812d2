"""Toasts: what went well, bottom right inside the window, six seconds, no more than three; never an error."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.ui.widgets.card import Card
from softphone.ui.widgets.icon_label import IconLabel
from softphone.ui.widgets.text_label import TextLabel

SHOWN_MS = 6_000
MOST = 3
_MARGIN_PX = 16


class Toast(Card):
    """One message; the pointer above it stops its time."""

    expired = Signal(int)

    def __init__(self, notice_id: int, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "float")
        self._notice_id = notice_id
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.expired.emit(notice_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, "text"))
        self.label = TextLabel(text)
        row.addWidget(self.label, 1)
        self._timer.start(SHOWN_MS)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(SHOWN_MS)
        super().leaveEvent(event)


class ToastStack(QWidget):
    """Keeps the newest toasts in the lower right corner of `host`."""

    expired = Signal(int)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._toasts: dict[int, Toast] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(toast.label.text() for toast in self._toasts.values())

    def show_toasts(self, entries: tuple[tuple[int, str, str], ...]) -> None:
        """Entries of (notice id, icon, text); those that are gone disappear, the newest three stay."""
        wanted = {entry[0]: entry for entry in entries[-MOST:]}
        for notice_id in [key for key in self._toasts if key not in wanted]:
            self._remove(notice_id)
        for notice_id, icon, text in wanted.values():
            if notice_id not in self._toasts:
                self._add(notice_id, icon, text)
        self.setVisible(bool(self._toasts))
        self.place()

    def place(self) -> None:
        self.adjustSize()
        room = self._host.rect()
        self.move(room.right() - self.width() - _MARGIN_PX, room.bottom() - self.height() - _MARGIN_PX - 28)
        self.raise_()

    def _add(self, notice_id: int, icon: str, text: str) -> None:
        toast = Toast(notice_id, icon, text, self)
        toast.expired.connect(self.expired)
        self._toasts[notice_id] = toast
        self._column.addWidget(toast)

    def _remove(self, notice_id: int) -> None:
        toast = self._toasts.pop(notice_id)
        self._column.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
