"""The control socket as plain bytes: for malformed requests, and for asking several programs at once."""

import contextlib
import json
import socket
from collections.abc import Iterator
from typing import Any

from softphone.demo.stage import ClientProcess

Json = dict[str, Any]
LIMIT_S = 30.0


def connected(program: ClientProcess) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(LIMIT_S)
    connection.connect(program.profile.socket_name)
    return connection


def raw(program: ClientProcess, *requests: bytes) -> list[Json]:
    """The answers, one a request, over one connection."""
    with connected(program) as connection, connection.makefile("rb") as answers:
        lines = []
        for request in requests:
            connection.sendall(request)
            lines.append(json.loads(answers.readline()))
        return lines


class Asked:
    """A request under way."""

    def __init__(self, connection: socket.socket) -> None:
        self._answers = connection.makefile("rb")

    def answer(self) -> Json:
        with self._answers:
            return dict(json.loads(self._answers.readline()))


@contextlib.contextmanager
def asked(program: ClientProcess, command: str, **arguments: Any) -> Iterator[Asked]:
    with connected(program) as connection:
        connection.sendall(json.dumps({"command": command, "arguments": arguments}).encode() + b"\n")
        yield Asked(connection)


def kind(answer: Json) -> str:
    return str(answer["problem"]["kind"]) if not answer["ok"] else "ok"
