"""A small card that lies over the window until one looks elsewhere; Esc closes it."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.ui.theme.theme import theme

PADDING_PX = 16


class PopupCard(QFrame):
    """Takes the keyboard while it is open; what was typed stays for the next time."""

    def __init__(self, parent: QWidget, width_px: int) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFixedWidth(width_px)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING_PX, PADDING_PX, PADDING_PX, PADDING_PX)
        self.column.setSpacing(10)

    def open_at(self, corner: QPoint, above: bool = False) -> None:
        """`corner` is its top left in global coordinates, `above` its bottom left; kept on the screen."""
        self._fit()
        top = corner.y() - self.height() if above else corner.y()
        place = QPoint(corner.x(), top)
        screen = self.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()

    def refit(self) -> None:
        """Something inside wraps or appears: the bottom edge stays where it is."""
        if self.isVisible():
            bottom = self.geometry().bottom()
            self._fit()
            self.move(self.x(), max(0, bottom - self.height() + 1))

    def _fit(self) -> None:
        """As high as wrapped words need at this width."""
        self.column.activate()
        width = self.minimumWidth()
        self.resize(width, max(self.column.totalHeightForWidth(width), self.column.minimumSize().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        painter.setPen(QPen(theme().color("outline"), 1.0))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
