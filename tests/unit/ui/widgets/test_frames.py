"""Drawings of the state: at once without a limit, else joined, with time left for everything else."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from softphone.services.state.app_state import AppState
from softphone.services.state.observable import Observable
from softphone.ui.widgets.frames import Frames


def dialled(number: int) -> AppState:
    return AppState(last_dialled=str(number))


@pytest.fixture
def limited(qtbot: QtBot) -> Iterator[Frames]:
    made = Frames()
    made.limit(20)
    yield made
    made.deleteLater()


def test_without_a_limit_every_change_is_drawn_at_once(qtbot: QtBot) -> None:
    state, drawn = Observable(AppState()), list[str]()
    frames = Frames()
    end = frames.subscribe(state, lambda value: drawn.append(value.last_dialled))
    state.set(dialled(1))
    end()
    state.set(dialled(2))
    assert drawn == ["", "1"]


def test_many_changes_are_one_drawing_of_the_last(qtbot: QtBot, limited: Frames) -> None:
    state, drawn = Observable(AppState()), list[str]()
    limited.subscribe(state, lambda value: drawn.append(value.last_dialled))
    assert drawn == [""]
    for number in range(50):
        state.set(dialled(number))
    qtbot.waitUntil(lambda: drawn == ["", "49"])
    state.set(dialled(50))
    assert drawn[-1] == "49"
    qtbot.waitUntil(lambda: drawn == ["", "49", "50"])


def test_what_is_pressed_meets_the_newest_picture(qtbot: QtBot, limited: Frames) -> None:
    state, seen = Observable(AppState()), list[str]()
    button = QPushButton()
    qtbot.addWidget(button)
    button.show()
    limited.subscribe(state, lambda value: button.setText(value.last_dialled))
    button.clicked.connect(lambda: seen.append(button.text()))
    for number in (1, 2):  # the first is drawn with the next frame, the second is due when the button is pressed
        state.set(dialled(number))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert seen[-1] == str(number)
    state.set(dialled(3))
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert seen[-1] == "3"


def test_a_slow_drawing_leaves_as_much_time_for_the_rest(qtbot: QtBot, limited: Frames) -> None:
    state, times = Observable(AppState()), list[tuple[float, float]]()

    def slow(value: AppState) -> None:
        began_s = time.monotonic()
        time.sleep(0.1)
        times.append((began_s, time.monotonic()))

    limited.subscribe(state, slow)
    times.clear()
    state.set(dialled(1))
    qtbot.waitUntil(lambda: len(times) == 1)
    state.set(dialled(2))
    qtbot.waitUntil(lambda: len(times) == 2)
    assert times[1][0] - times[0][1] >= 0.09


def test_one_that_fails_keeps_no_other_from_drawing(qtbot: QtBot, limited: Frames, caplog: object) -> None:
    state, drawn = Observable(AppState()), list[str]()

    def failing(value: AppState) -> None:
        if value.last_dialled:
            raise ValueError("broken")

    limited.subscribe(state, failing)
    limited.subscribe(state, lambda value: drawn.append(value.last_dialled))
    state.set(dialled(1))
    qtbot.waitUntil(lambda: drawn == ["", "1"])


def test_what_has_ended_is_not_drawn(qtbot: QtBot, limited: Frames) -> None:
    state, drawn = Observable(AppState()), list[str]()
    end = limited.subscribe(state, lambda value: drawn.append(value.last_dialled))
    state.set(dialled(1))
    end()
    limited.on_frame()
    assert drawn == [""]
