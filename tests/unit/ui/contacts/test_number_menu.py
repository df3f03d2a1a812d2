"""Copying a number and adding it to the contacts."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from softphone.ui.contacts.number_menu import ask_name, number_menu
from tests.samples.actions import FakeActions


def test_the_number_is_copied_as_shown(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    copy, add = number_menu(parent, FakeActions(), "Otto", "089 111222").actions()
    assert add.isEnabled()
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "089 111222"


def test_a_hidden_caller_offers_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert not any(action.isEnabled() for action in number_menu(parent, FakeActions(), "", "").actions())


def test_the_name_is_asked_and_the_contact_added(qtbot: QtBot) -> None:
    parent, actions = QWidget(), FakeActions()
    qtbot.addWidget(parent)
    dialog = ask_name(parent, actions, "Otto", "089 111222")
    assert dialog.textValue() == "Otto"
    dialog.setTextValue("Otto Neu")
    dialog.accept()
    assert actions.asked == [("contacts.add", "Otto Neu", "089 111222")]
