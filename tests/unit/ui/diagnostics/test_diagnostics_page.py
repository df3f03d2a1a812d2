"""The page "Diagnose": one click, people shortened unless the box is off, and what came of it."""

import pytest
from pytestqt.qtbot import QtBot

from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.services.state.app_state import Notice
from softphone.services.state.diagnostics import DiagnosticsView
from softphone.ui.diagnostics.diagnostics_page import DiagnosticsPage
from softphone.ui.main_window.toast_text import notice_entry
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions

REPORT = "/home/anna/vorzimmer/logs/crash-20261127-080000-engine.txt"


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def page(qtbot: QtBot, actions: FakeActions) -> DiagnosticsPage:
    made = DiagnosticsPage(actions)
    qtbot.addWidget(made)
    made.show_state(sample.assistant_state(diagnostics=DiagnosticsView("/home/anna/logs", (REPORT,))))
    made.show()
    return made


def test_people_are_shortened_unless_the_box_is_off(page: DiagnosticsPage, actions: FakeActions) -> None:
    page.save_to("/tmp/a.zip")
    page.short.box.click()
    page.save_to("/tmp/b.zip")
    assert actions.asked == [("diagnostics.save", "/tmp/a.zip", False), ("diagnostics.save", "/tmp/b.zip", True)]


def test_it_says_where_the_bundle_is(page: DiagnosticsPage, actions: FakeActions) -> None:
    page.save_to("/tmp/a.zip")
    assert not page.done_line.isVisibleTo(page)
    actions.settle()
    assert page.done_line.isVisibleTo(page)
    assert page.done_words.text() == "Saved as /tmp/a.zip"


def test_a_place_that_cannot_be_written_is_told_below(page: DiagnosticsPage, actions: FakeActions) -> None:
    actions.problem = NotPossibleNow(Obstacle.FILE_NOT_WRITTEN)
    page.save_to("/nowhere/a.zip")
    actions.settle()
    assert "another folder" in page.problem.text
    assert not page.done_line.isVisibleTo(page)


def test_nobody_asks_twice_while_it_is_being_saved(page: DiagnosticsPage) -> None:
    page.show_state(sample.assistant_state(diagnostics=DiagnosticsView("/l", saving=True)))
    assert not page.save.isEnabled()
    assert page.save.text() == "Saving …"


def test_logs_and_the_newest_report_are_named(page: DiagnosticsPage) -> None:
    assert page.folder.text() == "/home/anna/logs"
    assert REPORT in page.reports.text()
    page.show_state(sample.assistant_state())
    assert page.reports.text() == "No crash reports."


def test_a_crash_report_is_one_quiet_notice_with_its_place() -> None:
    _, icon, text = notice_entry(Notice(1, "crash-report", REPORT))
    assert icon == "info"
    assert text == f"The program crashed last time. A report is kept on this computer: {REPORT}"
