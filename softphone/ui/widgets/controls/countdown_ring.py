"""The ring of the time that is left: about so many seconds until a call comes back."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.theme.theme import theme

SIDE_PX = 64
_LINE_PX = 5
_FULL = 360 * 16
_TOP = 90 * 16


class CountdownRing(QWidget):
    """Thins clockwise in a leader's colour; repainted only when its second or its arc changes."""

    def __init__(self) -> None:
        super().__init__()
        self._colour, self._remaining_s, self._total_s = 0, 0.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def seconds(self) -> int:
        """As it is shown; never 0 while it may still ring."""
        return max(1, round(self._remaining_s))

    def show_time(self, remaining_s: float, total_s: float, colour: int) -> None:
        self._remaining_s, self._total_s, self._colour = remaining_s, max(total_s, 1.0), colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE_PX, SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = _LINE_PX / 2 + 0.5
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(theme().color("hairline"), _LINE_PX))
        painter.drawEllipse(rect)
        solid = theme().leader(self._colour).solid
        painter.setPen(QPen(solid, _LINE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        share = min(1.0, self._remaining_s / self._total_s)
        painter.drawArc(rect, _TOP, round(_FULL * share))
        painter.setPen(theme().color("text"))
        painter.setFont(theme().font("countdown", True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self.seconds))
