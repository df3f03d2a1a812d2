"""Twenty-five groups: all of them reached by keyboard, and the list never scrolls by itself."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.services.state.app_state import AppState
from softphone.services.state.groups import GroupView, LeaderRef, OptInView
from softphone.ui.leaders.leader_list import LeaderList
from softphone.ui.main_window.main_window import MainWindow
from tests.samples import app_state as sample
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions

COUNT = 25


def leader(place: int) -> LeaderRef:
    return LeaderRef(f"leiter{place}@pbx.example", f"Leiter {place:02}", f"L{place % 10}", place % 8, place >= 8)


def state(**changes: Any) -> AppState:
    groups = tuple(sample_groups.group(leader(place), settings=sample_groups.settings()) for place in range(COUNT))
    return sample.assistant_state(groups=groups, calls=(), **changes)


def with_group(now: AppState, place: int, **changes: Any) -> AppState:
    groups = list(now.groups)
    groups[place] = replace(groups[place], **changes)
    return replace(now, groups=tuple(groups))


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def leaders(qtbot: QtBot, actions: FakeActions) -> LeaderList:
    window = MainWindow(actions)
    qtbot.addWidget(window)
    window.resize(1120, 720)
    window.show()
    actions.state.set(state())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.leader_list.view.setFocus()
    QApplication.processEvents()
    return window.leader_list.view


def is_whole(leaders: LeaderList, row: int) -> bool:
    return leaders.viewport().rect().contains(leaders.visualRect(leaders.rows.index(row)))


def current(leaders: LeaderList) -> GroupView:
    group = leaders.current_group()
    assert group is not None
    return group


def test_the_arrows_reach_every_row_and_each_is_wholly_seen(qtbot: QtBot, leaders: LeaderList) -> None:
    QTest.keyClick(leaders, Qt.Key.Key_Home)
    for place in range(COUNT):
        assert current(leaders).leader == leader(place)
        assert is_whole(leaders, place)
        QTest.keyClick(leaders, Qt.Key.Key_Down)
    QTest.keyClick(leaders, Qt.Key.Key_Home)
    assert is_whole(leaders, 0)
    QTest.keyClick(leaders, Qt.Key.Key_End)
    assert current(leaders).leader == leader(COUNT - 1)
    assert is_whole(leaders, COUNT - 1)


def test_space_on_the_last_row_asks_for_the_last_group(
    qtbot: QtBot, leaders: LeaderList, actions: FakeActions
) -> None:
    QTest.keyClick(leaders, Qt.Key.Key_End)
    QTest.keyClick(leaders, Qt.Key.Key_Space)
    assert actions.asked == [("groups.set_opted_in", leader(COUNT - 1).user_id, False)]


def test_what_happens_elsewhere_does_not_scroll_the_list(leaders: LeaderList, actions: FakeActions) -> None:
    leaders.select(leader(20).user_id)
    QApplication.processEvents()
    before = leaders.verticalScrollBar().value()
    assert before > 0
    now = actions.state.value
    for place, changed in (
        (0, {"ringing_caller": "Notariat Niemand"}),
        (24, {"ringing_caller": "Erika Mustermann"}),
        (20, {"opt_in": OptInView(True, False, in_flight=True)}),
        (20, {"opt_in": OptInView(False, False)}),
    ):
        now = with_group(now, place, **changed)
        actions.state.set(now)
        QApplication.processEvents()
        assert leaders.verticalScrollBar().value() == before
        assert current(leaders).leader == leader(20)
        assert is_whole(leaders, 20)


def test_who_scrolled_away_from_the_selection_stays_there(leaders: LeaderList, actions: FakeActions) -> None:
    leaders.select(leader(2).user_id)
    leaders.verticalScrollBar().setValue(leaders.verticalScrollBar().maximum())
    QApplication.processEvents()
    before = leaders.verticalScrollBar().value()
    actions.state.set(with_group(actions.state.value, 5, ringing_caller="Notariat Niemand"))
    QApplication.processEvents()
    assert leaders.verticalScrollBar().value() == before
    assert current(leaders).leader == leader(2)


def test_a_group_that_is_gone_takes_no_other_selection_with_it(leaders: LeaderList, actions: FakeActions) -> None:
    leaders.select(leader(20).user_id)
    actions.state.set(replace(actions.state.value, groups=actions.state.value.groups[1:]))
    QApplication.processEvents()
    assert current(leaders).leader == leader(20)
    assert is_whole(leaders, 19)
