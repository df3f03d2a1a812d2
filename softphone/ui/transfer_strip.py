"""Below a live call: to whom it goes, the button, and while it rings there the time, the way back and a note."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from softphone.domain.handover import Phase
from softphone.services.actions import Actions
from softphone.services.views import AppState, CallView, HandoverView, LeaderRef
from softphone.ui import handover_words
from softphone.ui.countdown_ring import CountdownRing
from softphone.ui.problem_text import problem_text
from softphone.ui.theme import theme
from softphone.ui.widgets.buttons import Button, ButtonKind, make_button
from softphone.ui.widgets.icon_label import IconLabel
from softphone.ui.widgets.problem_label import InlineProblem
from softphone.ui.widgets.sentence_label import SentenceLabel
from softphone.ui.widgets.text_label import TextLabel
from softphone.ui.widgets.tile import Tile

translate = QCoreApplication.translate
_UNDER_WAY = frozenset({Phase.PUSHING, Phase.TAKING_BACK})
_RUNNING = _UNDER_WAY | {Phase.ASKED}


class TransferStrip(QWidget):
    """Shows one call's hand-over; whom it goes to is the call's leader until another one is picked."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._call: CallView | None = None
        self._handover: HandoverView | None = None
        self._leaders: tuple[LeaderRef, ...] = ()
        self._picked: LeaderRef | None = None
        self.target = make_button(ButtonKind.GHOST, "")
        self.direct = make_button(ButtonKind.PLAIN, "", "arrow-right")
        self.take_back = make_button(ButtonKind.PRIMARY, "", "arrow-u-up-left")
        self.ring = CountdownRing()
        self.title, self.sentence = TextLabel("", "title", wrap=True), SentenceLabel()
        self.said = TextLabel("", "strong", "text", wrap=True)
        self.problem = InlineProblem()
        self.note_edit, self.note_send = QLineEdit(), make_button(ButtonKind.PLAIN, "")
        self.note_said = TextLabel("", "label", "text2", wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 12)
        column.setSpacing(10)
        self._said_row = _row(IconLabel("arrow-u-up-left", "text2"), self.said)
        self._time_row = _row(self.ring, _column(self.title, self.sentence), gap=16)
        self._tile, self._whom = Tile(20), TextLabel("", "body", "text2")
        self.target.set_flush()
        caret = IconLabel("caret-down-bold", "text", 12)
        choice = (IconLabel("phone-transfer"), self._whom, self._tile, self.target, caret)
        self._choice_row = _row(*choice, last=self.direct)
        self._button_row = _row(self.take_back)
        self._note_label = TextLabel("", "body", "text2")
        self._note_row = _row(IconLabel("note-pencil"), self._note_label, self.note_edit, self.note_send)
        for part in (self._said_row, self._time_row, self.problem, self._choice_row, self._button_row):
            column.addWidget(part)
        column.addWidget(self._note_row)
        column.addWidget(self.note_said)
        for button in (self.target, self.direct, self.note_send):
            button.set_height("buttonSmall")

    def _connect(self) -> None:
        self.direct.clicked.connect(self.on_direct)
        self.take_back.clicked.connect(self.on_take_back)
        self.target.clicked.connect(self.on_target)
        self.note_send.clicked.connect(self.on_note)
        self.note_edit.returnPressed.connect(self.on_note)

    def show_call(self, call: CallView, state: AppState, handover: HandoverView | None) -> None:
        """`handover` of this call, None without one."""
        if self._call is None or self._call.key != call.key:
            self._picked = None
        self._call, self._handover = call, handover
        self._leaders = tuple(group.leader for group in state.groups)
        self._show_words()
        self._show_parts()

    def show_time(self, now_s: float) -> None:
        h = self._handover
        if h is None or h.phase not in _UNDER_WAY:
            return
        seconds = None
        if h.deadline_s is not None and h.pushed_at_s is not None:
            self.ring.show_time(max(0.0, h.deadline_s - now_s), h.deadline_s - h.pushed_at_s, h.leader.colour)
            seconds = self.ring.seconds
        self.ring.setVisible(seconds is not None)
        self.sentence.show_runs(handover_words.ringing_words(seconds))

    def buttons(self) -> tuple[QWidget, ...]:
        return self.target, self.direct, self.take_back, self.note_edit, self.note_send

    def take_keys(self) -> None:
        """The strip has the focus: D hands over, Z takes back."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_D:
                self.on_direct()
            case Qt.Key.Key_Z:
                self.on_take_back()
            case _:
                super().keyPressEvent(event)

    def leader(self) -> LeaderRef | None:
        """To whom the call would go."""
        return self._picked or (self._call.leader if self._call is not None else None)

    def on_direct(self) -> None:
        leader = self.leader()
        if self._call is not None and leader is not None and self.direct.isEnabled():
            other = leader.user_id if leader != self._call.leader else None
            self._actions.handover.push_to_leader(self._call.key, other)

    def on_take_back(self) -> None:
        if self._handover is not None and self._handover.can_take_back:
            self._actions.handover.take_back(self._handover.key)

    def on_note(self) -> None:
        if self._call is not None and self.note_edit.text().strip():
            self._actions.handover.send_note(self._call.key, self.note_edit.text())
            self.note_edit.clear()

    def on_target(self) -> None:
        menu = QMenu(self)
        for leader in self._leaders:
            menu.addAction(leader.name).triggered.connect(self._picker(leader))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.target.mapToGlobal(self.target.rect().bottomLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own; the leader's tint while it rings there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leader = self._handover.leader if self._handover is not None and self._handover.phase in _UNDER_WAY else None
        ground = theme().leader(leader.colour).tint if leader is not None else theme().color("sunken")
        radius = float(theme().radius("card")) - 1
        painter.setClipRect(QRectF(0, 0, self.width(), self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(0, -radius, self.width(), self.height() + radius), radius, radius)
        painter.fillRect(0, 0, self.width(), 1, theme().color("hairline"))

    def _picker(self, leader: LeaderRef) -> Callable[[], None]:
        def pick() -> None:
            self._picked = leader
            self._show_words()
            self._show_parts()

        return pick

    def _show_words(self) -> None:
        leader, h = self.leader(), self._handover
        self._whom.setText(translate("Handover", "Hand over to"))
        self.target.setText(leader.name if leader is not None else translate("Handover", "Choose a leader"))
        _show_button(
            self.direct, translate("Handover", "Directly"), translate("Handover", "Hand over directly (Ctrl+T, D)")
        )
        _show_button(
            self.take_back, translate("Handover", "Take it back"), translate("Handover", "Take it back (Ctrl+T, Z)")
        )
        self._note_label.setText(translate("Handover", "Note to the leader"))
        self.note_edit.setAccessibleName(self._note_label.text())
        self.note_send.setText(translate("Handover", "Send"))
        self.note_said.setText(handover_words.note_words(h.note if h is not None else None))
        if leader is not None:
            self._tile.show_leader(leader)
        if h is not None:
            self.title.setText(translate("Handover", "Hand-over to {leader}").format(leader=h.leader.name))
        self.said.setText(self._said_words())

    def _said_words(self) -> str:
        words = handover_words.phase_words(self._handover) if self._handover is not None else ""
        if not words and self._handover is None and self._call is not None and self._call.recalled_from is not None:
            return handover_words.recalled_words(self._call.recalled_from.name)
        return words

    def _show_parts(self) -> None:
        h = self._handover
        under_way = h is not None and h.phase in _UNDER_WAY
        over = h is not None and h.phase not in _RUNNING | {Phase.REFUSED}
        self._time_row.setVisible(under_way)
        self._said_row.setVisible(bool(self.said.text()))
        self._choice_row.setVisible(not under_way and not over)
        self._tile.setVisible(self.leader() is not None)
        self.target.setEnabled(h is None or h.phase is Phase.REFUSED)
        self.direct.setEnabled(self.leader() is not None and (h is None or h.phase is Phase.REFUSED))
        self._button_row.setVisible(h is not None and h.can_take_back)
        self._note_row.setVisible(under_way)
        self.note_said.setVisible(under_way and bool(self.note_said.text()))
        self.problem.show_text(problem_text(h.problem) if h is not None and h.problem is not None else "")


def _show_button(button: Button, word: str, hint: str) -> None:
    button.setText(word)
    button.setToolTip(hint)


def _row(*widgets: QWidget, gap: int = 8, last: QWidget | None = None) -> QWidget:
    """Left to right; what can use the room gets it, and `last` stands at the right end."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for widget in widgets:
        wide = isinstance(widget, QLineEdit) or (isinstance(widget, TextLabel) and widget.wordWrap())
        row.addWidget(widget, 1 if wide or type(widget) is QWidget else 0)
    if not any(row.stretch(place) for place in range(row.count())):
        row.addStretch(1)
    if last is not None:
        row.addWidget(last)
    return holder


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addStretch(1)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder
