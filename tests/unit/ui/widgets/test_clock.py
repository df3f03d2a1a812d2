"""The shared clock of the windows: quick while seconds are counted, slow at rest."""

from pytestqt.qtbot import QtBot

from softphone.ui.widgets.clock import WallClock


def test_a_clock_that_wakes_up_ticks_at_once_and_then_quickly(qtbot: QtBot) -> None:
    clock = WallClock()
    clock.rest(True)
    ticks: list[float] = []
    clock.tick.connect(ticks.append)
    clock.rest(False)
    assert len(ticks) == 1
    qtbot.waitUntil(lambda: len(ticks) >= 3)


def test_it_stays_as_it_is_when_nothing_changes(qtbot: QtBot) -> None:
    clock = WallClock()
    clock.rest(True)
    ticks: list[float] = []
    clock.tick.connect(ticks.append)
    clock.rest(True)
    assert not ticks
