"""The price of a call in widgets and drawings: parts that nobody opened are not made, a flood is drawn once."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from softphone.services.state.app_state import AppState
from softphone.ui.calls.call_strip import CallStrip
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.widgets.frames import frames
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions
from tests.samples.calls import ringing, talking
from tests.samples.groups import NOW_S

MOST_WIDGETS_OF_A_RINGING_CALL = 50
"""They were 97 - 130 when keypad and hand-over were made with each call."""


@pytest.fixture
def by_frames() -> Iterator[None]:
    frames().limit()
    yield
    frames().limit(0)


def test_a_ringing_call_makes_neither_keypad_nor_transfer(qtbot: QtBot) -> None:
    strip = CallStrip(FakeActions())
    qtbot.addWidget(strip)
    call = ringing(1, "Max Theater", "030 23125 100", None, 6)
    strip.show_call(call, AppState(calls=(call,)), NOW_S)
    before = len(strip.findChildren(QWidget))
    assert before <= MOST_WIDGETS_OF_A_RINGING_CALL
    call = talking(1, "Max Theater", "030 23125 100", None, 6)
    strip.show_call(call, AppState(calls=(call,)), NOW_S)
    strip.toggle_pad()
    assert len(strip.findChildren(QWidget)) > before + 12


def test_a_flood_of_changes_is_drawn_once(
    qtbot: QtBot, actions: FakeActions, by_frames: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    draw = MainWindow.show_state

    def counted(window: MainWindow, state: AppState) -> None:
        drawn.append(len(state.calls))
        draw(window, state)

    monkeypatch.setattr(MainWindow, "show_state", counted)
    window = MainWindow(actions)
    qtbot.addWidget(window)
    drawn.clear()
    for number in range(100):
        calls = tuple(ringing(key, "Max Theater", "030 23125 100", None, 6) for key in range(number % 4))
        actions.state.set(sample.assistant_state(calls=calls))
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn == [3]
    assert len(window.calls.strips) == 3
