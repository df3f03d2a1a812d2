"""A line across the window for what concerns all of it. One at a time."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, set_word
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel


class BannerTone(Enum):
    WAIT = "wait"
    END = "end"


class Banner(QWidget):
    """Icon, a strong word, a sentence, one button or a choice."""

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
        self.later, self.more = Button(ButtonKind.GHOST), icon_button("info", "", ButtonKind.GHOST)
        self.again = Button(ButtonKind.PRIMARY)
        for button in (self.more, self.later, self.again):
            button.set_height("buttonSmall")
            button.hide()
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
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
        for button in (self.more, self.later, self.again):
            button.hide()
        self.setAccessibleName(self.text)
        self.show()
        self.update()

    def offer_choice(self, more: str, later: str, again: str) -> None:
        """Three ways to go on instead of one button; an empty word leaves its button away."""
        set_word(self.more, more)
        self.more.setVisible(bool(more))
        for button, word in ((self.later, later), (self.again, again)):
            button.setText(word)
            button.setVisible(bool(word))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(f"{self._tone.value}Tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("hairline"))
