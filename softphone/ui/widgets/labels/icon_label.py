"""An icon as a widget, in a colour of the theme."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme


class IconLabel(QWidget):
    """Draws one icon; the word for it stands beside it."""

    def __init__(self, name: str, color: str = "text2", side: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._color, self._side = name, color, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def name(self) -> str:
        return self._name

    def show_icon(self, name: str, color: str) -> None:
        self._name, self._color = name, color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._side
        rect = QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_icon(QPainter(self), rect, self._name, theme().color(self._color))
