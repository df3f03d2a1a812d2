"""Toasts: what went well, bottom right inside the window, six seconds, no more than three; never an error."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.ui.widgets.containers.floating_surface import MARGIN, FloatingSurface
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel

SHOWN_MS = 6_000
MOST = 3
_EDGE_PX = 16
_GAP_PX = 8


class Toast(FloatingSurface):
    """One message; the pointer above it stops its time."""

    expired = Signal(int)

    def __init__(self, notice_id: int, icon: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.expired.emit(notice_id))
        self.label = TextLabel(text)
        row = QHBoxLayout()
        row.setContentsMargins(14, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, "text"))
        row.addWidget(self.label, 1)
        self.body.addLayout(row)
        self._timer.start(SHOWN_MS)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(SHOWN_MS)
        super().leaveEvent(event)


class ToastStack(QObject):
    """Keeps the newest toasts in the lower right corner of `host`, above its last `foot_px`."""

    expired = Signal(int)

    def __init__(self, host: QWidget, foot_px: int) -> None:
        super().__init__(host)
        self._host, self._foot_px = host, foot_px
        self._toasts: dict[int, Toast] = {}

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
        self.place()

    def place(self) -> None:
        """The newest below."""
        room = self._host.rect()
        right, bottom = room.right() + 1 - _EDGE_PX + MARGIN, room.bottom() + 1 - self._foot_px - _EDGE_PX + MARGIN
        for toast in reversed(self._toasts.values()):
            toast.adjustSize()
            toast.move(right - toast.width(), bottom - toast.height())
            toast.raise_()
            bottom -= toast.height() - 2 * MARGIN + _GAP_PX

    def _add(self, notice_id: int, icon: str, text: str) -> None:
        toast = Toast(notice_id, icon, text, self._host)
        toast.expired.connect(self.expired)
        self._toasts[notice_id] = toast
        toast.show()

    def _remove(self, notice_id: int) -> None:
        toast = self._toasts.pop(notice_id)
        toast.hide()
        toast.deleteLater()
