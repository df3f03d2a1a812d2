"""The list of leaders: one click or key is one request, the portal's answer stays visible, nothing re-sorts."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.domain.executive.settings import GroupSettings
from softphone.domain.problems import PortalRefused, PortalTimedOut
from softphone.services.state.app_state import AppState
from softphone.services.state.groups import GroupView, OptInView
from softphone.ui.leaders.leader_list_delegate import fitting, switch_look
from softphone.ui.leaders.leader_list_panel import LeaderListPanel
from softphone.ui.leaders.leader_row_layout import leader_row_layout
from softphone.ui.leaders.leader_row_text import LeaderRowText, leader_accessible, leader_detail, leader_problem
from softphone.ui.widgets.controls.switch import SwitchLook
from tests.samples import app_state as sample
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import BEISPIEL, ENTWURF, MUSTER, SCHABLONE, VERSUCH


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def panel(qtbot: QtBot, actions: FakeActions) -> LeaderListPanel:
    made = LeaderListPanel(actions)
    qtbot.addWidget(made)
    made.resize(328, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_state(sample.assistant_state())
    return made


def switch_place(panel: LeaderListPanel, row: int) -> QPoint:
    view = panel.view
    group = view.rows.rows[row]
    rect = view.visualRect(view.rows.index(row))
    return leader_row_layout(rect, False, leader_problem(group)).hit.center()


def click(qtbot: QtBot, panel: LeaderListPanel, place: QPoint) -> None:
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_the_switch_asks_for_the_other_state(
    qtbot: QtBot, panel: LeaderListPanel, actions: FakeActions
) -> None:
    click(qtbot, panel, switch_place(panel, 0))
    click(qtbot, panel, switch_place(panel, 6))
    assert actions.asked == [
        ("groups.set_opted_in", MUSTER.user_id, False),
        ("groups.set_opted_in", SCHABLONE.user_id, True),
    ]


def test_a_click_beside_the_switch_only_selects(qtbot: QtBot, panel: LeaderListPanel, actions: FakeActions) -> None:
    rect = panel.view.visualRect(panel.view.rows.index(2))
    with qtbot.waitSignal(panel.picked) as picked:
        click(qtbot, panel, rect.center() - QPoint(60, 0))
    assert picked.args == [BEISPIEL.user_id]
    assert actions.asked == []


def test_a_click_while_the_write_is_under_way_is_the_opposite_of_the_wish(
    qtbot: QtBot, panel: LeaderListPanel, actions: FakeActions
) -> None:
    click(qtbot, panel, switch_place(panel, 4))
    assert actions.asked == [("groups.set_opted_in", VERSUCH.user_id, False)]


def test_a_locked_row_asks_for_nothing(qtbot: QtBot, panel: LeaderListPanel, actions: FakeActions) -> None:
    click(qtbot, panel, switch_place(panel, 3))
    panel.toggle_number(4)
    assert actions.asked == []


def test_the_space_bar_is_the_switch_and_arrows_move(
    qtbot: QtBot, panel: LeaderListPanel, actions: FakeActions
) -> None:
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    assert actions.asked == [("groups.set_opted_in", ENTWURF.user_id, False)]
    assert panel.selected == ENTWURF.user_id


def test_return_opens_the_details(qtbot: QtBot, panel: LeaderListPanel) -> None:
    with qtbot.waitSignal(panel.opened) as opened:
        QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert opened.args == [MUSTER.user_id]


def test_numbers_count_leaders_from_one(panel: LeaderListPanel, actions: FakeActions) -> None:
    panel.select_number(3)
    panel.toggle_number(7)
    panel.toggle_number(9)
    assert panel.selected == BEISPIEL.user_id
    assert actions.asked == [("groups.set_opted_in", SCHABLONE.user_id, True)]


def test_rows_keep_their_place_and_the_selection_when_one_starts_to_ring(panel: LeaderListPanel) -> None:
    panel.select_number(5)
    before = [group.leader.name for group in panel.view.rows.rows]
    groups = tuple(replace(g, ringing_caller="Otto Normal") for g in sample_groups.groups())
    panel.show_state(sample.assistant_state(groups=groups))
    assert [group.leader.name for group in panel.view.rows.rows] == before
    assert panel.view.currentIndex().row() == 4


def test_only_what_changed_is_told(qtbot: QtBot, panel: LeaderListPanel) -> None:
    groups = list(sample_groups.groups())
    groups[2] = replace(groups[2], opt_in=OptInView(False, False))
    with qtbot.waitSignal(panel.view.rows.dataChanged) as changed:
        panel.show_state(sample.assistant_state(groups=tuple(groups)))
    assert changed.args[0].row() == changed.args[1].row() == 2


def test_a_selected_leader_that_is_gone_gives_way_to_the_first(qtbot: QtBot, panel: LeaderListPanel) -> None:
    panel.select_number(7)
    with qtbot.waitSignal(panel.picked) as picked:
        panel.show_state(sample.assistant_state(groups=sample_groups.groups()[:2]))
    assert picked.args == [MUSTER.user_id]


def test_without_groups_there_is_a_next_step(panel: LeaderListPanel) -> None:
    panel.show_state(AppState())
    assert not panel.view.isVisible()
    assert panel._empty.isVisible()


def test_a_problem_makes_its_row_higher_and_wraps(panel: LeaderListPanel) -> None:
    heights = [panel.view.visualRect(panel.view.rows.index(row)).height() for row in range(7)]
    assert heights[5] > heights[0]
    assert {h for row, h in enumerate(heights) if row != 5} == {heights[0]}


@pytest.mark.parametrize(
    ("opt_in", "look"),
    [
        (OptInView(True, True), SwitchLook(True)),
        (OptInView(False, True, in_flight=True), SwitchLook(True, in_flight=True)),
        (OptInView(True, False, in_flight=True), SwitchLook(False, in_flight=True)),
        (OptInView(True, True, problem=PortalTimedOut("x")), SwitchLook(True, refused=True)),
        (OptInView(False, False, locked=True), SwitchLook(False, locked=True)),
    ],
)
def test_the_switch_stands_at_the_confirmed_end_or_at_the_wish_in_flight(opt_in: OptInView, look: SwitchLook) -> None:
    assert switch_look(sample_groups.group(MUSTER, opt_in=opt_in)) == look


def test_without_a_line_state_nothing_is_said_about_one() -> None:
    line = leader_detail(sample_groups.group(MUSTER))
    assert line.icon == ""
    assert line.parts == ("All calls", "Simultaneous", "Original caller")


def test_settings_that_could_not_be_read_are_not_invented() -> None:
    assert leader_detail(sample_groups.group(MUSTER, settings=GroupSettings())).parts == ()


def test_a_refusal_says_the_portal_s_own_words_and_what_holds() -> None:
    group = sample_groups.group(MUSTER, opt_in=OptInView(True, True, problem=PortalRefused(403, "Nicht erlaubt")))
    assert leader_problem(group) == "Portal: “Nicht erlaubt”. You are still logged in."


def test_the_row_is_said_in_one_breath() -> None:
    assert leader_accessible(sample_groups.groups()[0]) == (
        "Dr. Lea Muster, logged in, All external calls, Simultaneous, Original caller"
    )
    assert "Notariat Niemand is ringing" in leader_accessible(sample_groups.groups()[1])
    assert "logging in and out not allowed" in leader_accessible(sample_groups.groups()[3])
    assert "Logging in …" in leader_accessible(sample_groups.groups()[4])


@pytest.mark.parametrize("width", [1, 60, 150, 240, 1000])
def test_portal_terms_are_dropped_whole_and_never_cut(panel: LeaderListPanel, width: int) -> None:
    parts = ("All external calls", "Simultaneous", "Original caller")
    text = fitting(LeaderRowText(parts), "label", width)
    assert text in {" · ".join(parts[:count]) for count in (1, 2, 3)}


def test_a_leader_s_name_from_the_network_stays_text(qtbot: QtBot, panel: LeaderListPanel) -> None:
    hostile = replace(MUSTER, name="<img src=x>")
    group: GroupView = sample_groups.group(hostile)
    panel.show_state(sample.assistant_state(groups=(group,)))
    tip = panel.view.rows.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip
