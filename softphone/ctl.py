"""`softphone ctl`: talks to the running program over its local socket, prints one JSON object a line."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtNetwork import QLocalSocket

from softphone.paths import profile

CONNECT_MS = 2_000
REPLY_MS = 60_000
Json = dict[str, Any]

NO_ARGUMENT = ("status", "events", "sign-out", "sign-in-again", "quit", "show")
KEY = ("answer", "reject", "hangup", "hold", "resume", "mute", "unmute", "silence", "voicemail")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile", type=Path, default=None, metavar="DIR", help="the profile of the running program"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in NO_ARGUMENT:
        commands.add_parser(name)
    for name in KEY:
        commands.add_parser(name).add_argument("key", nargs="?", type=int)
    _add_special(commands)


def _add_special(commands: Any) -> None:
    commands.add_parser("sign-in").add_argument("--password-file", type=Path, default=None)
    commands.add_parser("dial").add_argument("target")
    dtmf = commands.add_parser("dtmf")
    dtmf.add_argument("digits")
    dtmf.add_argument("key", nargs="?", type=int)
    opt_in = commands.add_parser("opt-in")
    opt_in.add_argument("leader")
    opt_in.add_argument("on", choices=("on", "off"))
    commands.add_parser("screenshot").add_argument("file", type=Path)
    audio = commands.add_parser("audio")
    audio.add_argument("--microphone", default=None)
    audio.add_argument("--speaker", default=None)
    audio.add_argument("--ringer", action="append", default=None)


def request_of(arguments: argparse.Namespace) -> Json:
    """The one line that is sent; files become absolute, since the program has another working folder."""
    values = {k: v for k, v in vars(arguments).items() if k not in ("profile", "command") and v is not None}
    return {
        "command": arguments.command,
        "arguments": {k: str(v.absolute()) if isinstance(v, Path) else v for k, v in values.items()},
    }


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0 only when the thing happened."""
    name = profile(arguments.profile).socket_name
    try:
        if arguments.command == "events":
            for line in stream(name, request_of(arguments)):
                _print(line)
            return 0
        answer = ask(name, request_of(arguments))
    except KeyboardInterrupt:
        return 0
    _print(answer)
    return 0 if answer.get("ok") else 1


def ask(name: str, request: Json, *, limit_ms: int = REPLY_MS) -> Json:
    """One request, one answer; where nobody answers the answer says so."""
    socket = _connect(name, request)
    if socket is None:
        return _nobody()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(limit_ms):
            return {"ok": False, "problem": {"kind": "NoAnswer"}, "sentence": socket.errorString()}
    return _parse(bytes(socket.readLine().data()))


def stream(name: str, request: Json) -> Iterator[Json]:
    """The answers to `events`, until the program ends."""
    socket = _connect(name, request)
    if socket is None:
        yield _nobody()
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


def _nobody() -> Json:
    return {"ok": False, "problem": {"kind": "NotRunning"}, "sentence": "The program is not running."}


def _parse(line: bytes) -> Json:
    answer = json.loads(line)
    return answer if isinstance(answer, dict) else {"ok": False}


def _print(answer: Json) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()
