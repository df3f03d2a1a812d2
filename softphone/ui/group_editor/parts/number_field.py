"""A whole number that is typed freely or stepped; what is outside the range is said, not refused."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme

NOT_A_NUMBER = -1
_ARROWS_PX = 24
_HEIGHT_PX = 28


class NumberField(QWidget):
    """`edited(value)` by the user; an empty or unreadable text is NOT_A_NUMBER, which no range holds."""

    edited = Signal(int)

    def __init__(self, allowed: range, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._allowed, self._suffix, self._wrong = allowed, suffix, False
        self.edit = QLineEdit(self)
        self.edit.setStyleSheet("QLineEdit { min-height: 0; border: none; background: transparent; padding: 0 4px; }")
        self.edit.setMaxLength(len(str(allowed.stop)) + 1)
        self.edit.textEdited.connect(self.on_text_edited)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> int:
        text = self.edit.text().strip()
        return int(text) if text.isascii() and text.isdigit() else NOT_A_NUMBER

    def show_value(self, value: int) -> None:
        """Leaves a text that already says so as it is, so that typing is never disturbed."""
        if value != self.value:
            self.edit.setText(str(value) if value >= 0 else "")

    def show_wrong(self, reason: str) -> None:
        self._wrong = bool(reason)
        self.edit.setAccessibleDescription(reason)
        self.update()

    def name(self, accessible: str) -> None:
        self.edit.setAccessibleName(accessible)

    def on_text_edited(self, text: str) -> None:
        self.edited.emit(self.value)

    def step(self, by: int) -> None:
        start = self.value if self.value >= 0 else self._allowed.start - by
        wanted = min(max(start + by, self._allowed.start), self._allowed.stop - 1)
        if wanted != self.value:
            self.show_value(wanted)
            self.edited.emit(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.step(1 if event.key() == Qt.Key.Key_Up else -1)
                return True
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a value."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self.width() - _ARROWS_PX and self.isEnabled():
            self.step(1 if event.position().y() < self.height() / 2 else -1)
            self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font("body", tabular=True))
        digits = metrics.horizontalAdvance("0" * len(str(self._allowed.stop - 1)))
        suffix = metrics.horizontalAdvance(f" {self._suffix} ") if self._suffix else 0
        return QSize(digits + suffix + _ARROWS_PX + 16, max(_HEIGHT_PX, metrics.height() + 8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        suffix = QFontMetrics(theme().font("body")).horizontalAdvance(f"{self._suffix} ") if self._suffix else 0
        self.edit.setFont(theme().font("body", tabular=True))
        self.edit.setGeometry(3, 1, self.width() - _ARROWS_PX - suffix - 3, self.height() - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        middle, x = self.height() / 2, self.width() - 18
        tone = theme().color("text" if self.isEnabled() else "text3")
        paint_icon(painter, QRectF(x, round(middle - 11), 10, 10), "caret-up-bold", tone)
        paint_icon(painter, QRectF(x, round(middle + 1), 10, 10), "caret-down-bold", tone)
        if self._suffix:
            painter.setPen(theme().color("text2"))
            room = QRect(self.edit.geometry().right(), 0, self.width() - _ARROWS_PX - self.edit.geometry().right(), 0)
            room.setHeight(self.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._suffix)

    def _paint_frame(self, painter: QPainter) -> None:
        focused = self.edit.hasFocus()
        role = "end" if self._wrong else "focus" if focused else "outline" if self.isEnabled() else "hairline"
        width = 2.0 if focused or self._wrong else 1.0
        painter.setPen(QPen(theme().color(role), width))
        painter.setBrush(theme().color("surface"))
        inset, radius = width / 2, float(theme().radius("control"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
