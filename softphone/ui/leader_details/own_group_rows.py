"""The rows of the leader's own panel: a setting with its state, an assistant with place and state, a note."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.services.state.groups import AssistantRef, SwitchView
from softphone.ui.text.line_state_text import line_words
from softphone.ui.text.styled_text import Run
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.controls.switch import Switch, SwitchLook
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.styled_label import StyledLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row

translate = QCoreApplication.translate


class SettingRow(QWidget):
    """A portal term, what it is set to, and "Ein" or "Aus" at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextLabel("", "strong", wrap=True)
        self.detail = TextLabel("", "label", "text2", wrap=True)
        self.state = TextLabel("", "strong")
        self.switch = Switch()
        self.switch.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 13, 16, 14)
        row.addLayout(words, 1)
        row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_switch(self, view: SwitchView | None) -> None:
        """None: there is nothing that could be switched."""
        self.switch.setVisible(view is not None)
        self.switch.setAccessibleName(self.title.text())
        if view is not None:
            on = view.wish if view.in_flight else view.confirmed
            self.switch.show_look(SwitchLook(on, view.in_flight, view.problem is not None))

    def show_setting(self, title: str, detail: str, state: str) -> None:
        self.title.setText(title)
        self.detail.setText(detail)
        self.state.setText(state)
        self.setAccessibleName(", ".join(part for part in (title, state, detail) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme().color("hairline"))


class LeaderAssistantRow(QWidget):
    """Place in the order, monogram, name, what the line does, and "Eingeloggt" as far as the portal says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = TextLabel("", "body", "text2", tabular=True)
        self.place.setFixedWidth(20)
        self.tile = Tile(24)
        self.name = TextLabel("", wrap=True)
        self.line_icon = IconLabel("circle", "text2", 14)
        self.line = TextLabel("", "label", "text2")
        self.icon = IconLabel("check-circle-fill", "call", 14)
        self.word = TextLabel("", "label")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for widget in (self.place, self.tile):
            row.addWidget(widget)
        row.addLayout(self._words(), 1)
        row.addWidget(self.icon)
        row.addWidget(self.word)

    def _words(self) -> QVBoxLayout:
        self.below = QWidget()
        below = make_row(self.below, 6)
        below.addWidget(self.line_icon)
        below.addWidget(self.line, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.below)
        return words

    def show_assistant(self, place: int | None, assistant: AssistantRef) -> None:
        """`place` None: the order is not what this list is about."""
        self.place.setText(str(place))
        self.place.setVisible(place is not None)
        self.tile.show_monogram(assistant.initials)
        self.name.setText(assistant.name)
        self._show_line(assistant)
        self.icon.setVisible(assistant.opted_in is not None)
        self.word.setVisible(assistant.opted_in is not None)
        if assistant.opted_in:
            self.icon.show_icon("check-circle-fill", "call")
            self.word.setText(translate("OwnGroupPanel", "Logged in"))
        else:
            self.icon.show_icon("minus-circle", "text2")
            self.word.setText(translate("OwnGroupPanel", "Logged out"))
        self.word.set_color("text" if assistant.opted_in else "text2")

    def _show_line(self, assistant: AssistantRef) -> None:
        """Whether one can be spoken with just now; nothing where it is not known."""
        words, icon = line_words(assistant.line_state)
        self.line.setText(", ".join(words))
        self.below.setVisible(bool(words))
        if icon:
            self.line_icon.show_icon(icon, "text2")


class SunkenNote(QWidget):
    """The rule in a sentence, on a quiet ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = StyledLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 8, 28, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel("info", "text2"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)

    def show_runs(self, runs: tuple[Run, ...]) -> None:
        self.sentence.show_runs(runs)
        self.setVisible(bool(runs))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 0, -16, 0), 6, 6)
