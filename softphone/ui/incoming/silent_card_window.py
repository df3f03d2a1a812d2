"""The leader's notification as a floating card, for when the main window is not in sight."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt

from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.calls.selectors import newly_ringing, notifications
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.incoming.silent_card import SilentCard
from softphone.ui.text import call_text
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.floating_card import FloatingCard
from softphone.ui.widgets.frames import frames
from softphone.ui.widgets.screen_reader import announce
from softphone.ui.widgets.translated_widget import TranslatedWidget


class SilentCardWindow(TranslatedWidget, FloatingCard):
    """Top-level and without the focus; `wanted` may keep it away while the panel in the main window is seen."""

    def __init__(self, actions: Actions, wanted: Callable[[], bool] = lambda: True) -> None:
        super().__init__(theme().size("incomingCardW"))
        self._actions = actions
        self._wanted = wanted
        self._state = AppState()
        self._known: frozenset[CallKey] = frozenset()
        self.cards: list[SilentCard] = []
        ticker().tick.connect(self.on_tick)
        self._unsubscribe = frames().subscribe(actions.state, self.show_state)
        self.destroyed.connect(self._unsubscribe)

    def show_state(self, state: AppState) -> None:
        self._state = state
        calls = notifications(state)
        self._fill(calls)
        self._announce_new(calls)
        self._show_or_hide()

    def on_tick(self, now_s: float) -> None:
        for card in self.cards:
            card.show_time(now_s)
        if self.isVisible() is not self._is_due():
            self._show_or_hide()

    def retranslate(self) -> None:
        if self.cards:
            self.show_state(self._state)

    def _fill(self, calls: tuple[CallView, ...]) -> None:
        while len(self.cards) > len(calls):
            gone = self.cards.pop()
            self.body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.cards) < len(calls):
            self.cards.append(self._new_card())
            self.body.addWidget(self.cards[-1])
            self.cards[-1].show()
        for card, call in zip(self.cards, calls, strict=True):
            card.show_call(call, self._state, ticker().now_s())

    def _new_card(self) -> SilentCard:
        card = SilentCard(self._actions, narrow=True)
        for button in (card.take, *card.replies.buttons.values()):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return card

    def _announce_new(self, calls: tuple[CallView, ...]) -> None:
        sentence = QCoreApplication.translate("SilentCard", "Silent notification: call from {caller}")
        for call in newly_ringing(self._known, calls):
            announce(self, sentence.format(caller=call_text.caller(call)))
        self._known = frozenset(call.key for call in calls)

    def _is_due(self) -> bool:
        return bool(self.cards) and self._wanted()

    def _show_or_hide(self) -> None:
        if not self._is_due():
            self.hide()
            return
        self.hug_content()
        if not self.isVisible():
            self.move(self.corner_place(0))
            self.show()
            self.raise_()
        self.move(self.kept_on_screen(self.pos()))
