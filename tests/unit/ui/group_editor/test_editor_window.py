"""The editor's window: unsaved changes are listed, nothing typed is lost, no modal dialog."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from softphone.domain.executive.draft import Change, EditedDocument
from softphone.domain.executive.settings import (
    AlertingMode,
    CallsFrom,
    FilteringMode,
    NameMode,
    NumberMode,
    RolloverAction,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.problems import PortalRefused, PortalUnreachable
from softphone.services.group_editor import draft_edits as edits
from softphone.services.state.group_editor import EditorPhase
from tests.samples import group_editor as fakes
from tests.samples.groups import ALERTING, BEISPIEL, MUSTER, OFFICE, SCREENING
from tests.unit.ui.group_editor.bench import Bench


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


@pytest.fixture
def open_bench(bench: Bench) -> Bench:
    bench.show(fakes.view())
    bench.activate()
    return bench


CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_window_is_there_while_a_leader_is_edited(bench: Bench) -> None:
    assert not bench.window.isVisible()
    bench.show(fakes.view())
    assert bench.window.isVisible()
    assert "Jonas Beispiel" in bench.window.windowTitle()
    bench.show(None)
    assert not bench.window.isVisible()


def test_it_says_that_it_is_reading(bench: Bench) -> None:
    bench.show(fakes.view(phase=EditorPhase.LOADING, as_of_s=None))
    assert bench.words == "Reading from the portal …"
    assert not bench.window.pages.isVisible()
    assert not bench.window.foot.save.isEnabled()


def test_what_could_not_be_read_is_said_and_tried_again(qtbot: QtBot, bench: Bench) -> None:
    problem = PortalUnreachable("pbx.example")
    bench.show(fakes.view(phase=EditorPhase.FAILED, as_of_s=None, problem=problem))
    assert "pbx.example" in bench.window.unread.text()
    bench.window.retry.click()
    assert bench.asked == [("editor.open", BEISPIEL.user_id)]


def test_a_change_is_told_in_words_and_saved_by_its_key(open_bench: Bench) -> None:
    assert open_bench.words == "No unsaved changes."
    assert not open_bench.window.foot.save.isEnabled()
    open_bench.window.filter.table.switched.emit("Messewoche", False)
    assert open_bench.words == "1 change not saved: “Messewoche” switched off"
    open_bench.key(Qt.Key.Key_S, CONTROL)
    assert open_bench.asked == [("editor.save",)]


def test_a_filter_after_which_nothing_rings_the_assistants_is_asked_about_once(open_bench: Bench) -> None:
    for name in [criterion.name for criterion in open_bench.view.draft.settings.criteria]:
        open_bench.window.filter.table.switched.emit(name, False)
    open_bench.key(Qt.Key.Key_S, CONTROL)
    assert open_bench.asked == []
    assert open_bench.words == "After this no call rings at the assistants. Save all the same?"
    assert open_bench.window.foot.save.text() == "Save anyway"
    open_bench.key(Qt.Key.Key_S, CONTROL)
    assert open_bench.asked == [("editor.save",)]


def test_another_change_takes_the_question_back(open_bench: Bench) -> None:
    for name in [criterion.name for criterion in open_bench.view.draft.settings.criteria]:
        open_bench.window.filter.table.switched.emit(name, False)
    open_bench.key(Qt.Key.Key_S, CONTROL)
    open_bench.window.filter.table.switched.emit("Messewoche", True)
    assert open_bench.window.foot.save.text() == "Save"
    open_bench.key(Qt.Key.Key_S, CONTROL)
    assert open_bench.asked == [("editor.save",)]


def test_the_list_shows_before_and_after(open_bench: Bench) -> None:
    open_bench.window.filter.table.switched.emit("Messewoche", False)
    open_bench.window.foot.list_button.click()
    assert open_bench.window.foot.changes.isVisible()
    assert open_bench.window.foot.changes.texts == (("“Messewoche”: Active", "On", "Off"),)


def test_undo_takes_the_form_back_step_by_step_and_then_the_last_save(open_bench: Bench) -> None:
    before = open_bench.view.draft
    open_bench.window.filter.table.switched.emit("Messewoche", False)
    open_bench.window.filter.cards.cards[0].click()
    open_bench.key(Qt.Key.Key_Z, CONTROL)
    assert edits.is_active(open_bench.view.draft, "Messewoche") is False
    open_bench.key(Qt.Key.Key_Z, CONTROL)
    assert open_bench.view.draft == before
    open_bench.key(Qt.Key.Key_Z, CONTROL)
    assert open_bench.asked == []
    open_bench.show(replace(open_bench.view, can_undo=True))
    open_bench.key(Qt.Key.Key_Z, CONTROL)
    assert open_bench.asked == [("editor.undo",)]


def test_saved_changes_are_told_until_the_next_one(open_bench: Bench) -> None:
    saved = (Change(EditedDocument.FILTERING, "active", True, False, "Messewoche"),)
    open_bench.show(replace(open_bench.view, last_saved=saved, can_undo=True))
    assert open_bench.words == "Saved: “Messewoche” switched off"
    assert open_bench.window.foot.undo.isVisible()


def test_a_refusal_stands_there_in_the_portal_s_words_and_nothing_is_lost(open_bench: Bench) -> None:
    open_bench.window.filter.table.switched.emit("Messewoche", False)
    draft = open_bench.view.draft
    problem = PortalRefused(403, "Nicht erlaubt")
    open_bench.actions.editor.show(replace(open_bench.view, phase=EditorPhase.FAILED, problem=problem))
    assert "Nicht erlaubt" in open_bench.window.foot.problem.text
    assert open_bench.view.draft == draft
    assert open_bench.window.foot.save.isEnabled()


def test_closing_with_changes_asks_in_the_foot_and_keeps_the_window(open_bench: Bench) -> None:
    open_bench.window.filter.table.switched.emit("Messewoche", False)
    open_bench.window.close()
    assert open_bench.window.isVisible()
    assert QApplication.activeModalWidget() is None
    assert open_bench.window.foot.stay.isVisible()
    open_bench.window.foot.stay.click()
    assert open_bench.window.foot.save.isVisible()
    open_bench.window.close()
    open_bench.window.foot.leave.click()
    assert open_bench.asked == [("editor.close",)]
    assert not open_bench.window.isVisible()


def test_save_and_close_closes_only_after_the_save(open_bench: Bench) -> None:
    open_bench.window.filter.table.switched.emit("Messewoche", False)
    open_bench.window.close()
    open_bench.window.foot.save_and_leave.click()
    assert open_bench.asked == [("editor.save",)]
    open_bench.actions.editor.show(replace(open_bench.view, phase=EditorPhase.SAVING))
    assert open_bench.window.isVisible()
    stored = open_bench.view.draft
    open_bench.actions.editor.show(replace(open_bench.view, phase=EditorPhase.OPEN, stored=stored))
    assert open_bench.asked == [("editor.save",), ("editor.close",)]


def test_save_and_close_stays_where_the_save_failed(open_bench: Bench) -> None:
    open_bench.window.filter.table.switched.emit("Messewoche", False)
    open_bench.window.close()
    open_bench.window.foot.save_and_leave.click()
    problem = PortalRefused(403, "Nicht erlaubt")
    open_bench.actions.editor.show(replace(open_bench.view, phase=EditorPhase.SAVING))
    open_bench.actions.editor.show(replace(open_bench.view, phase=EditorPhase.FAILED, problem=problem))
    assert open_bench.window.isVisible()
    assert open_bench.asked == [("editor.save",)]


def test_without_changes_escape_closes(open_bench: Bench) -> None:
    open_bench.key(Qt.Key.Key_Escape)
    assert open_bench.asked == [("editor.close",)]


def test_a_conflict_shows_both_sides_and_the_user_decides(open_bench: Bench) -> None:
    open_bench.actions.editor.show(replace(open_bench.view, phase=EditorPhase.CONFLICT, conflict=fakes.conflict()))
    panel = open_bench.window.foot.conflict
    assert panel.theirs.texts == (("Handover abort", "4 rings", "6 rings"),)
    assert panel.mine.texts == (("Notification", "Simultaneous", "Sequential"),)
    assert not open_bench.window.body.isEnabled()
    panel.keep.click()
    panel.take.click()
    assert open_bench.asked == [("editor.settle", True), ("editor.settle", False)]


def test_every_change_has_words_of_its_own(open_bench: Bench) -> None:
    """Neither field names nor protocol values reach the screen."""
    stored = replace(fakes.draft(), assistants=None)
    settings = stored.settings
    changed = replace(
        stored,
        settings=replace(
            settings,
            filtering=replace(
                fakes.FILTERING, enabled=False, mode=FilteringMode.SIMPLE, simple_filter=SimpleFilter.ALL
            ),
            screening=replace(
                SCREENING,
                enabled=False,
                alert=ScreeningAlert.RING_SPLASH,
                mobility=False,
                anywhere=True,
                shared_call_appearance=True,
            ),
            alerting=replace(
                ALERTING,
                mode=AlertingMode.SEQUENTIAL,
                name_mode=NameMode.EXECUTIVE,
                number_mode=NumberMode.EXECUTIVE,
                recall_rings=7,
                next_assistant_rings=5,
                rollover_enabled=False,
                rollover_wait_s=99,
                rollover_action=RolloverAction.FORWARD,
                rollover_number="030",
            ),
            criteria=(
                replace(
                    fakes.CRITERIA[0],
                    send_to_assistants=True,
                    calls_from=CallsFrom.ANY,
                    include_anonymous=True,
                    include_unavailable=True,
                    numbers=(),
                    time_schedule=OFFICE,
                    holiday_schedule=fakes.FAIR,
                    called_numbers=fakes.CRITERIA[4].called_numbers,
                ),
                *fakes.CRITERIA[1:],
            ),
        ),
    )
    open_bench.show(fakes.view(stored=stored, draft=changed))
    open_bench.window.foot.list_button.click()
    said = [text for row in open_bench.window.foot.changes.texts for text in row]
    assert len(open_bench.window.foot.changes.texts) == len(open_bench.view.changes) == 25
    assert not [text for text in said if "_" in text or "Mode." in text or text in ("True", "False", "Any")]


def test_a_state_update_leaves_what_is_being_typed_alone(open_bench: Bench) -> None:
    open_bench.window.filter.on_edit("Presse")
    name = open_bench.window.filter.form.name.edit
    QTest.keyClicks(name, "Zeit")
    name.setCursorPosition(2)
    open_bench.actions.state.set(replace(open_bench.actions.state.value, mailbox=MessageSummary(3)))
    assert QApplication.focusWidget() is name
    assert name.cursorPosition() == 2
    assert name.text() == "Zeit"


def test_the_tabs_are_those_of_the_page_and_the_own_group_has_one_more(bench: Bench) -> None:
    bench.show(fakes.view())
    tabs = bench.window.tabs
    shown = [tabs.tabText(i) for i in range(tabs.count()) if tabs.isTabVisible(i)]
    assert shown == ["Filter", "Silent notification", "Parallel notification", "Notification"]
    bench.show(fakes.own_view())
    assert tabs.isTabVisible(4)


def test_control_tab_goes_round_the_tabs(open_bench: Bench) -> None:
    for expected in (1, 2, 3, 0):
        open_bench.key(Qt.Key.Key_Tab, CONTROL)
        assert open_bench.window.tabs.currentIndex() == expected


def test_another_leader_starts_with_a_clean_slate(open_bench: Bench) -> None:
    open_bench.window.filter.table.switched.emit("Messewoche", False)
    open_bench.show(fakes.view(MUSTER))
    assert not open_bench.window.foot.undo.isVisible()
    assert open_bench.window.leader.text() == "Dr. Lea Muster"


def test_no_menu_is_left_open(open_bench: Bench) -> None:
    menu = open_bench.window.filter.table.menu_for("Presse")
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Details", "Edit", "Delete"]
    menu.close()
