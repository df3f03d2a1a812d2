"""A choice of one: Qt's combo box in the look of our fields."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme

_FRAME_PX = 42


class SelectBox(QComboBox):
    """Painted by us when closed; the list is Qt's own, dressed by the sheet."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setView(QListView())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 60, theme().size("field"))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme().size("field"))

    def whole_px(self) -> int:
        """How wide it must be for the chosen words to stand in it uncut."""
        return QFontMetrics(theme().font("body")).horizontalAdvance(self.currentText()) + _FRAME_PX

    def choose(self, data: object) -> None:
        """Selects the entry with this data without telling anybody that the user did."""
        self.blockSignals(True)
        self.setCurrentIndex(self.findData(data))
        self.blockSignals(False)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = theme().color("text" if self.isEnabled() else "text3")
        painter.setPen(QPen(theme().color("outline" if self.isEnabled() else "hairline"), 1.0))
        painter.setBrush(theme().color("surface"))
        radius = float(theme().radius("control"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        middle = self.height() // 2
        left = 11
        if self._icon:
            paint_icon(painter, QRectF(left, middle - 8, 16, 16), self._icon, theme().color("text2"))
            left += 24
        paint_icon(painter, QRectF(self.width() - 23, middle - 6, 12, 12), "caret-down-bold", tone)
        self._paint_text(painter, QRect(left, 0, self.width() - left - 30, self.height()))

    def _paint_text(self, painter: QPainter, room: QRect) -> None:
        painter.setFont(theme().font("body"))
        painter.setPen(theme().color("text" if self.isEnabled() else "text3"))
        shown = painter.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
