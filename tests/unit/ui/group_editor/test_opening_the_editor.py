"""Opening the group editor: "Bearbeiten" in both panels, and rules from the incoming card."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain.problems import NotPossibleNow, Obstacle, PortalRefused
from softphone.domain.telephone.call import CallKey
from softphone.services.state.app_state import AppState
from softphone.services.state.group_editor import RuleView
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.windows import Windows
from tests.samples import app_state as sample
from tests.samples import calls as sample_calls
from tests.samples import group_editor as fakes
from tests.samples.actions import FakeActions
from tests.samples.groups import BEISPIEL, ENTWURF, MUSTER, NOW_S

RINGING = sample_calls.calls()[2]


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def main(qtbot: QtBot, actions: FakeActions) -> MainWindow:
    window = MainWindow(actions)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def card(qtbot: QtBot, actions: FakeActions) -> Iterator[IncomingCallWindow]:
    ticker().set_clock(lambda: NOW_S)
    window = IncomingCallWindow(actions)
    qtbot.addWidget(window)
    actions.state.set(sample.assistant_state(calls=(RINGING,)))
    yield window
    actions.state.set(AppState())


def choose(card: IncomingCallWindow, place: int) -> None:
    menu = card.card.rule_menu(RINGING.key)
    menu.actions()[place].trigger()
    menu.close()


def places(card: IncomingCallWindow) -> list[QPoint]:
    buttons = (card.card.answer, card.card.reject, card.card.silence, card.card.more)
    return [button.mapToGlobal(QPoint(0, 0)) for button in buttons]


def test_the_panel_and_its_key_open_the_chosen_leader(qtbot: QtBot, main: MainWindow, actions: FakeActions) -> None:
    actions.state.set(sample.assistant_state())
    main.leader_list.view.select(BEISPIEL.user_id)
    main.details.edit.click()
    QTest.keyClick(main, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert actions.asked == [("editor.open", BEISPIEL.user_id)] * 2


def test_a_leader_opens_the_own_group(qtbot: QtBot, main: MainWindow, actions: FakeActions) -> None:
    actions.state.set(sample.leader_state())
    main.leader.edit.click()
    QTest.keyClick(main, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert actions.asked == [("editor.open", actions.state.value.sign_in.user_id)] * 2


def test_the_key_works_where_the_details_have_no_room(qtbot: QtBot, main: MainWindow, actions: FakeActions) -> None:
    main.resize(700, 600)
    actions.state.set(sample.assistant_state())
    main.leader_list.view.select(MUSTER.user_id)
    QTest.keyClick(main, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert actions.asked == [("editor.open", MUSTER.user_id)]


def test_the_editor_appears_beside_the_main_window(qtbot: QtBot, qapp: QApplication, actions: FakeActions) -> None:
    windows = Windows(qapp, actions)
    windows.start()
    actions.state.set(sample.assistant_state(calls=(), editor=fakes.view()))
    assert windows.editor.isVisible()
    assert windows.main.isVisible()
    assert not windows.editor.isModal()
    actions.state.set(replace(actions.state.value, editor=None))
    assert not windows.editor.isVisible()
    windows.close()
    for window in (windows.sign_in, windows.main, windows.incoming, windows.silent):
        window.deleteLater()
    windows.deleteLater()
    theme().set_dark(None)
    qapp.setStyleSheet("")


@pytest.mark.parametrize(("place", "always"), [(0, True), (1, False)])
def test_the_card_writes_a_rule_for_its_own_call(
    card: IncomingCallWindow, actions: FakeActions, place: int, always: bool
) -> None:
    choose(card, place)
    assert actions.asked == [("editor.write_rule", RINGING.key, always)]


def test_what_became_of_the_rule_stands_below_the_buttons_and_moves_none(
    card: IncomingCallWindow, actions: FakeActions
) -> None:
    before = places(card)
    choose(card, 0)
    rule = RuleView(ENTWURF, "040 66969 512", True, busy=True)
    for shown in (rule, replace(rule, busy=False, can_undo=True)):
        actions.state.set(replace(actions.state.value, rule=shown))
        assert card.card.rule.isVisible()
        assert places(card) == before
    card.card.rule.undo.click()
    assert actions.asked[-1] == ("editor.undo_rule",)


def test_a_refused_rule_says_so_at_the_card(card: IncomingCallWindow, actions: FakeActions) -> None:
    choose(card, 1)
    problem = PortalRefused(403, "Nicht erlaubt")
    rule = RuleView(ENTWURF, "040 66969 512", False, problem=problem)
    actions.state.set(replace(actions.state.value, rule=rule))
    assert "Nicht erlaubt" in card.card.rule.problem.text
    assert not card.card.rule.undo.isVisible()


def test_a_hidden_caller_gets_the_reason(card: IncomingCallWindow, actions: FakeActions) -> None:
    actions.problem = NotPossibleNow(Obstacle.CALLER_HIDDEN)
    choose(card, 0)
    actions.settle()
    assert "number is hidden" in card.card.rule.problem.text


def test_a_rule_of_another_call_is_not_shown_here(card: IncomingCallWindow, actions: FakeActions) -> None:
    rule = RuleView(ENTWURF, "040 66969 512", True, can_undo=True)
    actions.state.set(replace(actions.state.value, rule=rule))
    assert not card.card.rule.isVisible()


def test_a_call_for_nobody_has_no_rules(card: IncomingCallWindow, actions: FakeActions) -> None:
    assert card.card.more.isVisible()
    actions.state.set(sample.assistant_state(calls=(replace(RINGING, key=CallKey(77), leader=None),)))
    assert not card.card.more.isVisible()


def test_the_rule_can_be_taken_back_from_the_leader_s_details(main: MainWindow, actions: FakeActions) -> None:
    rule = RuleView(ENTWURF, "040 66969 512", True, can_undo=True)
    actions.state.set(sample.assistant_state(rule=rule))
    main.leader_list.view.select(ENTWURF.user_id)
    assert main.details.rule.isVisible()
    main.details.rule.undo.click()
    assert actions.asked == [("editor.undo_rule",)]
    main.leader_list.view.select(MUSTER.user_id)
    assert not main.details.rule.isVisible()
