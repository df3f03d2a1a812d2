"""A line across the window for what concerns all of it. One at a time."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.ui.theme import theme
from softphone.ui.widgets.buttons import Button, ButtonKind
from softphone.ui.widgets.icon_label import IconLabel
from softphone.ui.widgets.text_label import TextLabel


class BannerTone(Enum):
    WAIT = "wait"
    END = "end"


class Banner(QWidget):
    """Icon, a strong word, a sentence, one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = BannerTone.WAIT
        self._icon = IconLabel("warning-circle-fill", "wait")
        self._title = TextLabel("", "strong")
        self._text = TextLabel("", "body", "text2", wrap=True)
        self.button = Button(ButtonKind.PLAIN)
        self.button.set_height("buttonSmall")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme().size("banner"))
        self.hide()

    @property
    def text(self) -> str:
        return f"{self._title.text()} {self._text.text()}".strip()

    def show_banner(self, tone: BannerTone, icon: str, title: str, text: str, action: str = "") -> None:
        self._tone = tone
        self._icon.show_icon(icon, tone.value)
        self._title.setText(title)
        self._text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(self.text)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(f"{self._tone.value}Tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("hairline"))
