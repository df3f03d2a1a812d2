"""Do not disturb is seen as long as it lasts; the last number comes back; digits are tones while one talks."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.domain.calls.incoming_policy import DndMode, ReceptionRules
from softphone.domain.options.table import DND as DND_OPTION
from softphone.domain.telephone.call import CallKey
from softphone.services.state.app_state import AppState
from softphone.ui.dial.dial_field import DialField
from softphone.ui.main_window.app_menu import AppMenu
from softphone.ui.main_window.dnd_band import DndBand, dnd_words
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.shell.tray import Tray
from tests.samples import app_state as s
from tests.samples.actions import FakeActions
from tests.samples.calls import talking
from tests.samples.groups import MUSTER

ACTIVE = talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252)
DND = AppState(reception=ReceptionRules(dnd=True))


def test_the_band_stands_as_long_as_nobody_may_disturb_and_ends_it(qtbot: QtBot) -> None:
    actions = FakeActions()
    band = DndBand(actions)
    qtbot.addWidget(band)
    band.show_state(AppState())
    assert band.isHidden()
    band.show_state(DND)
    assert not band.isHidden()
    assert band.words.text() == "Callers hear the busy tone."
    QTest.mouseClick(band.off, Qt.MouseButton.LeftButton)
    assert actions.asked == [("options.set", DND_OPTION, False)]


def test_the_band_says_what_happens_to_calls() -> None:
    said = {dnd_words(ReceptionRules(True, mode, leaders)) for mode in DndMode for leaders in (False, True)}
    assert len(said) == 4


def test_the_menu_switches_it(qtbot: QtBot) -> None:
    actions, window = FakeActions(), DndBand(FakeActions())
    qtbot.addWidget(window)
    menu = AppMenu(actions, window)
    actions.state.set(DND)
    menu.show_state(DND)
    assert menu.dnd.isChecked()
    menu.dnd.trigger()
    assert actions.asked == [("options.set", DND_OPTION, False)]


def test_enter_in_the_empty_field_brings_the_last_number_and_again_calls_it(qtbot: QtBot) -> None:
    actions = FakeActions()
    field = DialField(actions)
    qtbot.addWidget(field)
    field.last_dialled = "0301234567"
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == "0301234567"
    assert actions.asked == []


def test_digits_are_tones_of_the_call_unless_text_is_typed(qtbot: QtBot) -> None:
    actions = FakeActions()
    window = MainWindow(actions)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    state = s.assistant_state()
    actions.state.set(replace(state, calls=()))
    window.setFocus()
    QTest.keyClicks(window, "5")
    assert actions.asked == []
    actions.state.set(replace(state, calls=(ACTIVE,)))
    QTest.keyClicks(window, "5")
    QTest.keyClicks(window, "#")
    assert actions.asked == [("calls.send_dtmf", "5", CallKey(3)), ("calls.send_dtmf", "#", CallKey(3))]
    assert window.calls.strips[CallKey(3)].pad.sent.text() == "5#"
    window.toolbar.dial.take_focus()
    QTest.keyClicks(window.toolbar.dial.edit, "42")
    assert window.toolbar.dial.edit.text() == "42"
    assert len(actions.asked) == 2


def test_the_tray_shows_it_too_while_the_window_is_closed(qtbot: QtBot) -> None:
    tray = Tray(FakeActions())
    tray.show_state(AppState())
    plain = tray.icon.icon().pixmap(32, 32).toImage()
    tray.show_state(DND)
    assert tray.icon.icon().pixmap(32, 32).toImage() != plain
    assert "Do not disturb" in tray.icon.toolTip()
    assert tray.dnd.isChecked()
    tray.show_state(AppState())
    assert tray.icon.icon().pixmap(32, 32).toImage() == plain
