"""The tabs of the editor: words with a line under the chosen one; arrow keys and Ctrl+Tab move."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from softphone.ui.theme.theme import theme

_GAP_PX = 24
_LINE_PX = 3
_HEIGHT_PX = 40


class EditorTabs(QTabBar):
    """Looks like the drawing, behaves like Qt's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        theme().changed.connect(self.update)

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(theme().font("strong"))
        return QSize(metrics.horizontalAdvance(self.tabText(index)) + _GAP_PX, max(_HEIGHT_PX, metrics.height() + 16))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, self.tabRect(index).adjusted(0, 0, -_GAP_PX, 0), index)

    def _paint_tab(self, painter: QPainter, rect: QRect, index: int) -> None:
        chosen = index == self.currentIndex()
        painter.setFont(theme().font("strong" if chosen else "body"))
        painter.setPen(theme().color("text" if chosen else "text2"))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect.adjusted(0, 0, _GAP_PX, 0), flags, self.tabText(index))
        if chosen:
            width = painter.fontMetrics().horizontalAdvance(self.tabText(index))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("ink"))
            painter.drawRoundedRect(QRectF(rect.left(), rect.bottom() + 1 - _LINE_PX, width, _LINE_PX + 2), 2, 2)
