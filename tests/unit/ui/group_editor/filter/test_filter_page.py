"""Tab "Filter": cards, criteria, their form, and the simulator over the unsaved form."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QDateTime, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from softphone.domain.executive.settings import CalledNumber, CalledNumberKind, CallsFrom, FilteringMode, SimpleFilter
from softphone.services.group_editor import draft_edits as edits
from softphone.ui.group_editor.filter.criteria_model import Column
from softphone.ui.group_editor.filter.filter_page import FilterPage
from softphone.ui.group_editor.simulator.simulator_fields import CallerKind
from tests.samples import group_editor as fakes
from tests.samples.groups import OFFICE
from tests.unit.ui.group_editor.bench import Bench

MONDAY = datetime(2026, 11, 23, 14, 30)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench(qtbot)
    made.show(fakes.view())
    made.activate()
    page(made).simulator.moment.setDateTime(QDateTime.fromSecsSinceEpoch(int(MONDAY.timestamp())))
    return made


def page(bench: Bench) -> FilterPage:
    return bench.window.filter


def call(bench: Bench, number: str = "", kind: CallerKind = CallerKind.EXTERNAL) -> None:
    caller = page(bench).simulator.caller
    caller.clear()
    caller.choose_kind(kind)
    QTest.keyClicks(caller, number)


def verdict(bench: Bench) -> tuple[str, str]:
    box = page(bench).simulator.verdict
    return box.title.text(), box.text.text()


def reasons(bench: Bench) -> dict[str, str]:
    return {row.name.text(): row.text.text() for row in page(bench).simulator.reasons}


def cell_place(bench: Bench, row: int, column: Column) -> QPoint:
    table = page(bench).table
    rect = table.visualRect(table.criteria.index(row, column))
    return QPoint(rect.left() + 20, rect.center().y())


def line(bench: Bench, place: int) -> QLineEdit:
    return page(bench).form.numbers.lines[place].edit


def retype(bench: Bench, edit: QLineEdit, text: str) -> None:
    edit.clear()
    edit.setFocus()
    QTest.keyClicks(edit, text)


def test_a_card_chooses_its_filter(bench: Bench) -> None:
    for place, simple in enumerate(SimpleFilter):
        page(bench).cards.cards[place].click()
        assert bench.view.draft.settings.filtering == replace(
            fakes.FILTERING, mode=FilteringMode.SIMPLE, simple_filter=simple
        )
        assert not page(bench).table.isVisible()
    page(bench).cards.cards[3].click()
    assert page(bench).table.isVisible()


def test_a_filter_of_another_kind_chooses_no_card(bench: Bench) -> None:
    filtering = replace(fakes.FILTERING, mode=FilteringMode.SIMPLE, simple_filter=None)
    bench.show(fakes.view(stored=fakes.draft(filtering=filtering)))
    assert not any(card.isChecked() for card in page(bench).cards.cards)


def test_the_filter_can_be_switched_off(bench: Bench) -> None:
    page(bench).enabled.click()
    assert bench.view.draft.settings.filtering == replace(fakes.FILTERING, enabled=False)
    assert page(bench).sentence.text() == "The filter is off: every call rings the leader."


def test_a_click_on_the_box_switches_its_criterion(bench: Bench) -> None:
    QTest.mouseClick(page(bench).table.viewport(), Qt.MouseButton.LeftButton, pos=cell_place(bench, 1, Column.ACTIVE))
    assert not edits.is_active(bench.view.draft, "Externe zur Bürozeit")


def test_the_table_by_keyboard(bench: Bench) -> None:
    table = page(bench).table
    table.select("Notar und Bank")
    table.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert not edits.is_active(bench.view.draft, "Notar und Bank")
    assert table.current_name() == "Notar und Bank"
    bench.key(Qt.Key.Key_Delete)
    assert edits.find_criterion(bench.view.draft, "Notar und Bank") is None
    table.select("Presse")
    bench.key(Qt.Key.Key_Return)
    assert page(bench).form.isVisible()


def test_the_table_says_what_each_criterion_is_about(bench: Bench) -> None:
    rows = [
        [row.text(column) for column in (Column.NAME, Column.EFFECT, Column.CALLS_FROM, Column.TIME)]
        for row in page(bench).table.criteria.rows
    ]
    assert rows[0] == ["Presse", "Never to assistants", "3 numbers", "Always"]
    assert rows[1] == ["Externe zur Bürozeit", "To assistants", "All external calls", "Bürozeit (group)"]
    assert rows[2][2] == "Anonymous callers"


def test_a_criterion_that_could_not_be_read_is_said_to_be_so(bench: Bench) -> None:
    stored = fakes.draft(criteria=fakes.CRITERIA[1:])
    bench.show(fakes.view(stored=stored))
    row = page(bench).table.criteria.rows[0]
    assert (row.name, row.text(Column.EFFECT)) == ("Presse", "could not be read")
    page(bench).on_details("Presse")
    assert not page(bench).details.edit.isEnabled()


def test_details_are_read_only_and_lead_on(bench: Bench) -> None:
    page(bench).on_details("Presse")
    rows = dict(page(bench).details.rows)
    assert rows["Numbers and patterns"] == "+496990009417, +496990009418, +49699000942*"
    assert rows["Calls to"] == "Any number of the leader"
    page(bench).details.edit.click()
    assert page(bench).form.isVisible()


def test_a_criterion_is_added_and_edited_in_every_part(bench: Bench) -> None:
    page(bench).add.click()
    form = page(bench).form
    assert QApplication.focusWidget() is form.name.edit
    QTest.keyClicks(form.name.edit, "Kanzlei")
    form.never.button.click()
    form.callers[CallsFrom.SPECIFIED_ONLY].button.click()
    form.numbers.add.click()
    QTest.keyClicks(line(bench, 0), "030 555-010")
    form.anonymous.click()
    form.unavailable.click()
    form.called.boxes[3].click()
    form.time.picked.emit(OFFICE)
    form.holiday.picked.emit(fakes.FAR)
    form.ready.click()
    made = edits.find_criterion(bench.view.draft, "Kanzlei")
    assert made is not None
    assert (made.send_to_assistants, made.calls_from) == (False, CallsFrom.SPECIFIED_ONLY)
    assert made.numbers == ("030 555-010",)
    assert (made.include_anonymous, made.include_unavailable) == (True, True)
    assert made.called_numbers == (CalledNumber(CalledNumberKind.ALTERNATE, 2),)
    assert (made.time_schedule, made.holiday_schedule) == (OFFICE, fakes.FAR)
    assert edits.is_active(bench.view.draft, "Kanzlei")
    assert [change.field for change in bench.view.changes] == ["added"]
    assert page(bench).table.current_name() == "Kanzlei"


def test_cancel_takes_the_new_criterion_back(bench: Bench) -> None:
    page(bench).add.click()
    QTest.keyClicks(page(bench).form.name.edit, "Kanzlei")
    page(bench).form.cancel.click()
    assert bench.view.changes == ()


def test_a_criterion_is_renamed_letter_by_letter(bench: Bench) -> None:
    page(bench).on_edit("Presse")
    QTest.keyClicks(page(bench).form.name.edit, "Zeitung")
    assert [(change.field, change.after) for change in bench.view.changes] == [("name", "Zeitung")]
    assert bench.words == "1 change not saved: “Presse” renamed"


def test_typing_one_name_is_one_step_to_undo(bench: Bench) -> None:
    page(bench).on_edit("Presse")
    QTest.keyClicks(page(bench).form.name.edit, "Zeitung")
    bench.window.foot.undo.click()
    assert bench.view.changes == ()


def test_a_name_that_is_taken_is_said_and_blocks_saving(bench: Bench) -> None:
    page(bench).on_edit("Presse")
    retype(bench, page(bench).form.name.edit, "Messewoche")
    assert page(bench).form.name.problem.text == "A filter criterion with this name already exists."
    assert not bench.window.foot.save.isEnabled()
    assert len(bench.view.draft.settings.criteria) == len(fakes.CRITERIA)
    QTest.keyClicks(page(bench).form.name.edit, "n")
    assert page(bench).form.name.problem.text == ""
    assert bench.window.foot.save.isEnabled()


def test_an_empty_name_is_refused_at_its_field(bench: Bench) -> None:
    page(bench).on_edit("Presse")
    QTest.keyClick(page(bench).form.name.edit, Qt.Key.Key_Delete)
    assert page(bench).form.name.problem.text == "Please enter a name of 1 to 50 characters."
    assert not bench.window.foot.save.isEnabled()


def test_a_wrong_number_is_said_at_its_line_while_typing(bench: Bench) -> None:
    page(bench).on_edit("Presse")
    lines = page(bench).form.numbers.lines
    retype(bench, line(bench, 1), "069 9000x")
    assert lines[1].problem.text == "“x” is not allowed in a number."
    assert lines[0].problem.text == ""
    assert not bench.window.foot.save.isEnabled()
    QTest.keyClick(line(bench, 1), Qt.Key.Key_Backspace)
    assert lines[1].problem.text == ""
    assert bench.window.foot.save.isEnabled()


def test_what_the_portal_stores_is_never_called_wrong(bench: Bench) -> None:
    odd = replace(fakes.CRITERIA[0], numbers=("[2-4]XX",))
    bench.show(fakes.view(stored=fakes.draft(criteria=(odd, *fakes.CRITERIA[1:]))))
    page(bench).on_edit("Presse")
    assert page(bench).form.numbers.lines[0].problem.text == ""
    page(bench).form.active.click()
    assert bench.window.foot.save.isEnabled()


def test_twelve_numbers_are_enough(bench: Bench) -> None:
    page(bench).on_edit("Presse")
    QGuiApplication.clipboard().setText("\n".join(f"030 {n}" for n in range(20)))
    line(bench, 2).setFocus()
    bench.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    numbers = page(bench).form.numbers
    assert len(numbers.lines) == 12
    assert not numbers.add.isEnabled()
    assert numbers.note.text() == "The portal accepts at most 12 numbers."
    stored = edits.find_criterion(bench.view.draft, "Presse")
    assert stored is not None
    assert stored.numbers[:4] == ("+496990009417", "+496990009418", "030 0", "030 1")


def test_a_removed_number_gives_its_place_to_the_next(bench: Bench) -> None:
    page(bench).on_edit("Presse")
    page(bench).form.numbers.lines[0].remove.click()
    stored = edits.find_criterion(bench.view.draft, "Presse")
    assert stored is not None
    assert stored.numbers == ("+496990009418", "+49699000942*")
    assert QApplication.focusWidget() is line(bench, 0)


def test_an_unknown_called_number_is_kept(bench: Bench) -> None:
    foreign = replace(fakes.CRITERIA[0], called_numbers=(CalledNumber(None),))
    bench.show(fakes.view(stored=fakes.draft(criteria=(foreign, *fakes.CRITERIA[1:]))))
    page(bench).on_edit("Presse")
    page(bench).form.called.boxes[0].click()
    stored = edits.find_criterion(bench.view.draft, "Presse")
    assert stored is not None
    assert stored.called_numbers == (CalledNumber(None), CalledNumber(CalledNumberKind.PRIMARY))


def test_a_schedule_that_is_not_listed_stays_chosen(bench: Bench) -> None:
    page(bench).on_edit("Externe zur Bürozeit")
    bench.show(replace(bench.view, schedules=()))
    assert page(bench).form.time.currentText() == "Bürozeit (group)"
    assert page(bench).form.holiday.currentText() == "None"


def test_the_simulator_waits_for_a_number(bench: Bench) -> None:
    simulator = page(bench).simulator
    assert simulator.hint.isVisible()
    assert not simulator.verdict.isVisible()


def test_an_exclusion_decides_and_marks_its_row(bench: Bench) -> None:
    call(bench, "069 90009 417")
    assert verdict(bench) == ("Rings at the leader", "“Presse” excludes this call. An exclusion always wins.")
    assert reasons(bench)["Presse"] == "applies · decides"
    assert reasons(bench)["Externe zur Bürozeit"] == "applies · overridden"
    assert reasons(bench)["Ohne Rufnummer"] == "the number is known"
    assert reasons(bench)["Notar und Bank"] == "the number is not in it"
    assert [row.name for row in page(bench).table.criteria.rows if row.deciding] == ["Presse"]


def test_the_simulator_counts_unsaved_changes(bench: Bench) -> None:
    call(bench, "069 90009 417")
    page(bench).table.switched.emit("Presse", False)
    assert verdict(bench) == ("Rings at the assistants", "“Externe zur Bürozeit” applies.")
    assert reasons(bench)["Presse"] == "not active"
    assert (
        "If no one answers within 45 s: To the leader's voicemail." in page(bench).simulator.verdict.sequence.text()
    )
    page(bench).enabled.click()
    assert verdict(bench)[0] == "Rings at the leader"


def test_the_time_of_the_call_counts(bench: Bench) -> None:
    page(bench).table.switched.emit("Messewoche", False)
    call(bench, "030 7654321")
    page(bench).simulator.moment.setDateTime(QDateTime(2026, 11, 22, 14, 30, 0))
    assert verdict(bench) == ("Rings at the leader", "No active filter criterion applies.")
    assert reasons(bench)["Externe zur Bürozeit"] == "outside its time"


def test_an_anonymous_caller_needs_no_number(bench: Bench) -> None:
    page(bench).table.switched.emit("Externe zur Bürozeit", False)
    call(bench, kind=CallerKind.ANONYMOUS)
    assert verdict(bench) == ("Rings at the assistants", "“Ohne Rufnummer” applies.")
    assert reasons(bench)["Notar und Bank"] == "not for callers without a number"


def test_what_is_not_known_is_said_and_marks_no_row(bench: Bench) -> None:
    page(bench).on_edit("Presse")
    page(bench).form.time.picked.emit(fakes.FAR)
    page(bench).form.ready.click()
    call(bench, "069 90009 417")
    assert verdict(bench) == (
        "Cannot say for certain",
        "It depends on “Presse”: times or values that are not known here.",
    )
    assert not any(row.deciding for row in page(bench).table.criteria.rows)


def test_a_simple_filter_explains_itself(bench: Bench) -> None:
    page(bench).cards.cards[2].click()
    call(bench, "417", CallerKind.INTERNAL)
    assert verdict(bench) == ("Rings at the leader", "“All external calls” does not include this call.")


def test_the_sentence_tells_the_whole_filter(bench: Bench) -> None:
    page(bench).table.switched.emit("Messewoche", False)
    assert page(bench).sentence.text() == (
        "Ringing at the assistants: all external calls – Bürozeit (group); “Ohne Rufnummer” and “Notar und Bank”. "
        "Never: “Presse”. All others ring at the leader."
    )


def test_tab_reaches_the_chosen_card_and_the_arrows_choose_another(bench: Bench) -> None:
    page(bench).cards.cards[2].click()
    bench.window.tabs.setFocus()
    bench.key(Qt.Key.Key_Tab)
    bench.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page(bench).cards.cards[2]
    bench.key(Qt.Key.Key_Left)
    assert bench.view.draft.settings.filtering is not None
    assert bench.view.draft.settings.filtering.simple_filter is SimpleFilter.INTERNAL
    assert QApplication.focusWidget() is page(bench).cards.cards[1]


def test_a_criterion_that_does_less_than_it_seems_is_named_below_the_sentence(bench: Bench) -> None:
    shown = [note.text for note in page(bench).hints.notes if note.text]
    assert shown == [
        "“Notar und Bank” has an effect only outside “Bürozeit”. Within it “Externe zur Bürozeit” applies already."
    ]
    page(bench).on_switched("Externe zur Bürozeit", False)
    assert page(bench).hints.isHidden()


def test_the_number_called_is_never_cut_off(bench: Bench) -> None:
    simulator = page(bench).simulator
    for choice in range(simulator.called.count()):
        simulator.called.setCurrentIndex(choice)
        simulator.on_asked()
        QApplication.processEvents()
        assert simulator.called.width() >= simulator.called.whole_px()
