"""Search results of the dial field: keys choose, Return calls, digits are dialled as typed, paste is cleaned."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from softphone.services.state.calls import IdentityView
from softphone.ui.dial.dial_field import DialField
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.transfer.target_picker import TargetPicker
from softphone.ui.widgets.lists.row_model import ROW_ROLE
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions
from tests.samples.contact_views import FOUND
from tests.samples.groups import MUSTER

Key = Qt.Key


@pytest.fixture
def actions() -> FakeActions:
    actions = FakeActions()
    actions.contacts.found = FOUND
    return actions


@pytest.fixture
def window(qtbot: QtBot, actions: FakeActions) -> MainWindow:
    window = MainWindow(actions)
    qtbot.addWidget(window)
    actions.state.set(sample.assistant_state())
    window.show()
    qtbot.waitExposed(window)
    window.toolbar.dial.take_focus()
    return window


@pytest.fixture
def dial(window: MainWindow) -> DialField:
    return window.toolbar.dial


def test_results_appear_while_typing_and_go_with_the_text(qtbot: QtBot, dial: DialField) -> None:
    popup = dial.results.list
    assert not popup.isVisible()
    QTest.keyClicks(dial.edit, "mu")
    assert popup.isVisible()
    assert popup.rows.rowCount() == len(FOUND)
    assert dial.edit.hasFocus()
    assert popup.width() == dial.width()
    dial.edit.selectAll()
    QTest.keyClick(dial.edit, Key.Key_Backspace)
    assert not popup.isVisible()


def test_a_name_calls_the_first_result(qtbot: QtBot, dial: DialField, actions: FakeActions) -> None:
    QTest.keyClicks(dial.edit, "jon")
    assert dial.results.list.chosen == FOUND[0]
    QTest.keyClick(dial.edit, Key.Key_Return)
    assert actions.asked == [("calls.dial", "030 23125420")]


@pytest.mark.parametrize("typed", ["112", "030 23125", "*11", "#61", "lea@pbx.example"])
def test_what_can_be_called_as_it_stands_is_called_as_it_stands(
    qtbot: QtBot, dial: DialField, actions: FakeActions, typed: str
) -> None:
    QTest.keyClicks(dial.edit, typed)
    assert dial.results.list.isVisible()
    QTest.keyClick(dial.edit, Key.Key_Return)
    assert actions.asked == [("calls.dial", typed)]


def test_arrows_choose_and_leave_the_list_at_its_ends(qtbot: QtBot, dial: DialField, actions: FakeActions) -> None:
    QTest.keyClicks(dial.edit, "030")
    for _ in range(2):
        QTest.keyClick(dial.edit, Key.Key_Down)
    assert dial.results.list.chosen == FOUND[1]
    for _ in range(2):
        QTest.keyClick(dial.edit, Key.Key_Up)
    assert dial.results.list.chosen is None
    QTest.keyClick(dial.edit, Key.Key_Up)
    assert dial.results.list.chosen == FOUND[-1]
    assert dial.edit.text() == "030"
    QTest.keyClick(dial.edit, Key.Key_Return)
    assert actions.asked == [("calls.dial", "0221 4710233")]


def test_escape_closes_the_results_and_keeps_the_text(qtbot: QtBot, window: MainWindow, dial: DialField) -> None:
    window.resize(760, 640)
    window.columns.open_overlay()
    QTest.keyClicks(dial.edit, "mu")
    QTest.keyClick(dial.edit, Key.Key_Escape)
    assert not dial.results.list.isVisible()
    assert dial.edit.text() == "mu"
    assert window.columns.overlay_open


def test_a_click_fills_in_and_calls_nothing(qtbot: QtBot, dial: DialField, actions: FakeActions) -> None:
    QTest.keyClicks(dial.edit, "mu")
    view = dial.results.list.view
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(2, 0)).center()
    )
    assert dial.edit.text() == "030 23125433"
    assert actions.asked == []
    assert not dial.results.list.isVisible()


def test_the_chosen_identity_calls_the_chosen_result(qtbot: QtBot, dial: DialField, actions: FakeActions) -> None:
    actions.state.set(sample.assistant_state(identity=IdentityView(MUSTER)))
    QTest.keyClicks(dial.edit, "erika")
    QTest.keyClick(dial.edit, Key.Key_Down)
    QTest.keyClick(dial.edit, Key.Key_Return)
    assert actions.asked[-1][1:] == (MUSTER.user_id, "0152 28817386")


@pytest.mark.parametrize(
    ("clipboard", "text"),
    [
        ("+49 (0)30 23125-410", "+49 30 23125-410"),
        ("\u202a030\u00a023125\u2011410\u202c", "030 23125-410"),
        ("Dr. Lea Muster\nTel. +49 30 23125410\nBerlin", "+49 30 23125410"),
        ("112", "112"),
        ("Erika Mustermann", "Erika Mustermann"),
    ],
)
def test_what_is_pasted_is_cleaned(dial: DialField, clipboard: str, text: str) -> None:
    QGuiApplication.clipboard().setText(clipboard)
    dial.edit.paste()
    assert dial.edit.text() == text


def test_a_number_offered_from_elsewhere_opens_no_list(dial: DialField) -> None:
    dial.offer("030 23125410")
    assert not dial.results.list.isVisible()


def test_results_are_read_aloud_with_source_and_kind(dial: DialField, qtbot: QtBot) -> None:
    QTest.keyClicks(dial.edit, "mu")
    rows = dial.results.list.rows
    spoken = [rows.data(rows.index(row), int(Qt.ItemDataRole.AccessibleTextRole)) for row in range(2)]
    assert spoken == [
        "Jonas Beispiel, 030 23125420, Leader",
        "Erika Mustermann, 0152 28817386, Mobile, Favourite",
    ]
    assert rows.data(rows.index(0), ROW_ROLE) == FOUND[0]


@pytest.mark.parametrize("width", [1120, 760, 340])
def test_the_list_stays_inside_the_window(qtbot: QtBot, window: MainWindow, dial: DialField, width: int) -> None:
    window.resize(width, 500)
    QTest.keyClicks(dial.edit, "mu")
    popup = dial.results.list
    assert window.rect().contains(popup.geometry())
    popup.grab()


def test_the_button_calls_what_was_chosen_before_it_took_the_focus(
    qtbot: QtBot, dial: DialField, actions: FakeActions
) -> None:
    QTest.keyClicks(dial.edit, "jon")
    dial.button.setFocus()
    assert not dial.results.list.isVisible()
    QTest.keyClick(dial.button, Key.Key_Space)
    assert actions.asked == [("calls.dial", "030 23125420")]


def test_escape_takes_the_choice_back(qtbot: QtBot, dial: DialField, actions: FakeActions) -> None:
    QTest.keyClicks(dial.edit, "jon")
    QTest.keyClick(dial.edit, Key.Key_Escape)
    dial.button.click()
    assert actions.asked == [("calls.dial", "jon")]


def test_a_call_is_passed_on_to_whom_was_found(qtbot: QtBot, actions: FakeActions) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(500, 400)
    choice = TargetPicker(actions)
    choice.setParent(host)
    choice.setGeometry(10, 340, 300, 32)
    host.show()
    qtbot.waitExposed(host)
    submitted: list[str] = []
    choice.submitted.connect(lambda: submitted.append(choice.target()))
    choice.type_into()
    QTest.keyClicks(choice.edit, "sina")
    popup = choice.results.list
    assert host.rect().contains(popup.geometry())
    assert popup.geometry().bottom() < 340
    assert choice.target() == FOUND[0].number
    for _ in range(2):
        QTest.keyClick(choice.edit, Key.Key_Down)
    QTest.keyClick(choice.edit, Key.Key_Return)
    assert submitted == ["030 23125433"]
    choice.edit.clear()
    QTest.keyClicks(choice.edit, "433")
    QTest.keyClick(choice.edit, Key.Key_Return)
    assert submitted[-1] == "433"


@pytest.mark.parametrize("target", ["*21*0176123456#", "**61*#", "#31#0301234567", "*21"])
def test_a_code_out_of_a_link_is_named_as_one_and_not_dialled(
    dial: DialField, actions: FakeActions, target: str
) -> None:
    dial.offer_link(target)
    assert dial.edit.text() == target
    assert "code" in dial.problem.text
    assert actions.asked == []


@pytest.mark.parametrize("target", ["+493023125410", "410", "lea@pbx.example", "#lea"])
def test_a_number_out_of_a_link_needs_no_warning(dial: DialField, target: str) -> None:
    dial.offer_link(target)
    assert (dial.edit.text(), dial.problem.text) == (target, "")
