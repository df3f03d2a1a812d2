"""Lets a widget reach beyond its place: a card's painted shadow may lie in the column's margin."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Outset(QWidget):
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
