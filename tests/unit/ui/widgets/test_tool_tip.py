"""Tool tips: plain text whatever the network sent, and no description for a screen reader."""

import re

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from softphone.ui.widgets.tool_tip import set_tool_tip, tool_tip
from tests.unit.ui.text.test_texts import ROOT

EVIL = "<b>Chef</b>\n<img src=x>"


def test_a_tool_tip_is_shown_as_it_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: shown.append(text))
    button = QPushButton("Hang up")
    qtbot.addWidget(button)
    set_tool_tip(button, EVIL)
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))
    assert shown == ["<span>&lt;b&gt;Chef&lt;/b&gt;<br>&lt;img src=x&gt;</span>"]
    assert tool_tip(button) == EVIL
    set_tool_tip(button, "")
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))
    assert len(shown) == 1


def test_a_tool_tip_is_no_description(qtbot: QtBot) -> None:
    button = QPushButton("Hang up")
    qtbot.addWidget(button)
    set_tool_tip(button, "Hang up (Ctrl+Shift+A)")
    reader = QAccessible.queryAccessibleInterface(button)
    assert reader.text(QAccessible.Text.Description) == ""
    assert reader.text(QAccessible.Text.Name) == "Hang up"


def test_every_tool_tip_of_a_widget_is_set_here() -> None:
    """Only the tray's icon has another way: systems show its tool tip as plain text."""
    for file in (ROOT / "softphone" / "ui").rglob("*.py"):
        if file.name != "tray.py":
            assert not re.search(r"\.setToolTip\(", file.read_text(encoding="utf-8")), file.name
