"""The switch: solid is confirmed, hollow is requested; it never turns by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.switch import Switch, SwitchLook

LOOKS = {
    "on": SwitchLook(True),
    "off": SwitchLook(False),
    "wish on": SwitchLook(True, in_flight=True),
    "wish off": SwitchLook(False, in_flight=True),
    "refused off": SwitchLook(False, refused=True),
    "refused on": SwitchLook(True, refused=True),
    "locked on": SwitchLook(True, locked=True),
    "locked off": SwitchLook(False, locked=True),
}


@pytest.fixture
def switch(qtbot: QtBot) -> Switch:
    made = Switch()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    return made


def picture(switch: Switch, look: SwitchLook) -> QImage:
    switch.show_look(look)
    return switch.grab().toImage()


def test_every_state_looks_different(switch: Switch) -> None:
    pictures = [picture(switch, look) for look in LOOKS.values()]
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])


def test_only_a_confirmed_on_is_solid(switch: Switch) -> None:
    ink = theme().color("ink")
    solid = {name for name, look in LOOKS.items() if picture(switch, look).pixelColor(16, 8) == ink}
    assert solid == {"on"}


def test_a_click_is_a_wish_and_changes_nothing_by_itself(qtbot: QtBot, switch: Switch) -> None:
    switch.show_look(SwitchLook(False))
    with qtbot.waitSignal(switch.clicked):
        QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.look == SwitchLook(False)
    assert not switch.isChecked()


def test_a_locked_switch_takes_no_click(qtbot: QtBot, switch: Switch) -> None:
    switch.show_look(SwitchLook(True, locked=True))
    with qtbot.assertNotEmitted(switch.clicked):
        QTest.mouseClick(switch, Qt.MouseButton.LeftButton)


def test_the_hit_area_is_larger_than_the_switch(switch: Switch) -> None:
    assert (switch.sizeHint().width(), switch.sizeHint().height()) == (44, 32)
