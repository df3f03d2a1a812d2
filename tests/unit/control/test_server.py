"""The control socket: a client of `events` reads the status first, then its changes."""

import json
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.control.server import ControlServer

Json = dict[str, Any]


class Tasks:
    """Keeps what is spawned until the test runs it."""

    def __init__(self) -> None:
        self.waiting: list[Coroutine[Any, Any, None]] = []

    def spawn(self, task: Coroutine[Any, Any, None], name: str) -> None:
        self.waiting.append(task)

    def run_all(self) -> None:
        while self.waiting:
            try:
                self.waiting.pop(0).send(None)
            except StopIteration:
                continue
            raise AssertionError("the handlers here wait for nothing")


async def status(arguments: Json) -> Json:
    return {"ok": True, "calls": []}


def lines_of(client: QLocalSocket) -> list[Json]:
    return [json.loads(line) for line in bytes(client.readAll().data()).splitlines()]


class Connected:
    """A server with one client that has asked for the events; nothing is answered before the tasks run."""

    def __init__(self, qtbot: QtBot, application: QObject, name: str) -> None:
        self.tasks, self.client = Tasks(), QLocalSocket(application)
        self.server = ControlServer({"events": status}, self.tasks.spawn, application)
        assert self.server.listen(name)
        self.client.connectToServer(name)
        self.client.write(b'{"command": "events"}\n')
        qtbot.waitUntil(lambda: bool(self.tasks.waiting))

    def close(self, qtbot: QtBot) -> None:
        self.client.abort()
        qtbot.waitUntil(lambda: not self.server.findChildren(QLocalSocket))
        self.client.deleteLater()
        self.server.deleteLater()


@pytest.fixture
def connected(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Connected]:
    made = Connected(qtbot, qapp, str(tmp_path / "socket"))
    yield made
    made.close(qtbot)


def test_a_change_before_the_first_answer_is_not_sent_ahead_of_it(qtbot: QtBot, connected: Connected) -> None:
    connected.server.broadcast({"event": "calls", "calls": ["early"]})
    connected.tasks.run_all()
    connected.server.broadcast({"event": "calls", "calls": ["later"]})
    got: list[Json] = []

    def all_read() -> bool:
        got.extend(lines_of(connected.client))
        return len(got) == 2

    qtbot.waitUntil(all_read)
    assert got == [{"ok": True, "calls": []}, {"event": "calls", "calls": ["later"]}]


def test_a_client_that_left_before_its_answer_gets_no_events(qtbot: QtBot, connected: Connected) -> None:
    (socket,) = connected.server.findChildren(QLocalSocket)
    with qtbot.waitSignal(socket.disconnected):
        connected.client.abort()
    connected.tasks.run_all()
    assert connected.server._watchers == []
