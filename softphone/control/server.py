"""The local control socket: one JSON request a line in, JSON answers out; reachable for this user only."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from softphone.control.command import Handler
from softphone.control.parameter import Json, refusal

log = logging.getLogger(__name__)

LONGEST_REQUEST = 64 * 1024
LONGEST_BACKLOG = 4 * 1024 * 1024
"""Closes a client of `events` that stops reading, before its backlog fills the memory."""


class ControlServer(QObject):
    """Runs the command of each request; clients of `events` get every broadcast line until they disconnect."""

    def __init__(
        self, handlers: dict[str, Handler], spawn: Callable[..., Any], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._handlers = handlers
        self._spawn = spawn
        self._watchers: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self, name: str) -> bool:
        """Listens under this name; removes a socket left by a crash. False where a running program has it."""
        if self._server.listen(name):
            return True
        if is_alive(name):
            return False
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    @property
    def is_watched(self) -> bool:
        return bool(self._watchers)

    def broadcast(self, line: Json) -> None:
        for socket in tuple(self._watchers):
            _send(socket, line)

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda s=socket: self._on_ready(s))
            socket.disconnected.connect(lambda s=socket: self._on_gone(s))

    def _on_gone(self, socket: QLocalSocket) -> None:
        if socket in self._watchers:
            self._watchers.remove(socket)
        socket.deleteLater()

    def _on_ready(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            line = bytes(socket.readLine(LONGEST_REQUEST + 1).data())
            if not line.endswith(b"\n"):
                break
            self._run_request(socket, line)
        else:
            if socket.bytesAvailable() <= LONGEST_REQUEST:
                return
        socket.abort()

    def _run_request(self, socket: QLocalSocket, line: bytes) -> None:
        request = _parse(line)
        if request is None:
            _send(socket, refusal("BadRequest", "This is not a JSON object with a command."))
        elif request["command"] in self._handlers:
            self._spawn(self._answer(socket, request["command"], request["arguments"]), "control")
        else:
            _send(socket, refusal("UnknownCommand", f"There is no command {request['command']!r}."))

    async def _answer(self, socket: QLocalSocket, command: str, arguments: Json) -> None:
        try:
            answer = await self._handlers[command](arguments)
        except asyncio.CancelledError:
            raise
        except (KeyError, TypeError, ValueError) as error:
            answer = refusal("BadArguments", f"{type(error).__name__}: {error}")
        except Exception as error:
            log.exception("the control command %s failed", command)
            answer = refusal("Failed", f"{type(error).__name__}: {error}")
        if _send(socket, answer) and command == "events":  # the status first, then its changes
            self._watchers.append(socket)


def is_alive(name: str) -> bool:
    """Whether a program answers at this socket."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    alive = socket.waitForConnected(500)
    socket.abort()
    return alive


def _parse(line: bytes) -> Json | None:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(request, dict) or not isinstance(request.get("command"), str):
        return None
    arguments = request.get("arguments")
    return {"command": request["command"], "arguments": arguments if isinstance(arguments, dict) else {}}


def _send(socket: QLocalSocket, line: Json) -> bool:
    """False where the client has disconnected."""
    try:
        if socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
            return False
        # What UTF-8 cannot carry (half a surrogate pair) is escaped as JSON itself escapes it.
        socket.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        socket.flush()
        if socket.bytesToWrite() > LONGEST_BACKLOG:
            socket.abort()
    except RuntimeError:
        log.debug("the control client disconnected before its answer")
        return False
    return True
