"""The leader's notifications inside the main window: one card for each call, oldest first, gone when it is over."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.calls.selectors import notifications
from softphone.services.state.app_state import AppState
from softphone.ui.incoming.silent_card import SilentCard
from softphone.ui.keys.focus_order import put_before, stops_in
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.floating_surface import MARGIN, FloatingSurface
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.translated_widget import TranslatedWidget

_GAP = 12


class SilentPanel(TranslatedWidget, QWidget):
    """Hidden while nothing rings at the assistants. Margins of the shadow reach into the caller's spacing."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self._surfaces: dict[CallKey, FloatingSurface] = {}
        self.cards: dict[CallKey, SilentCard] = {}
        self.next_stop: QWidget | None = None  # where Tab goes after the cards
        self._column = make_column(self, _GAP - 2 * MARGIN)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        ticker().tick.connect(self.on_tick)
        self.hide()

    def show_state(self, state: AppState) -> None:
        self._state = state
        calls = notifications(state)
        for key in [k for k in self.cards if k not in {call.key for call in calls}]:
            self._remove(key)
        for call in calls:
            self._card(call.key).show_call(call, state, ticker().now_s())
        self.setVisible(bool(calls))

    def on_tick(self, now_s: float) -> None:
        for card in self.cards.values():
            card.show_time(now_s)

    def reply(self, number: int) -> None:
        """The key 1-4 acts on the oldest notification."""
        card = next(iter(self.cards.values()), None)
        choices = tuple(ReplyChoice)
        if card is not None and card.replies.isVisible() and 1 <= number <= len(choices):
            card.replies.send(choices[number - 1])

    def retranslate(self) -> None:
        if self.cards:
            self.show_state(self._state)

    def _card(self, key: CallKey) -> SilentCard:
        if key not in self.cards:
            surface, card = FloatingSurface(), SilentCard(self._actions)
            surface.body.addWidget(card)
            self._column.addWidget(surface)
            self._surfaces[key], self.cards[key] = surface, card
            put_before(stops_in(card), self.next_stop)
        return self.cards[key]

    def _remove(self, key: CallKey) -> None:
        surface = self._surfaces.pop(key)
        del self.cards[key]
        self._column.removeWidget(surface)
        surface.hide()
        surface.deleteLater()
