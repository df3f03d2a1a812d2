"""A card that is higher than its place scrolls: squeezed, its lines would lie on one another."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from softphone.ui.outset import Outset

_LEAST_PX = 120


class OutsetScroll(QScrollArea):
    """Wants exactly the height of what it holds, and is gone with it."""

    def __init__(self, outset: Outset) -> None:
        super().__init__()
        self._outset = outset
        outset.setProperty("plain", "true")
        outset.installEventFilter(self)
        self.setWidget(outset)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._outset and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return self._outset.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), _LEAST_PX))
