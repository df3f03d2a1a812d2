"""What somebody wrote about a call, on its card: the tab of who wrote, the words, the time."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.contacts.initials import initials
from softphone.services.state.calls import CallMessage
from softphone.ui.text.time_format import clock
from softphone.ui.theme.theme import theme
from softphone.ui.transfer.call_push_text import message_runs
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.labels.styled_label import StyledLabel
from softphone.ui.widgets.labels.text_label import TextLabel


class MessageStrip(QWidget):
    """Hidden without a message; tinted where a leader wrote."""

    def __init__(self) -> None:
        super().__init__()
        self._message: CallMessage | None = None
        self.tile = Tile(20)
        self.words = StyledLabel()
        self.time = TextLabel("", "label", "text2", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(self.tile)
        row.addWidget(self.words, 1)
        row.addWidget(self.time)
        self.hide()

    def show_message(self, message: CallMessage | None) -> None:
        self._message = message
        self.setVisible(message is not None)
        if message is None:
            return
        if message.leader is not None:
            self.tile.show_leader(message.leader)
        else:
            self.tile.show_monogram(initials(message.sender))
        self.words.show_runs(message_runs(message))
        self.time.setText(clock(message.at_s))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._message is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leader = self._message.leader
        painter.setPen(theme().color("hairline"))
        painter.setBrush(theme().leader(leader.colour).tint if leader else theme().color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
