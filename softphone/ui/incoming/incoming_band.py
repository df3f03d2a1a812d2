"""The head of the incoming card: for whom the call is, and what happens when nobody takes it."""

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.services.calls.selectors import is_ringing
from softphone.services.executive_calls.ring_reason import NextStep, closing
from softphone.services.state.calls import CallView
from softphone.ui.calls.call_tile import show_call_tile
from softphone.ui.text import call_text
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.containers.floating_surface import path_inside_card
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.labels.elided_label import ElidedLabel
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel

HEIGHT = 44
_LINE = 3


class IncomingBand(QWidget):
    """Tinted in the leader's colour, neutral for a direct call; the line thins with the time that is left."""

    def __init__(self) -> None:
        super().__init__()
        self._call: CallView | None = None
        self._step: NextStep | None = None
        self._left = 0.0
        self.tile = Tile(24)
        self.direct = IconLabel("phone-incoming", "text")
        self.whom = TextLabel("", "body")
        self.leader = ElidedLabel("", "strong")
        self.icon = IconLabel("clock")
        self.words = TextLabel("", "label", "text2", tabular=True)
        self.setFixedHeight(HEIGHT)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 15, 0)
        row.setSpacing(0)
        row.addWidget(self.tile)
        row.addWidget(self.direct)
        row.addSpacing(10)
        row.addWidget(self.whom)
        row.addWidget(self.leader, 1)
        row.addSpacing(8)
        row.addWidget(self.icon)
        row.addSpacing(6)
        row.addWidget(self.words)

    def show_call(self, call: CallView, step: NextStep | None) -> None:
        self._call, self._step = call, step
        show_call_tile(self.tile, call)
        self.direct.setVisible(call.leader is None)
        pattern = QCoreApplication.translate("CallWords", "for {leader}")
        self.whom.setText(pattern.partition("{leader}")[0] if call.leader else "")
        self.leader.setText(call.leader.name if call.leader else call_text.for_whom(call))

    def show_time(self, now_s: float) -> None:
        if self._call is None:
            return
        self._left = self._step.remaining_s(self._call, now_s) if self._step else 0.0
        ended = None if is_ringing(self._call) else closing(self._call, self._step)
        if ended is not None:
            self._say("", call_text.closing_words(ended), "strong", "text")
        elif self._step is not None and self._left > 0:
            self._say("clock", call_text.next_step_words(self._step, self._left), "label", "text2")
        else:
            self._say("", "", "label", "text2")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leader = self._call.leader if self._call else None
        tint = theme().leader(leader.colour).tint if leader else theme().color("sunken")
        painter.fillPath(path_inside_card(self, QRectF(self.rect())), tint)
        line = theme().leader(leader.colour).solid if leader else theme().color("outline")
        painter.fillPath(path_inside_card(self, QRectF(0, HEIGHT - _LINE, self._line_width(), _LINE)), line)

    def _line_width(self) -> float:
        if self._step is None or self._call is None or not is_ringing(self._call):
            return 0.0
        return self.width() * self._left / max(1.0, self._step.total_s)

    def _say(self, icon: str, words: str, font: FontName, role: str) -> None:
        self.icon.setVisible(bool(icon))
        self.words.setText(words)
        self.words.set_font_name(font)
        self.words.set_color(role)
