"""Tab goes through a window as one reads it, also over calls, cards and lines that came later."""

import gc
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from scripts.gallery import editor
from softphone.services.state.app_state import AppState
from softphone.ui.contacts.csv_dialog import CsvDialog
from softphone.ui.main_window.main_window import MainWindow
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions
from tests.samples.contact_views import PREVIEW


def chain(qtbot: QtBot, window: QWidget) -> list[QWidget]:
    """Every stop, as the key gets there."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found: list[QWidget] = []
    while True:
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        stop = window.focusWidget()
        if stop is None or stop in found:
            return found
        found.append(stop)


def shown(qtbot: QtBot, state: AppState) -> MainWindow:
    actions = FakeActions()
    window = MainWindow(actions)
    qtbot.addWidget(window)
    window.resize(1120, 720)
    window.show()
    actions.state.set(state)
    return window


def test_calls_stand_between_the_leaders_and_the_journal(qtbot: QtBot) -> None:
    window = shown(qtbot, sample.assistant_state())
    order = chain(qtbot, window)
    calls = [order.index(stop) for stop in order if window.calls.isAncestorOf(stop)]
    assert len(calls) > 5
    assert order.index(window.leader_list.view) < min(calls)
    assert max(calls) < order.index(window.journal.view)
    assert calls == list(range(min(calls), max(calls) + 1))


def test_a_silent_notification_stands_before_the_journal(qtbot: QtBot) -> None:
    window = shown(qtbot, sample.leader_state())
    order = chain(qtbot, window)
    cards = [order.index(stop) for stop in order if window.silent.isAncestorOf(stop)]
    assert len(cards) == 5
    assert max(cards) < order.index(window.journal.view)


def test_the_columns_of_a_file_stand_before_its_name(qtbot: QtBot) -> None:
    dialog = CsvDialog(FakeActions())
    qtbot.addWidget(dialog)
    dialog.show_preview(PREVIEW)
    dialog.show()
    dialog.submit.setFocus()
    assert chain(qtbot, dialog) == [
        dialog.encoding, *dialog.fields, dialog.name_field.edit, dialog.cancel, dialog.submit
    ]  # fmt: skip


def test_the_numbers_of_a_criterion_stand_before_the_button_that_adds_one(qtbot: QtBot) -> None:
    window = editor.form()
    qtbot.addWidget(window)
    window.show()
    numbers = window.filter.form.numbers
    numbers.on_add()
    qtbot.waitUntil(lambda: numbers.lines[-1].edit.isVisible())
    lines = [stop for line in numbers.lines for stop in (line.edit, line.remove)]
    lines[0].setFocus()
    assert chain(qtbot, window)[: len(lines)] == [*lines[1:], numbers.add]


def test_a_call_that_goes_takes_nothing_of_the_window_with_it(qtbot: QtBot) -> None:
    """A card or strip must not keep the rest of the window alive in Python."""
    window = shown(qtbot, sample.leader_state())
    window.show_state(replace(sample.leader_state(), calls=()))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    window.show_state(sample.assistant_state())
    window.show_state(replace(sample.assistant_state(), calls=()))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    window.show_state(sample.assistant_state())
    assert window.toolbar.menu.dnd.isCheckable()
