"""The tabs of a narrow window: icon over word, a count where something waits."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.surface import Surface
from softphone.ui.theme.theme import theme

HEIGHT_PX = 52


@dataclass(frozen=True, slots=True)
class TabLook:
    """`badge_role` colours the count: callFill for calls, endFill for missed ones."""

    icon: str
    active_icon: str
    badge_role: str = "callFill"


class _Tab(QAbstractButton):
    def __init__(self, look: TabLook) -> None:
        super().__init__()
        self._look, self._count = look, 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, HEIGHT_PX - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = theme().color("text" if self.isChecked() else "text2")
        middle = self.width() // 2
        name = self._look.active_icon if self.isChecked() else self._look.icon
        paint_icon(painter, QRectF(middle - 10, 8, 20, 20), name, tone)
        painter.setFont(theme().font("head" if self.isChecked() else "caption"))
        painter.setPen(tone)
        painter.drawText(QRect(0, 29, self.width(), 18), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            self._paint_badge(painter, middle + 10)

    def _paint_badge(self, painter: QPainter, x: int) -> None:
        painter.setFont(theme().font("caption"))
        width = max(15, QFontMetrics(painter.font()).horizontalAdvance(str(self._count)) + 8)
        rect = QRectF(x, 4, width, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(self._look.badge_role))
        painter.drawRoundedRect(rect, 7.5, 7.5)
        painter.setPen(theme().color("onCall"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self._count))


class BottomTabs(Surface):
    """`chosen(index)` when the user picks a tab."""

    chosen = Signal(int)

    def __init__(self, looks: tuple[TabLook, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent, "surface", Qt.Edge.TopEdge)
        self.tabs = [_Tab(look) for look in looks]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(0)
        for index, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _checked=False, place=index: self.chosen.emit(place))
            row.addWidget(tab)
        self.setFixedHeight(HEIGHT_PX)

    def show_tab(self, index: int) -> None:
        self.tabs[index].setChecked(True)

    def show_words(self, words: tuple[str, ...]) -> None:
        for tab, word in zip(self.tabs, words, strict=True):
            tab.setText(word)

    def show_counts(self, counts: tuple[int, ...]) -> None:
        for tab, count in zip(self.tabs, counts, strict=True):
            tab.set_count(count)
