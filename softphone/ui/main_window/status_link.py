"""An item of the status line that does something: icon and word, underlined under the mouse."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.tool_tip import set_tool_tip

_ICON_PX, _GAP_PX = 14, 6


class StatusLink(QAbstractButton):
    """Reachable by Tab; without a word it takes no part."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._color = icon, ""
        self._words: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def words(self) -> tuple[str, ...]:
        """What it can say, the longest first."""
        return self._words

    def say(self, word: str) -> None:
        self.setText(word)
        self.updateGeometry()

    def show_item(self, text: str, short: str, hint: str, icon: str = "", color: str = "") -> None:
        """`short` where there is little room; `color`: of a sign that says how good it is, else like the word's."""
        self._words = tuple(dict.fromkeys(word for word in (text, short) if word)) if text else ()
        self._icon, self._color = icon or self._icon, color
        self.setText(text)
        set_tool_tip(self, hint)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font("label"))
        return QSize(_ICON_PX + _GAP_PX + metrics.horizontalAdvance(self.text()) + 1, theme().size("statusLine") - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = theme().color("text" if self.underMouse() or self.hasFocus() else "text2")
        sign = theme().color(self._color) if self._color else color
        paint_icon(painter, QRectF(0, (self.height() - _ICON_PX) // 2, _ICON_PX, _ICON_PX), self._icon, sign)
        font = theme().font("label")
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(color)
        room = self.rect().adjusted(_ICON_PX + _GAP_PX, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
