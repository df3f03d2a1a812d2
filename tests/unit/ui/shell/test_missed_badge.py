"""The number of missed calls in the tray: on its icon, in its menu, and reset."""

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain.journal.entry import JournalCounts
from softphone.domain.lines.feature_state import FeatureState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.ui.shell.tray import Tray
from softphone.ui.shell.tray_icon import badge_text, tray_sign
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions


@pytest.fixture
def tray(qapp: QApplication, qtbot: QtBot) -> Tray:
    return Tray(FakeActions())


def red_pixels(icon: QIcon, side: int = 32) -> int:
    image, red = icon.pixmap(side, side).toImage(), QColor("#B3261E")
    colors = (QColor(image.pixel(x, y)) for x in range(image.width()) for y in range(image.height()))
    return sum(
        abs(c.red() - red.red()) + abs(c.green() - red.green()) + abs(c.blue() - red.blue()) < 24 for c in colors
    )


def test_one_character_is_all_that_fits() -> None:
    assert [badge_text(n) for n in (-1, 0, 1, 9, 10, 120)] == ["", "", "1", "9", "+", "+"]


def test_the_sign_carries_the_number_at_every_size() -> None:
    for side in (16, 22, 32, 64):
        assert red_pixels(tray_sign(False), side) == 0
        assert red_pixels(tray_sign(False, 2), side) > side
        assert tray_sign(False, 2).pixmap(side, side).toImage() != tray_sign(False, 3).pixmap(side, side).toImage()
        assert tray_sign(True, 2).pixmap(side, side).toImage() != tray_sign(True).pixmap(side, side).toImage()


def test_the_tray_says_what_was_missed_and_what_waits(tray: Tray, qtbot: QtBot) -> None:
    tray.show_state(sample.assistant_state(journal_counts=JournalCounts(9, 2), mailbox=MessageSummary(1)))
    assert "2 missed calls" in tray.icon.toolTip()
    assert "1 new on voicemail" in tray.icon.toolTip()
    assert tray.missed.isVisible()
    assert red_pixels(tray.icon.icon()) > 0
    with qtbot.waitSignal(tray.missed_asked):
        tray.missed.trigger()
    tray.show_state(sample.assistant_state(journal_counts=JournalCounts(9, 1)))
    assert tray.missed.text() == "1 missed call"


def test_nothing_missed_leaves_the_sign_as_it_is(tray: Tray) -> None:
    tray.show_state(sample.assistant_state(journal_counts=JournalCounts(9, 2)))
    tray.show_state(sample.assistant_state(journal_counts=JournalCounts(9), features=FeatureState(True)))
    assert not tray.missed.isVisible()
    assert red_pixels(tray.icon.icon()) == 0
    assert "missed" not in tray.icon.toolTip()
    assert "Do not disturb" in tray.icon.toolTip()
