"""The notification tabs: ranges are shown at the field, unknown values are kept, the preview follows the form."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    Field,
    NameMode,
    NumberMode,
    RolloverAction,
    ScreeningAlert,
)
from softphone.ui.group_editor.notification.notification_page import NotificationPage
from softphone.ui.group_editor.parts.number_field import NumberField
from tests.samples import group_editor as fakes
from tests.samples.groups import ALERTING, MUSTER, SCREENING
from tests.unit.ui.group_editor.bench import Bench


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench(qtbot)
    made.show(fakes.view(MUSTER))
    made.window.tabs.setCurrentIndex(3)
    made.activate()
    return made


def page(bench: Bench) -> NotificationPage:
    return bench.window.notification.page


def alerting(bench: Bench) -> Alerting:
    found = bench.view.draft.settings.alerting
    assert found is not None
    return found


def retype(bench: Bench, field: NumberField, text: str) -> None:
    field.edit.clear()
    field.edit.setFocus()
    QTest.keyClicks(field.edit, text)


def test_sequential_with_its_rings(bench: Bench) -> None:
    assert not page(bench).rings.isEnabled()
    page(bench).order[AlertingMode.SEQUENTIAL].button.click()
    retype(bench, page(bench).rings, "7")
    assert alerting(bench) == replace(ALERTING, mode=AlertingMode.SEQUENTIAL, next_assistant_rings=7)


@pytest.mark.parametrize("typed", ["1", "21", ""])
def test_rings_outside_the_range_are_said_at_the_field(bench: Bench, typed: str) -> None:
    retype(bench, page(bench).recall, typed or "4")
    if not typed:
        QTest.keyClick(page(bench).recall.edit, Qt.Key.Key_Backspace)
    assert page(bench).problems[Field.RECALL_RINGS].text == "Please enter 2 to 20 rings."
    assert page(bench).recall_about.text() == ""
    assert not bench.window.foot.save.isEnabled()
    retype(bench, page(bench).recall, "6")
    assert page(bench).problems[Field.RECALL_RINGS].text == ""
    assert page(bench).recall_about.text() == "≈ 30 s"
    assert bench.window.foot.save.isEnabled()


def test_the_arrow_keys_step_inside_the_range(bench: Bench) -> None:
    recall = page(bench).recall
    recall.edit.setFocus()
    for _ in range(20):
        bench.key(Qt.Key.Key_Up)
    assert alerting(bench).recall_rings == 20
    for _ in range(30):
        bench.key(Qt.Key.Key_Down)
    assert alerting(bench).recall_rings == 2


def test_names_and_numbers_are_chosen_and_previewed(bench: Bench) -> None:
    preview = bench.window.notification.preview
    assert preview.desk.texts == ("Erika Mustermann", "01522 8817386")
    page(bench).names[NameMode.EXECUTIVE_ORIGINATOR].button.click()
    page(bench).numbers[NumberMode.EXECUTIVE].button.click()
    assert preview.desk.texts == ("Dr. Lea Muster – Erika Mustermann", "030 23125 410")
    assert preview.mobile.texts == ("Erika Mustermann", "01522 8817386")
    preview.example.setCurrentIndex(1)
    preview.example.activated.emit(1)
    assert preview.desk.texts[0] == "Dr. Lea Muster"


def test_a_custom_name_is_shown_and_kept(bench: Bench) -> None:
    custom = replace(ALERTING, name_mode=NameMode.CUSTOM, custom_name="Sekretariat", number_mode=None)
    bench.show(fakes.view(MUSTER, fakes.draft(alerting=custom)))
    assert not any(line.button.isChecked() for line in page(bench).names.values())
    assert page(bench).other_name.text() == "Custom: Sekretariat – set outside the portal's page, kept as it is."
    assert page(bench).other_number.isVisible()
    retype(bench, page(bench).recall, "6")
    assert alerting(bench) == replace(custom, recall_rings=6)


def test_rollover_with_seconds_action_and_number(bench: Bench) -> None:
    retype(bench, page(bench).wait, "60")
    assert not page(bench).number.isEnabled()
    page(bench).rollovers[RolloverAction.FORWARD].button.click()
    assert page(bench).problems[Field.ROLLOVER_NUMBER].text.startswith("Please enter a number")
    page(bench).number.setFocus()
    QTest.keyClicks(page(bench).number, "030 555-099")
    assert page(bench).problems[Field.ROLLOVER_NUMBER].text == ""
    assert page(bench).number.text() == "030 555-099"
    assert alerting(bench).rollover_action is RolloverAction.FORWARD
    assert alerting(bench).rollover_wait_s == 60
    page(bench).rollover.click()
    assert not page(bench).wait.isEnabled()


def test_seconds_outside_the_range_are_said_at_the_field(bench: Bench) -> None:
    retype(bench, page(bench).wait, "7201")
    assert page(bench).problems[Field.ROLLOVER_WAIT].text == "Please enter 0 to 7200 seconds."


def test_what_could_not_be_read_cannot_be_edited(bench: Bench) -> None:
    bench.show(fakes.view(MUSTER, fakes.draft(alerting=None)))
    assert page(bench).unread.isVisible()
    assert not page(bench).recall.isEnabled()


def test_silent_notification_on_and_off(bench: Bench) -> None:
    silent = bench.window.silent
    assert silent.on.button.isChecked()
    silent.off.button.click()
    assert bench.view.draft.settings.screening == replace(SCREENING, enabled=False)


def test_a_ring_splash_is_shown_and_kept(bench: Bench) -> None:
    splash = replace(SCREENING, alert=ScreeningAlert.RING_SPLASH)
    bench.show(fakes.view(MUSTER, fakes.draft(screening=splash)))
    assert "Ring Splash" in bench.window.silent.kept.text()
    bench.window.silent.off.button.click()
    bench.window.silent.on.button.click()
    assert bench.view.draft.settings.screening == splash


def test_parallel_notification_with_its_note(bench: Bench) -> None:
    shared = replace(SCREENING, shared_call_appearance=True)
    bench.show(fakes.view(MUSTER, fakes.draft(screening=shared)))
    parallel = bench.window.parallel
    assert parallel.mobility.box.isChecked()
    assert "booked" in parallel.booked.text()
    parallel.anywhere.box.click()
    parallel.mobility.box.click()
    assert bench.view.draft.settings.screening == replace(shared, mobility=False, anywhere=True)


def names(bench: Bench) -> list[str]:
    assert bench.view.draft.assistants is not None
    return [entry.first_name for entry in bench.view.draft.assistants.entries]


def own(bench: Bench) -> None:
    bench.show(fakes.own_view())
    bench.window.tabs.setCurrentIndex(4)
    bench.window.assistants.list.setFocus()
    bench.window.assistants.list.setCurrentIndex(bench.window.assistants.list.people.index(1))


def test_alt_and_the_arrows_move_an_assistant(bench: Bench) -> None:
    own(bench)
    bench.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(bench) == ["Paul", "Nele", "Sina"]
    bench.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    bench.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(bench) == ["Nele", "Sina", "Paul"]
    assert bench.window.assistants.list.currentIndex().row() == 2
    assert not bench.window.assistants.down.isEnabled()
    assert bench.words == "1 change not saved: Order of the assistants"


def test_a_drag_moves_an_assistant(bench: Bench) -> None:
    own(bench)
    people = bench.window.assistants.list.people
    carried = people.mimeData([people.index(0)])
    people.dropMimeData(carried, Qt.DropAction.MoveAction, 3, 0, people.index(-1))
    assert names(bench) == ["Paul", "Sina", "Nele"]


def test_assistants_are_added_and_taken_out(bench: Bench) -> None:
    own(bench)
    page = bench.window.assistants
    assert [entry.first_name for entry in page.addable()] == ["Olaf"]
    menu = page.add_menu()
    menu.actions()[0].trigger()
    menu.close()
    assert names(bench) == ["Nele", "Paul", "Sina", "Olaf"]
    assert not page.add.isEnabled()
    bench.key(Qt.Key.Key_Delete)
    assert names(bench) == ["Nele", "Sina", "Olaf"]


def test_the_permission_to_log_in_and_out(bench: Bench) -> None:
    own(bench)
    bench.window.assistants.allow.box.click()
    assert bench.view.draft.assistants is not None
    assert not bench.view.draft.assistants.allow_opt_in


def test_tab_reaches_every_field_of_the_page(bench: Bench) -> None:
    page(bench).order[AlertingMode.SEQUENTIAL].button.click()
    page(bench).rollovers[RolloverAction.FORWARD].button.click()
    wanted = {page(bench).rings.edit, page(bench).recall.edit, page(bench).wait.edit, page(bench).number}
    bench.window.tabs.setFocus()
    reached = set()
    for _ in range(40):
        bench.key(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert wanted <= reached
