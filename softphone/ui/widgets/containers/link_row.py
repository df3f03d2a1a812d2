"""A row below the leader list: icon, title, state and a chevron; it opens something."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme

_HEIGHT_PX = 52
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class LinkRow(QAbstractButton):
    """`tone`: empty, `wait` for what is to be kept in mind, `end` for a problem."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._detail, self._tone = icon, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def detail(self) -> str:
        return self._detail

    @property
    def tone(self) -> str:
        return self._tone

    def show_detail(self, detail: str, tone: str = "") -> None:
        self._detail, self._tone = detail, tone
        self.setAccessibleName(f"{self.text()}, {detail}" if detail else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(theme().font("strong")).height() + QFontMetrics(theme().font("label")).height()
        return QSize(200, max(_HEIGHT_PX, lines + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._tone == "wait":
            painter.fillRect(self.rect(), theme().color("waitTint"))
        painter.fillRect(0, 0, self.width(), 1, theme().color("hairline"))
        middle = self.height() // 2
        tone = theme().color(self._tone or "text2")
        paint_icon(painter, QRectF(26, middle - 10, 20, 20), self._icon, tone)
        paint_icon(painter, QRectF(self.width() - 32, middle - 8, 16, 16), "caret-right", theme().color("text2"))
        self._paint_words(painter, middle)

    def _paint_words(self, painter: QPainter, middle: int) -> None:
        painter.setFont(theme().font("strong"))
        height = QFontMetrics(painter.font()).height()
        room = QRect(64, middle - height, self.width() - 64 - 40, height)
        painter.setPen(theme().color("text"))
        painter.drawText(room, _LEFT, self.text())
        painter.setFont(theme().font("label"))
        painter.setPen(theme().color(self._tone or "text2"))
        painter.drawText(room.translated(0, height), _LEFT, self._detail)
