"""The editor's window over actions that change the draft and write nothing."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.services.state.group_editor import EditorView
from softphone.ui.group_editor.editor_window import GroupEditorWindow
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions


class Bench:
    """The window over actions that keep the form as the service does."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.actions = FakeActions()
        self.window = GroupEditorWindow(self.actions)
        qtbot.addWidget(
            self.window, before_close_func=lambda _window: self.actions.state.set(sample.assistant_state())
        )
        self.actions.state.subscribe(self.window.show_state)

    def show(self, view: EditorView | None) -> None:
        self.actions.state.set(replace(self.actions.state.value, editor=view))

    @property
    def view(self) -> EditorView:
        found = self.actions.state.value.editor
        assert found is not None
        return found

    @property
    def asked(self) -> list[Any]:
        """The requests without the form's own changes."""
        return [request for request in self.actions.asked if request[0] != "editor.change"]

    @property
    def words(self) -> str:
        return self.window.foot.words.text()

    def activate(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
