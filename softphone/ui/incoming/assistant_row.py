"""One assistant on the leader's card: place in the order, name, and whether logged in, as far as the portal says."""

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.services.state.groups import AssistantRef
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.labels.elided_label import ElidedLabel
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel

HEIGHT = 40


class AssistantRow(QWidget):
    """Says nothing about a state it does not know."""

    def __init__(self) -> None:
        super().__init__()
        self._last = False
        self.place = TextLabel("", "body", "text2", tabular=True)
        self.place.setFixedWidth(26)
        self.place.setContentsMargins(6, 0, 0, 0)
        self.tile = Tile(24)
        self.name = ElidedLabel("", "body")
        self.icon = IconLabel("check-circle-fill", "call")
        self.word = TextLabel("", "label", "text2")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(0)
        row.addWidget(self.place)
        row.addWidget(self.tile)
        row.addSpacing(12)
        row.addWidget(self.name, 1)
        row.addWidget(self.icon)
        row.addSpacing(6)
        row.addWidget(self.word)

    def show_assistant(self, assistant: AssistantRef, place: int | None, last: bool) -> None:
        self._last = last
        self.place.setText("" if place is None else str(place))
        self.place.setVisible(place is not None)
        self.tile.show_monogram(assistant.initials)
        self.name.setText(assistant.name)
        self._show_opted_in(assistant.opted_in)
        self.update()

    def _show_opted_in(self, opted_in: bool | None) -> None:
        self.icon.setVisible(opted_in is not None)
        if opted_in:
            self.icon.show_icon("check-circle-fill", "call")
            self.word.setText(QCoreApplication.translate("SilentCard", "Logged in"))
        else:
            self.icon.show_icon("minus-circle", "text2")
            self.word.setText(QCoreApplication.translate("SilentCard", "Logged out"))
        self.word.setVisible(opted_in is not None)
        self.word.set_color("text" if opted_in else "text2")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._last:
            line = QRectF(0, self.height() - 1, self.width(), 1)
            QPainter(self).fillRect(line, theme().color("hairline"))
