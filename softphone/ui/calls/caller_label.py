"""The caller's name in large: at most two lines, the second elided at the end."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.text.plain_tool_tip import plain_tool_tip
from softphone.ui.theme.theme import FontName, theme

_LINES = 2


class CallerLabel(QWidget):
    """Height follows from width. Two lines, because the name mode may put the leader's name before the caller's."""

    def __init__(self, font: FontName = "caller") -> None:
        super().__init__()
        self._text = ""
        self._font_name: FontName = font
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._offer_whole_text()
            self.updateGeometry()
            self.update()

    def is_elided(self) -> bool:
        lines = self.lines(self.width())
        return bool(lines) and lines[-1].endswith("…") and not self._text.endswith("…")

    def lines(self, width: int) -> list[str]:
        """The text as it is painted at this width."""
        starts = self._line_starts(width)
        metrics = QFontMetrics(self.font())
        elide = Qt.TextElideMode.ElideRight
        if len(starts) <= _LINES:
            ends = [*starts[1:], len(self._text)]
            return [
                metrics.elidedText(self._text[a:b].rstrip(), elide, width) for a, b in zip(starts, ends, strict=True)
            ]
        return [self._text[: starts[1]].rstrip(), metrics.elidedText(self._text[starts[1] :], elide, width)]

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
        self.setToolTip(plain_tool_tip(self._text) if self.is_elided() else "")

    def _line_height(self) -> int:
        return max(28, QFontMetrics(self.font()).height())

    def _line_starts(self, width: int) -> list[int]:
        layout = QTextLayout(self._text, self.font())
        starts: list[int] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            starts.append(line.textStart())
        layout.endLayout()
        return starts or [0]
