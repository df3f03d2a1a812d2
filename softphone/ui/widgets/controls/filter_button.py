"""A word to choose by, with a count beside it: "Alle", "Verpasst 1"."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.ui.theme.theme import theme

_GAP_PX = 4


class FilterButton(QAbstractButton):
    """The chosen word is strong; a count above nothing shows the word in its own colour."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._count = role, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        self._count = count
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """The owner decides which of its words is chosen."""

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font("head"))
        count = metrics.horizontalAdvance(self._count_text()) + _GAP_PX if self._count else 0
        return QSize(metrics.horizontalAdvance(self.text()) + count + 2, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme().font("head" if self.isChecked() else "label")
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font)
        painter.setPen(theme().color(self._tone()))
        if self._count:
            painter.drawText(self.rect().adjusted(0, 0, -self._count_width(), 0), right, self.text())
            painter.setPen(theme().color("text2"))
            painter.drawText(self.rect(), right, self._count_text())
        else:
            painter.drawText(self.rect(), right if self._role == "end" else left, self.text())

    def _tone(self) -> str:
        if self._role == "end":
            return "end" if self._count else "text2"
        return self._role if self.isChecked() else "text2"

    def _count_text(self) -> str:
        return str(self._count)

    def _count_width(self) -> int:
        return QFontMetrics(theme().font("label")).horizontalAdvance(self._count_text()) + _GAP_PX
