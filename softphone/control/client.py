"""`softphone ctl`: talks to the running program over its local socket, prints one JSON object a line."""

import argparse
import json
import os
import sys
from collections.abc import Iterator

from PySide6.QtNetwork import QLocalSocket

from softphone.control.arguments import request_of
from softphone.control.parameter import Json, refusal
from softphone.paths import profile

CONNECT_MS = 2_000
REPLY_MS = 90_000
"""Longer than the program's own limits (a call that nobody answers: 60 s), so that its reason arrives."""


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0 only when the thing happened."""
    try:
        name = profile(arguments.profile).socket_name
        lines = stream if arguments.command == "events" else _one
        return _print_all(lines(name, request_of(arguments)))
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        _close_stdout()
        return 0
    except OSError as error:
        return _print_all(iter([refusal("NotRunning", str(error))]))


def _print_all(lines: Iterator[Json]) -> int:
    status = 1
    for number, line in enumerate(lines):
        status = status if number else (0 if line.get("ok") else 1)
        _print(line)
    return status


def _one(name: str, request: Json) -> Iterator[Json]:
    yield ask(name, request)


def ask(name: str, request: Json, *, limit_ms: int = REPLY_MS) -> Json:
    """One request, one answer; a refusal where the program does not answer."""
    socket = _connect(name, request)
    if socket is None:
        return _not_running()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(limit_ms):
            return refusal("NoAnswer", socket.errorString())
    return _parse(bytes(socket.readLine().data()))


def stream(name: str, request: Json) -> Iterator[Json]:
    """The answers to `events`, until the program ends."""
    socket = _connect(name, request)
    if socket is None:
        yield _not_running()
        return
    while socket.canReadLine() or socket.waitForReadyRead(-1):
        while socket.canReadLine():
            yield _parse(bytes(socket.readLine().data()))


def _connect(name: str, request: Json) -> QLocalSocket | None:
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CONNECT_MS):
        return None
    socket.write(json.dumps(request).encode() + b"\n")
    socket.flush()
    return socket


def _not_running() -> Json:
    return refusal("NotRunning", "The program is not running.")


def _parse(line: bytes) -> Json:
    answer = json.loads(line)
    return answer if isinstance(answer, dict) else {"ok": False}


def _print(answer: Json) -> None:
    try:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    except UnicodeEncodeError:  # a terminal or pipe that is not UTF-8
        sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _close_stdout() -> None:
    """After the reader closed the pipe (`ctl events | head`), so that Python has nothing to flush when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
