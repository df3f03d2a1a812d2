"""Lets a widget reach beyond its place: a card's painted shadow may lie in the column's margin."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class NegativeMargin(QWidget):
    """As large as its content less `by_px` on each side (layouts know no negative margins); gone with it."""

    def __init__(self, content: QWidget, by_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._by_px = content, by_px
        content.setParent(self)
        content.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        if self._content.isHidden():
            return QSize(0, 0)
        hint, cut = self._content.sizeHint(), 2 * self._by_px
        height = (
            self._content.heightForWidth(self.width() + cut) if self._content.hasHeightForWidth() else hint.height()
        )
        return QSize(hint.width() - cut, height - cut)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest):
            self.updateGeometry()
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        by = self._by_px
        self._content.setGeometry(self.rect().adjusted(-by, -by, by, by))


_LEAST_PX = 120


class NegativeMarginScroll(QScrollArea):
    """Wants exactly the height of what it holds, and is gone with it."""

    def __init__(self, outset: NegativeMargin) -> None:
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
