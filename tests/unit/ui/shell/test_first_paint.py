"""The wait for a window's first paint."""

import asyncio
import time

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.ui.shell import first_paint
from softphone.ui.shell.first_paint import shown


class Slate(QWidget):
    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted = True


async def _with_qt(work: "asyncio.Task[None]") -> None:
    while not work.done():
        QApplication.processEvents()
        await asyncio.sleep(0)


def test_it_ends_with_the_paint(qtbot: QtBot) -> None:
    slate = Slate()
    qtbot.addWidget(slate)

    async def story() -> None:
        wait = asyncio.create_task(shown(slate))
        slate.show()
        await _with_qt(wait)
        assert slate.painted

    asyncio.run(story())


def test_a_window_that_is_not_painted_is_not_waited_for_long(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_paint, "LIMIT_S", 0.05)
    hidden = Slate()
    qtbot.addWidget(hidden)
    began_s = time.monotonic()
    asyncio.run(shown(hidden))
    assert time.monotonic() - began_s < 5
    assert not hidden.painted
