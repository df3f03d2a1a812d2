"""The keyboard focus is visible: each control looks different while it has the focus."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.controls.focus_ring import FocusRing
from tests.samples.groups import NOW_S
from tests.unit.ui.every_window import WINDOWS

ROUND_IT_PX = 6


def look(window: QWidget, widget: QWidget) -> QImage:
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    around = place.adjusted(-ROUND_IT_PX, -ROUND_IT_PX, ROUND_IT_PX, ROUND_IT_PX)
    return window.grab(around).toImage()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", sorted(set(WINDOWS) - {"incoming", "silent"}))
def test_what_has_the_focus_is_seen_to_have_it(qtbot: QtBot, qapp: QApplication, name: str, dark: bool) -> None:
    ticker().set_clock(lambda: NOW_S)
    theme().apply(qapp)
    theme().set_dark(dark)
    ring = FocusRing(qapp)
    window, _actions = WINDOWS[name]()
    qtbot.addWidget(window)
    window.resize(1120, 760)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    unseen = {_name(widget) for widget, seen in _round(qtbot, window) if not seen}
    ring.deleteLater()
    theme().set_dark(None)
    qapp.setStyleSheet("")
    assert unseen == set()


def _round(qtbot: QtBot, window: QWidget) -> Iterator[tuple[QWidget, bool]]:
    """By Tab from stop to stop until one comes again: whether each looks otherwise once the focus has gone on."""
    gone_through: list[QWidget] = []
    while (here := _next(qtbot, window)) is not None and here not in gone_through:
        gone_through.append(here)
        with_focus = look(window, here)
        _next(qtbot, window)
        yield here, look(window, here) != with_focus
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert len(gone_through) > 1


def _next(qtbot: QtBot, window: QWidget) -> QWidget | None:
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    QApplication.processEvents()
    return window.focusWidget()


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"
