"""Warnings where nobody is logged in for a leader."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from softphone.services.state.groups import OptInView
from softphone.ui.leaders.leader_row_text import leader_problem, leader_problem_tone
from softphone.ui.main_window.main_window import MainWindow
from tests.samples import app_state as sample
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import MUSTER


def test_a_row_that_reaches_nobody_says_so_as_a_warning() -> None:
    alone = sample_groups.group(MUSTER, opt_in=OptInView(False, False), others_on_duty=0)
    assert leader_problem(alone) == "The filter is on, but no one is logged in here. Please log in."
    assert leader_problem_tone(alone) == "wait"
    for covered in (
        replace(alone, others_on_duty=1),
        replace(alone, others_on_duty=None),
        replace(alone, opt_in=OptInView(True, True)),
        replace(alone, opt_in=OptInView(False, False, locked=True)),
        replace(alone, settings=sample_groups.settings(on=False)),
    ):
        assert leader_problem(covered) == ""


def test_the_leaders_panel_warns_that_nobody_is_logged_in(
    qtbot: QtBot, window: MainWindow, actions: FakeActions
) -> None:
    own = sample_groups.own_group()
    out = tuple(replace(one, opted_in=False) for one in own.assistants)
    actions.state.set(replace(sample.leader_state(), own_group=replace(own, assistants=out)))
    assert "no assistant is logged in" in window.leader.gap.text
    actions.state.set(sample.leader_state())
    assert window.leader.gap.text == ""
