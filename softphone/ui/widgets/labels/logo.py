"""The program's sign: a desk folder with three index tabs."""

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.assets import resource
from softphone.ui.theme.theme import theme

_BODY, _LINES = "#1F2B33", "#FFFFFF"


class Logo(QWidget):
    """Drawn from resources/vorzimmer.svg; the folder in ink, so that it stands out in the dark too."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._source = resource("vorzimmer.svg").read_text(encoding="utf-8")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        svg = self._source.replace(_LINES, theme().color("onInk").name()).replace(_BODY, theme().color("ink").name())
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(self.rect()))
