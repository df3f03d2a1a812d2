"""The leader's notification: quiet, without invented states, gone with the call."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from softphone.domain.executive.settings import AlertingMode
from softphone.domain.telephone.call import CallEnd, CallKey, Ring
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.incoming.assistant_row import HEIGHT as ROW_HEIGHT
from softphone.ui.incoming.silent_card import SilentCard
from softphone.ui.incoming.silent_card_window import SilentCardWindow
from softphone.ui.incoming.silent_panel import SilentPanel
from softphone.ui.widgets.clock import ticker
from tests.samples.actions import FakeActions
from tests.samples.calls import ended, ringing, state_of, talking
from tests.samples.groups import NOW_S, own_group

SILENT = ringing(1, "Notariat Niemand", "040 66969 512", None, 24, ring=Ring.SILENT)


@pytest.fixture
def actions() -> Iterator[FakeActions]:
    ticker().set_clock(lambda: NOW_S)
    made = FakeActions()
    yield made
    made.state.set(AppState())


@pytest.fixture
def panel(qtbot: QtBot, actions: FakeActions) -> SilentPanel:
    made = SilentPanel(actions)
    qtbot.addWidget(made)
    return made


def leader_state(*calls: CallView, mode: AlertingMode = AlertingMode.SEQUENTIAL) -> AppState:
    return state_of(*calls, own_group=own_group(mode))


def only_card(panel: SilentPanel) -> SilentCard:
    (card,) = panel.cards.values()
    return card


def test_it_says_who_calls_and_for_how_long(panel: SilentPanel) -> None:
    panel.show_state(leader_state(SILENT))
    card = only_card(panel)
    assert card.head.title.text() == "Silent notification"
    assert card.caller.text() == "Notariat Niemand"
    assert card.number.text() == "040 66969 512"
    assert card.head.since.text() == "ringing at your assistants for 24 s"
    panel.on_tick(NOW_S + 6)
    assert card.head.since.text() == "ringing at your assistants for 30 s"


def test_assistants_stand_in_their_order_with_what_the_portal_said(panel: SilentPanel) -> None:
    state = leader_state(SILENT)
    assert state.own_group is not None
    nele, paul, sina, olaf = state.own_group.assistants
    listed = (nele, paul, replace(sina, opted_in=None), olaf)
    panel.show_state(replace(state, own_group=replace(state.own_group, assistants=listed)))
    rows = only_card(panel).assistants
    assert [row.name.text() for row in rows] == ["Nele Probe", "Paul Attrappe", "Sina Fiktiv", "Olaf Modell"]
    assert [row.place.text() for row in rows] == ["1", "2", "3", "4"]
    said = ["" if row.word.isHidden() else row.word.text() for row in rows]
    assert said == ["Logged in", "Logged in", "", "Logged out"]
    assert rows[2].icon.isHidden()


def test_no_place_is_shown_where_all_ring_at_once(panel: SilentPanel) -> None:
    panel.show_state(leader_state(SILENT, mode=AlertingMode.SIMULTANEOUS))
    assert all(row.place.isHidden() for row in only_card(panel).assistants)


def test_without_a_known_group_no_assistant_is_invented(panel: SilentPanel) -> None:
    panel.show_state(state_of(SILENT))
    assert only_card(panel).assistants == []


@pytest.mark.parametrize(
    "over",
    [
        ended(1, CallEnd.ANSWERED_ELSEWHERE, None, ring=Ring.SILENT),
        ended(1, CallEnd.MISSED, None, ring=Ring.SILENT),
        talking(1, "Notariat Niemand", "", None, 0, ring=Ring.SILENT),
    ],
)
def test_it_vanishes_when_the_call_is_over_or_taken(panel: SilentPanel, over: CallView) -> None:
    panel.show_state(leader_state(SILENT))
    assert not panel.isHidden()
    panel.show_state(leader_state(over))
    assert panel.isHidden()
    assert panel.cards == {}


def test_taking_it_asks_for_this_call_and_nothing_else_can_be_pressed(
    panel: SilentPanel, actions: FakeActions, qtbot: QtBot
) -> None:
    second = ringing(3, "Hotel Wolkenheim", "", None, 3, ring=Ring.SILENT)
    panel.show_state(leader_state(SILENT, second))
    assert list(panel.cards) == [1, 3]
    QTest.mouseClick(panel.cards[CallKey(3)].take, Qt.MouseButton.LeftButton)
    assert actions.asked == [("calls.answer", 3)]


def test_a_splash_is_not_called_silent(panel: SilentPanel) -> None:
    panel.show_state(leader_state(ringing(1, "A", "", None, 1, ring=Ring.SPLASH)))
    assert only_card(panel).head.title.text() == "Notification"


def test_a_call_that_rings_normally_is_none_of_the_panels_business(panel: SilentPanel) -> None:
    panel.show_state(leader_state(ringing(1, "A", "", None, 1)))
    assert panel.isHidden()


def test_everything_is_plain_text(panel: SilentPanel) -> None:
    panel.show_state(leader_state(ringing(1, "<i>x</i>", "<b>1</b>", None, 1, ring=Ring.SILENT)))
    assert only_card(panel).caller.text() == "<i>x</i>"
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in panel.findChildren(QLabel))


def test_the_floating_card_takes_no_focus_and_follows_the_call(qtbot: QtBot, actions: FakeActions) -> None:
    window = SilentCardWindow(actions)
    qtbot.addWidget(window)
    assert not window.isVisible()
    actions.state.set(leader_state(SILENT))
    assert window.isVisible()
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert all(w.focusPolicy() is Qt.FocusPolicy.NoFocus for w in window.findChildren(QWidget))
    assert window.card_rect().size() == QSize(396, window.height() - 48)
    actions.state.set(leader_state())
    assert not window.isVisible()


def test_the_floating_card_stays_away_while_it_is_not_wanted(qtbot: QtBot, actions: FakeActions) -> None:
    wanted = [False]
    window = SilentCardWindow(actions, lambda: wanted[0])
    qtbot.addWidget(window)
    actions.state.set(leader_state(SILENT))
    assert not window.isVisible()
    wanted[0] = True
    window.on_tick(NOW_S)
    assert window.isVisible()


def test_the_floating_card_grows_with_a_second_call(qtbot: QtBot, actions: FakeActions) -> None:
    window = SilentCardWindow(actions)
    qtbot.addWidget(window)
    actions.state.set(leader_state(SILENT))
    height = window.height()
    actions.state.set(leader_state(SILENT, ringing(3, "Hotel Wolkenheim", "", None, 3, ring=Ring.SILENT)))
    assert [card.key for card in window.cards] == [1, 3]
    assert window.height() > height + 200


def test_the_floating_card_is_as_high_as_all_it_says(qtbot: QtBot, actions: FakeActions) -> None:
    """Short texts make the replies fit one row at first, before the card's own width is known."""
    window = SilentCardWindow(actions)
    qtbot.addWidget(window)
    actions.state.set(leader_state(SILENT))
    (card,) = window.cards
    QApplication.processEvents()
    assert card.height() >= card.minimumSizeHint().height()
    tops = [row.y() for row in card.assistants]
    assert [low - high for high, low in pairwise(tops)] == [ROW_HEIGHT] * (len(tops) - 1)
