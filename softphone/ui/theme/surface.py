"""A plain coloured ground, with hairlines at the edges that border on another part of the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from softphone.ui.theme.theme import theme


class Surface(QWidget):
    """Painted in one colour role; `edges` carry a hairline."""

    def __init__(self, parent: QWidget | None = None, role: str = "surface", edges: Qt.Edge | None = None) -> None:
        super().__init__(parent)
        self._role, self._edges = role, edges or Qt.Edge(0)

    def set_edges(self, edges: Qt.Edge) -> None:
        self._edges = edges
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(self._role))
        line, width, height = theme().color("hairline"), self.width(), self.height()
        for edge, rect in (
            (Qt.Edge.LeftEdge, (0, 0, 1, height)),
            (Qt.Edge.RightEdge, (width - 1, 0, 1, height)),
            (Qt.Edge.TopEdge, (0, 0, width, 1)),
            (Qt.Edge.BottomEdge, (0, height - 1, width, 1)),
        ):
            if edge in self._edges:
                painter.fillRect(*rect, line)
