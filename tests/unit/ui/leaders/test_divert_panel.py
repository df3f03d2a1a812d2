"""The row and the panel of the assistant's divert."""

from dataclasses import replace

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.domain import problems as p
from softphone.services.state.groups import DivertView
from softphone.ui.leaders.divert_panel import DivertPanel
from softphone.ui.main_window.main_window import MainWindow
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import MUSTER

ON = DivertView(True, "030 23125 451", True, "030 23125 451")


def panel(window: MainWindow) -> DivertPanel:
    window.leader_list.divert.click()
    return window.leader_list.divert_panel


def test_the_row_says_what_the_portal_has_and_stands_out_while_it_diverts(
    window: MainWindow, actions: FakeActions
) -> None:
    row = window.leader_list.divert
    assert row.isVisible()
    assert (row.detail, row.tone) == ("Off", "")
    actions.show(divert=ON)
    assert (row.detail, row.tone) == ("To 030 23125 451", "wait")
    actions.show(divert=replace(ON, problem=p.PortalRefused(403, "Gesperrt")))
    assert (row.detail, row.tone) == ("Not saved", "end")
    actions.show(divert=replace(ON, in_flight=True))
    assert row.detail == "Saving …"
    actions.show(divert=None)
    assert not row.isVisible()


def test_saving_asks_for_what_was_typed_and_a_refusal_keeps_it(
    qtbot: QtBot, window: MainWindow, actions: FakeActions
) -> None:
    opened = panel(window)
    opened.to_number.click()
    QTest.keyClicks(opened.field.edit, "030 23125-451")
    actions.problem = p.PortalRefused(403, "Weiterleitung ist gesperrt")
    opened.save.click()
    assert actions.asked == [("divert.set_divert", True, "030 23125-451")]
    actions.show(divert=DivertView(problem=actions.problem))
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


def test_the_precondition_is_explained_where_it_is_not_met(window: MainWindow, actions: FakeActions) -> None:
    opened = panel(window)
    assert opened.precondition.text == ""
    actions.show(groups=(sample_groups.group(MUSTER, False),))
    assert "not logged in" in opened.precondition.text
    assert "calls to you are not" in opened.note.text()


def test_a_divert_that_leads_back_is_said_in_the_panel(window: MainWindow, actions: FakeActions) -> None:
    opened = panel(window)
    actions.show(divert=replace(ON, leads_to_self=True))
    assert "your own" in opened.gap.text
    actions.show(divert=replace(ON, leads_to_leader=MUSTER.user_id))
    assert "Dr. Lea Muster" in opened.gap.text


def test_cancelling_forgets_what_was_typed(qtbot: QtBot, window: MainWindow, actions: FakeActions) -> None:
    actions.show(divert=ON)
    opened = panel(window)
    QTest.keyClicks(opened.field.edit, "99")
    opened.cancel.click()
    assert opened.field.text == "030 23125 451"
