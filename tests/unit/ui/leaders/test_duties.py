"""Divert row and panel, "Eingeloggt bis …", coverage sentences, the banner of a changed portal."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain import problems as p
from softphone.domain.executive.divert import Divert
from softphone.domain.executive.settings import SimpleFilter
from softphone.services.state.app_state import Notice
from softphone.services.state.groups import DivertView, GroupView, OptInView
from softphone.services.state.portal_change import Differs, PortalChangeView, PortalDifference
from softphone.ui.leaders.divert_panel import DivertPanel
from softphone.ui.leaders.leader_row_text import lane_accessible, lane_line, lane_problem, lane_problem_tone
from softphone.ui.leaders.opt_in_until_panel import UntilMenu
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.main_window.portal_change_text import change_details, change_words
from softphone.ui.main_window.toast_text import notice_entry
from softphone.ui.widgets.clock import ticker
from tests.samples import app_state as sample

ON = DivertView(True, "030 23125 451", True, "030 23125 451")


@pytest.fixture
def actions() -> sample.FakeActions:
    return sample.FakeActions()


@pytest.fixture
def window(qtbot: QtBot, actions: sample.FakeActions) -> MainWindow:
    made = MainWindow(actions)
    qtbot.addWidget(made)
    made.show()
    actions.state.set(sample.assistant_state(calls=(), divert=DivertView()))
    return made


def show(actions: sample.FakeActions, **changes: object) -> None:
    actions.state.set(replace(actions.state.value, **changes))  # type: ignore[arg-type]


def panel(window: MainWindow) -> DivertPanel:
    window.lanes.divert.click()
    return window.lanes.divert_panel


def test_the_row_says_what_the_portal_has_and_stands_out_while_it_diverts(
    window: MainWindow, actions: sample.FakeActions
) -> None:
    row = window.lanes.divert
    assert row.isVisible()
    assert (row.detail, row.tone) == ("Off", "")
    show(actions, divert=ON)
    assert (row.detail, row.tone) == ("To 030 23125 451", "wait")
    show(actions, divert=replace(ON, problem=p.PortalRefused(403, "Gesperrt")))
    assert (row.detail, row.tone) == ("Not saved", "end")
    show(actions, divert=replace(ON, in_flight=True))
    assert row.detail == "Saving …"
    show(actions, divert=None)
    assert not row.isVisible()


def test_saving_asks_for_what_was_typed_and_a_refusal_keeps_it(
    qtbot: QtBot, window: MainWindow, actions: sample.FakeActions
) -> None:
    opened = panel(window)
    opened.to_number.click()
    QTest.keyClicks(opened.field.edit, "030 23125-451")
    actions.problem = p.PortalRefused(403, "Weiterleitung ist gesperrt")
    opened.save.click()
    assert actions.asked == [("duties.set_divert", True, "030 23125-451")]
    show(actions, divert=DivertView(problem=actions.problem))
    actions.settle()
    assert "Weiterleitung ist gesperrt" in opened.field.problem.text
    assert opened.isVisible()
    assert opened.field.text == "030 23125-451"
    actions.problem = None
    opened.save.click()
    actions.settle()
    assert not opened.isVisible()


def test_a_wrong_character_is_said_while_typing(qtbot: QtBot, window: MainWindow) -> None:
    opened = panel(window)
    opened.to_number.click()
    QTest.keyClicks(opened.field.edit, "030 2x")
    assert "“x” at position 6" in opened.field.problem.text


def test_the_precondition_is_explained_where_it_is_not_met(window: MainWindow, actions: sample.FakeActions) -> None:
    opened = panel(window)
    assert opened.precondition.text == ""
    show(actions, groups=(sample.group(sample.MUSTER, False),))
    assert "not logged in" in opened.precondition.text
    assert "calls to you are not" in opened.note.text()


def test_a_divert_that_leads_back_is_said_in_the_panel(window: MainWindow, actions: sample.FakeActions) -> None:
    opened = panel(window)
    show(actions, divert=replace(ON, leads_to_self=True))
    assert "your own" in opened.gap.text
    show(actions, divert=replace(ON, leads_to_leader=sample.MUSTER.user_id))
    assert "Dr. Lea Muster" in opened.gap.text


def test_cancelling_forgets_what_was_typed(qtbot: QtBot, window: MainWindow, actions: sample.FakeActions) -> None:
    show(actions, divert=ON)
    opened = panel(window)
    QTest.keyClicks(opened.field.edit, "99")
    opened.cancel.click()
    assert opened.field.text == "030 23125 451"


def lane(**changes: object) -> GroupView:
    return replace(sample.group(sample.MUSTER), **changes)  # type: ignore[arg-type]


def test_the_lane_says_until_when() -> None:
    until_s = datetime(2026, 11, 23, 14, 0).timestamp()
    group = lane(opt_in=OptInView(True, True, until_s=until_s))
    assert lane_line(group).parts[0] == "until 14:00"
    assert "until 14:00" in lane_accessible(group)
    assert lane_line(lane(opt_in=OptInView(False, False, until_s=until_s))).parts[0] == "All calls"


def test_a_lane_that_reaches_nobody_says_so_as_a_warning() -> None:
    alone = lane(opt_in=OptInView(False, False), others_on_duty=0)
    assert lane_problem(alone) == "The filter is on, but nobody is logged in here. Please log in."
    assert lane_problem_tone(alone) == "wait"
    for covered in (
        replace(alone, others_on_duty=1),
        replace(alone, others_on_duty=None),
        replace(alone, opt_in=OptInView(True, True)),
        replace(alone, opt_in=OptInView(False, False, locked=True)),
        replace(alone, settings=sample.settings(on=False)),
    ):
        assert lane_problem(covered) == ""


def entries(menu: UntilMenu) -> list[QAction]:
    return [entry for entry in menu.actions() if not entry.isSeparator()]


def test_the_menu_offers_a_few_ends_and_any_other(
    qtbot: QtBot, window: MainWindow, actions: sample.FakeActions
) -> None:
    ticker().set_clock(lambda: sample.NOW_S)
    try:
        menu = UntilMenu(actions, lane(opt_in=OptInView(True, True, until_s=sample.NOW_S + 60)), window)
        words = [entry.text() for entry in entries(menu)]
        assert words[:3] == ["Log out", "Logged in until 11:30", "Logged in until 12:00"]
        assert words[-1] == "Stay logged in after 10:43"
        entries(menu)[1].trigger()
        entries(menu)[-1].trigger()
        first = datetime(2026, 11, 23, 11, 30).timestamp()
        assert actions.asked == [
            ("duties.opt_in_until", sample.MUSTER.user_id, first),
            ("duties.opt_in_until", sample.MUSTER.user_id, None),
        ]
        window.lanes.until.ask(lane(), QPoint(5, 5))
        QTest.keyClicks(window.lanes.until.field.edit, "25")
        window.lanes.until.button.click()
        assert "time of day" in window.lanes.until.field.problem.text
        window.lanes.until.field.edit.setText("13:15")
        window.lanes.until.button.click()
        assert actions.asked[-1][-1] == datetime(2026, 11, 23, 13, 15).timestamp()
    finally:
        ticker().set_clock(lambda: datetime.now().timestamp())


def test_the_menu_key_opens_the_menu_of_the_chosen_lane(qtbot: QtBot, window: MainWindow) -> None:
    window.lanes.select_number(1)
    with qtbot.waitSignal(window.lanes.lanes.menu_asked) as asked:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(window.lanes.lanes.viewport(), event)
    assert asked.args is not None
    assert asked.args[0] == sample.MUSTER.user_id
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, UntilMenu)
    opened.close()


def difference(kind: Differs = Differs.SETTINGS, leader: object = sample.MUSTER) -> PortalDifference:
    before, after = sample.settings(SimpleFilter.EXTERNAL), sample.settings(SimpleFilter.ALL)
    return PortalDifference(kind, leader, before, after)  # type: ignore[arg-type]


def test_a_changed_portal_is_a_banner_with_three_ways_to_go_on(
    window: MainWindow, actions: sample.FakeActions
) -> None:
    show(actions, portal_change=PortalChangeView((difference(),), sample.NOW_S))
    assert window.banner.text == (
        "Portal changed · at Dr. Lea Muster (Filter). The state of 08:02 is still in force here."
    )
    assert "All external calls → All calls" in window.banner.toolTip()
    window.banner.more.click()
    assert window.change_details.text.text() == "Dr. Lea Muster · Filter: All external calls → All calls"
    window.change_details.close()
    window.banner.later.click()
    window.banner.again.click()
    assert actions.asked == [("duties.postpone_portal_change",), ("sign_in_again",)]
    show(actions, portal_change=PortalChangeView((difference(),), sample.NOW_S, postponed=True))
    assert not window.banner.isVisible()


def test_not_reachable_comes_before_a_changed_portal(window: MainWindow, actions: sample.FakeActions) -> None:
    lost = replace(sample.assistant_state().registration, registered=False, problem=p.RegistrationUnreachable("x"))
    show(actions, portal_change=PortalChangeView((difference(),), sample.NOW_S), registration=lost)
    assert window.banner.text.startswith("Not reachable")
    assert not window.banner.later.isVisible()


def test_every_difference_has_its_words() -> None:
    found = PortalChangeView(
        (
            difference(),
            PortalDifference(Differs.LOGGED_IN, sample.MUSTER, True, False),
            PortalDifference(Differs.GROUP_NEW, sample.BEISPIEL, False, True),
            PortalDifference(Differs.DIVERT, None, Divert(), Divert(True, "451")),
            PortalDifference(Differs.ASSISTANTS, None, (True, "a@x"), (True, "b@x", "a@x")),
        ),
        0.0,
    )
    assert change_words(found) == (
        "at Dr. Lea Muster (Filter, Logged in), at Jonas Beispiel (assigned to you) and 2 more"
    )
    assert change_details(found)[1:] == (
        "Dr. Lea Muster · Logged in: On → Off",
        "Jonas Beispiel · assigned to you: Off → On",
        "Assistant divert · Assistant divert: Off → 451",
        "your own group · Assistants: a → b, a",
    )


def test_a_criterion_alone_is_told_as_such() -> None:
    before = sample.settings()
    other = replace(before, criteria=(object(),))  # type: ignore[arg-type]
    found = PortalChangeView((PortalDifference(Differs.SETTINGS, sample.MUSTER, before, other),), 0.0)
    assert change_details(found) == ("Dr. Lea Muster · Filter: All calls → other filter criteria",)


def test_the_leaders_panel_warns_that_nobody_is_logged_in(
    qtbot: QtBot, window: MainWindow, actions: sample.FakeActions
) -> None:
    own = sample.own_group()
    out = tuple(replace(one, opted_in=False) for one in own.assistants)
    actions.state.set(replace(sample.leader_state(), own_group=replace(own, assistants=out)))
    assert "no assistant is logged in" in window.leader.gap.text
    actions.state.set(sample.leader_state())
    assert window.leader.gap.text == ""


def test_the_end_of_a_duty_is_a_notice_with_its_time() -> None:
    end_s = datetime(2026, 11, 23, 14, 0).timestamp()
    assert notice_entry(Notice(1, "duty-ended", "Lea", end_s))[2] == "Logged out of Lea at 14:00, as chosen"
    assert "closed at 14:00" in notice_entry(Notice(1, "duty-ended-late", "Lea", end_s))[2]
