"""The floating card of ringing calls: above all windows, without the focus, still under the pointer."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.options.table import NEXT_CALL_KEY, SILENCE_KEY
from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.calls.selectors import (
    arrange,
    first_ringing,
    is_ringing,
    newly_ringing,
    next_ringing,
    with_front,
)
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.incoming.incoming_card import IncomingCard
from softphone.ui.incoming.incoming_row import HEIGHT as ROW_HEIGHT
from softphone.ui.incoming.incoming_row import IncomingRow
from softphone.ui.incoming.system_notification import Notify
from softphone.ui.keys.key_map import key_map
from softphone.ui.text import call_text
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.floating_card import FloatingCard
from softphone.ui.widgets.controls.buttons import ButtonKind, make_button
from softphone.ui.widgets.frames import frames
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.screen_reader import announce
from softphone.ui.widgets.translated_widget import TranslatedWidget

_HEAD_HEIGHT = 32
_ROOM_FOR_ROWS = 3


class IncomingCallWindow(TranslatedWidget, FloatingCard):
    """Shows itself while calls ring and for their closing words; `notify` also tells the system where given."""

    def __init__(self, actions: Actions, notify: Notify | None = None) -> None:
        super().__init__(theme().size("incomingCardW"))
        self._actions = actions
        self._notify = notify
        self._state = AppState()
        self._shown: tuple[CallView, ...] = ()
        self._announced: frozenset[CallKey] = frozenset()
        self._front: CallKey | None = None
        self._anchor: QPoint | None = None
        self.rows: list[IncomingRow] = []
        self._build()
        ticker().tick.connect(self.on_tick)
        self._unsubscribe = frames().subscribe(actions.state, self.show_state)
        self.destroyed.connect(self._unsubscribe)

    def _build(self) -> None:
        self.head = QWidget()
        self.head.setFixedHeight(_HEAD_HEIGHT)
        self.count = TextLabel("", "strong")
        self.silence_all = make_button(ButtonKind.GHOST, "", "bell-simple-slash")
        self.silence_all.set_height("buttonSmall")
        self.silence_all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.silence_all.clicked.connect(self.on_silence_all)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(15, 0, 4, 0)
        row.addWidget(self.count, 1)
        row.addWidget(self.silence_all)
        self.card = IncomingCard(self._actions)
        self._row_column = QVBoxLayout()
        self._row_column.setSpacing(0)
        self.body.addWidget(self.head)
        self.body.addWidget(self.card)
        self.body.addLayout(self._row_column)

    @property
    def shown_keys(self) -> tuple[CallKey, ...]:
        return tuple(call.key for call in self._shown)

    def show_state(self, state: AppState) -> None:
        rule_changed = state.rule != self._state.rule
        self._state = state
        self._refresh(ticker().now_s())
        if rule_changed and self._shown:
            self.card.show_rule(state)
            self._take_place()

    def on_tick(self, now_s: float) -> None:
        if self._shown:
            self._refresh(now_s)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._refresh(ticker().now_s())

    def retranslate(self) -> None:
        if self._shown:
            self._show_calls(ticker().now_s())

    def on_next_call(self) -> None:
        """Asked for by a key: then the card may move, wherever the pointer is."""
        following = next_ringing(self._shown)
        if following is not None:
            self._front = following
            self._refresh(ticker().now_s())

    def on_answer_top(self) -> None:
        """One that is over may still say why above it."""
        ringing = first_ringing(self._shown)
        if ringing is not None:
            self._actions.calls.answer(ringing)

    def on_silence_all(self) -> None:
        for call in self._shown:
            if is_ringing(call):
                self._actions.calls.silence(call.key)

    def pointer_inside(self) -> bool:
        return self.isVisible() and self.underMouse()

    def _refresh(self, now_s: float) -> None:
        if not any(call.key == self._front and is_ringing(call) for call in self._state.calls):
            self._front = None  # a new engine counts its calls from the start
        wanted = with_front(arrange(self._shown, self._state, now_s, self.pointer_inside()), self._front)
        if wanted != self._shown:
            self._shown = wanted
            self._show_calls(now_s)
            self._tell_new_ones()
        elif wanted:
            self._show_times(now_s)

    def _show_calls(self, now_s: float) -> None:
        if not self._shown:
            self.hide()
            self._anchor = None
            return
        self._show_head()
        self.card.show_call(self._shown[0], self._state)
        self._show_rows(self._shown[1:], now_s)
        self._show_times(now_s)
        self._take_place()

    def _show_head(self) -> None:
        self.head.setVisible(len(self._shown) > 1)
        count = QCoreApplication.translate("IncomingCard", "{count} calls")
        self.count.setText(count.format(count=len(self._shown)))
        self.silence_all.setText(QCoreApplication.translate("IncomingCard", "Silence all"))
        self.silence_all.set_hint(key_map().of(SILENCE_KEY), may_go=True)

    def _show_rows(self, calls: tuple[CallView, ...], now_s: float) -> None:
        while len(self.rows) > len(calls):
            gone = self.rows.pop()
            self._row_column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(calls):
            self.rows.append(IncomingRow(self._actions))
            self._row_column.addWidget(self.rows[-1])
            self.rows[-1].show()
        for row, call in zip(self.rows, calls, strict=True):
            row.show_call(call, self._state, now_s)
            row.show_key(key_map().of(NEXT_CALL_KEY) if call.key == next_ringing(self._shown) else "")

    def _show_times(self, now_s: float) -> None:
        self.card.show_time(now_s)
        for row in self.rows:
            row.show_time(now_s)

    def _take_place(self) -> None:
        """The top card stays where it is: the head grows upwards, the rows grow downwards."""
        self.hug_content()
        if self._anchor is None:
            room = max(0, _ROOM_FOR_ROWS - len(self.rows)) * ROW_HEIGHT
            self._anchor = self.corner_place(room) + self.card.pos()
        self.move(self.kept_on_screen(self._anchor - self.card.pos()))
        if not self.isVisible():
            self.show()
            self.raise_()

    def _tell_new_ones(self) -> None:
        for call in newly_ringing(self._announced, self._shown):
            text = self._sentence(call)
            announce(self, text)
            if self._notify is not None:
                self._notify(call_text.caller(call), text)
        self._announced = frozenset(c.key for c in self._shown)

    def _sentence(self, call: CallView) -> str:
        who = call_text.caller(call)
        if call.leader is None:
            return QCoreApplication.translate("IncomingCard", "Call from {caller}").format(caller=who)
        pattern = QCoreApplication.translate("IncomingCard", "Call for {leader} from {caller}")
        return pattern.format(leader=call.leader.name, caller=who)
