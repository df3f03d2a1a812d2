"""Windows on a Full HD screen that nobody sees: set before anything imports Qt's platform. Tests start in English."""

import os
from pathlib import Path

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain.account.account import Language
from softphone.services.state.groups import DivertView
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.shell import i18n
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """Windows that only garbage still holds are deleted: a change of the theme restyles every widget there is."""
    yield
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    i18n.install(qapp, Language.ENGLISH)


@pytest.fixture
def german(english: None, qapp: QApplication) -> None:
    i18n.install(qapp, Language.GERMAN)


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def window(qtbot: QtBot, actions: FakeActions) -> MainWindow:
    """The main window of an assistant without calls."""
    made = MainWindow(actions)
    qtbot.addWidget(made)
    made.show()
    actions.state.set(sample.assistant_state(calls=(), divert=DivertView()))
    return made
