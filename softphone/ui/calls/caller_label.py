"""The head line of a card in large: at most two lines, the caller's part never cut before the leader's."""

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.text.elision import shortened_head
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.tool_tip import set_tool_tip

_LINES = 2


class CallerLabel(QWidget):
    """Height follows from width. Two lines, because the name mode may put the leader's name before the caller's."""

    def __init__(self, font: FontName = "caller") -> None:
        super().__init__()
        self._text = self._caller = ""
        self._font_name: FontName = font
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, caller: str = "") -> None:
        """`caller`: the part of `text` that is the caller's own name."""
        if (text, caller) != (self._text, self._caller):
            self._text, self._caller = text, caller
            self.setAccessibleName(text)
            self._offer_whole_text()
            self.updateGeometry()
            self.update()

    def is_elided(self) -> bool:
        return self._shown(self.width()) != self._text

    def lines(self, width: int) -> list[str]:
        """The text as it is painted at this width."""
        shown = self._shown(width)
        starts = self._line_starts(shown, width)
        ends = [*starts[1:], len(shown)]
        return [shown[a:b].rstrip() for a, b in zip(starts, ends, strict=True)]

    def _shown(self, width: int) -> str:
        return shortened_head(self._text, self._caller, lambda text: self._fits(text, width))

    def _fits(self, text: str, width: int) -> bool:
        starts = self._line_starts(text, width)
        ends = [*starts[1:], len(text)]
        metrics = QFontMetrics(self.font())
        parts = (text[a:b].rstrip() for a, b in zip(starts, ends, strict=True))
        return len(starts) <= _LINES and all(metrics.horizontalAdvance(part) <= width for part in parts)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line_height() * max(1, len(self.lines(width)))

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._text) + 1, self._line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme().color("text"))
        metrics = QFontMetrics(self.font())
        base = metrics.ascent() + (self._line_height() - metrics.height()) / 2
        for index, line in enumerate(self.lines(self.width())):
            painter.drawText(QPointF(0, base + index * self._line_height()), line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._offer_whole_text()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.on_theme_changed()
        super().changeEvent(event)

    def on_theme_changed(self) -> None:
        self.setFont(theme().font(self._font_name))
        self.updateGeometry()
        self.update()

    def _offer_whole_text(self) -> None:
        set_tool_tip(self, self._text if self.is_elided() else "")

    def _line_height(self) -> int:
        return max(28, QFontMetrics(self.font()).height())

    def _line_starts(self, text: str, width: int) -> list[int]:
        layout = QTextLayout(text, self.font())
        starts: list[int] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            starts.append(line.textStart())
        layout.endLayout()
        return starts or [0]
