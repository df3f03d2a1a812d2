"""The windows shown: sign-in while signed out, the main window once something works."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.options.table import CloseAction, ThemeChoice
from softphone.services.state.app_state import AppState
from softphone.ui.theme.theme import theme
from softphone.ui.windows import Windows
from tests.samples import app_state as sample
from tests.samples import group_editor as editor_fakes
from tests.samples.actions import FakeActions


def phase(value: SignInPhase) -> AppState:
    return sample.assistant_state(sign_in=replace(sample.signed_in(), phase=value), calls=())


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def windows(qtbot: QtBot, qapp: QApplication, actions: FakeActions) -> Iterator[Windows]:
    made = Windows(qapp, actions)
    yield made
    made.close()
    for window in (made.sign_in, made.main, made.incoming, made.silent):
        window.deleteLater()
    made.deleteLater()
    qapp.setStyleSheet("")


def test_nothing_is_shown_before_the_start(windows: Windows, actions: FakeActions) -> None:
    actions.state.set(phase(SignInPhase.READY))
    assert not windows.main.isVisible()
    assert not windows.sign_in.isVisible()


def test_signed_out_shows_the_sign_in_and_ready_the_main_window(windows: Windows, actions: FakeActions) -> None:
    windows.start()
    assert windows.sign_in.isVisible()
    actions.state.set(phase(SignInPhase.AUTHENTICATING))
    assert windows.sign_in.isVisible()
    assert not windows.main.isVisible()
    actions.state.set(phase(SignInPhase.READY))
    assert windows.main.isVisible()
    assert not windows.sign_in.isVisible()
    actions.state.set(phase(SignInPhase.SIGNED_OUT))
    assert windows.sign_in.isVisible()
    assert not windows.main.isVisible()


def test_a_sign_in_that_begins_by_itself_shows_the_main_window_at_once(
    windows: Windows, actions: FakeActions
) -> None:
    windows.start(signs_in=True)
    assert windows.main.isVisible()
    actions.state.set(phase(SignInPhase.AUTHENTICATING))
    actions.state.set(phase(SignInPhase.READY))
    windows.on_first_sign_in_over()
    assert windows.main.isVisible()


def test_a_sign_in_that_begins_by_itself_and_fails_is_asked_for(windows: Windows, actions: FakeActions) -> None:
    actions.state.set(phase(SignInPhase.SIGNED_OUT))
    windows.start(signs_in=True)
    assert windows.main.isVisible()
    windows.on_first_sign_in_over()
    assert windows.sign_in.isVisible()
    assert not windows.main.isVisible()


def test_a_limited_sign_in_shows_the_usable_half(windows: Windows, actions: FakeActions) -> None:
    windows.start()
    actions.state.set(phase(SignInPhase.LIMITED))
    assert windows.main.isVisible()


def test_signing_in_again_leaves_the_main_window_where_it_is(windows: Windows, actions: FakeActions) -> None:
    windows.start()
    actions.state.set(phase(SignInPhase.READY))
    actions.state.set(phase(SignInPhase.LOADING))
    assert windows.main.isVisible()
    assert not windows.sign_in.isVisible()


def test_a_closed_main_window_does_not_come_back_by_itself(windows: Windows, actions: FakeActions) -> None:
    windows.start()
    actions.state.set(phase(SignInPhase.READY))
    windows.main.close()
    actions.state.set(phase(SignInPhase.LIMITED))
    assert not windows.main.isVisible()
    windows.on_opened()
    assert windows.main.isVisible()


def test_closing_the_last_window_leaves_where_that_was_wished(windows: Windows, actions: FakeActions) -> None:
    windows.start()
    chosen = sample.options(general__close_window=CloseAction.QUIT)
    actions.state.set(replace(phase(SignInPhase.READY), options=chosen))
    windows.main.close()
    assert actions.asked == [("quit",)]


def test_closing_the_window_keeps_the_program_where_there_is_a_tray(
    windows: Windows, actions: FakeActions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(windows.tray), "available", property(lambda _: True))
    windows.start()
    actions.state.set(phase(SignInPhase.READY))
    windows.main.close()
    assert actions.asked == []


def test_the_chosen_appearance_is_put_on_at_once(windows: Windows, actions: FakeActions) -> None:
    actions.state.set(replace(phase(SignInPhase.READY), options=sample.options(general__theme=ThemeChoice.DARK)))
    assert theme().dark
    actions.state.set(phase(SignInPhase.READY))
    assert not theme().dark


def test_the_settings_open_beside_and_are_not_modal(windows: Windows, actions: FakeActions) -> None:
    windows.start()
    actions.state.set(phase(SignInPhase.READY))
    windows.main.toolbar.menu.settings.trigger()
    assert windows.settings.isVisible()
    assert windows.settings.windowModality() is Qt.WindowModality.NonModal


def test_the_menu_passes_on_what_is_wanted(windows: Windows, actions: FakeActions) -> None:
    menu = windows.main.toolbar.menu
    for entry in (menu.again, menu.out, menu.leave):
        entry.trigger()
    assert actions.asked == [("session.sign_in_again",), ("session.sign_out",), ("quit",)]


def test_the_focus_by_keyboard_wears_a_ring(qtbot: QtBot, windows: Windows, actions: FakeActions) -> None:
    windows.start()
    actions.state.set(phase(SignInPhase.READY))
    windows.main.activateWindow()
    qtbot.waitUntil(windows.main.isActiveWindow)
    windows.main.toolbar.dial.take_focus()
    QTest.keyClick(windows.main.toolbar.dial.edit, Qt.Key.Key_Tab)
    focused = windows.main.focusWidget()
    assert focused is windows.main.toolbar.dial.button
    place = focused.mapTo(windows.main, focused.rect().center())
    edge = place.x() - focused.width() // 2 - 3
    assert windows.main.grab().toImage().pixelColor(edge, place.y()) == theme().color("focus")


def test_settings_and_editor_are_made_when_they_are_wanted(windows: Windows, actions: FakeActions) -> None:
    windows.start()
    actions.state.set(phase(SignInPhase.READY))
    assert not {"settings", "editor"} & set(vars(windows))
    windows.on_settings_asked()
    assert windows.settings.isVisible()
    assert "editor" not in vars(windows)
    actions.state.set(sample.assistant_state(calls=(), editor=editor_fakes.view()))
    assert windows.editor.isVisible()
    actions.state.set(sample.assistant_state(calls=()))
    assert not windows.editor.isVisible()
    windows.editor.deleteLater()
