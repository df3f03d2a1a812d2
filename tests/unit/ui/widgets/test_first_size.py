"""The first size of a window keeps within the screen at every scale."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from softphone.ui.widgets.first_size import set_first_size


class _Screen:
    def __init__(self, size: QSize) -> None:
        self._size = size

    def availableSize(self) -> QSize:
        return self._size


class _Window(QWidget):
    def __init__(self, available: QSize) -> None:
        super().__init__()
        self._screen = _Screen(available)

    def screen(self) -> _Screen:  # type: ignore[override]
        return self._screen


@pytest.mark.parametrize("percent", [100, 125, 150, 200, 250])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (2560, 1440)])
def test_a_window_fits_at_every_scale(qtbot: QtBot, percent: int, width: int, height: int) -> None:
    available = QSize(width * 100 // percent, height * 100 // percent)
    window = _Window(available)
    qtbot.addWidget(window)
    set_first_size(window, QSize(1120, 720), QSize(960, 480))
    for size in (window.size(), window.minimumSize()):
        assert size.width() <= available.width()
        assert size.height() + 30 <= available.height()


def test_a_large_screen_changes_nothing(qtbot: QtBot) -> None:
    window = _Window(QSize(1920, 1080))
    qtbot.addWidget(window)
    set_first_size(window, QSize(1120, 720), QSize(960, 480))
    assert (window.size(), window.minimumSize()) == (QSize(1120, 720), QSize(960, 480))
