"""`softphone ctl`: talks to the running program over its local socket, prints one JSON object a line."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtNetwork import QLocalSocket

from softphone.domain.telephone.ringtone import Melody
from softphone.paths import profile

HELP = {
    "answer": "takes the call",
    "audio": "devices by name; an empty name is the system's default",
    "bridge": "joins the leader's call",
    "complete-transfer": "connects caller and target",
    "conference": "both calls and oneself in one conversation",
    "consult": '"Erst fragen": holds the caller and calls the target',
    "contacts": "contacts by name",
    "contacts-delete": "removes a source with its contacts",
    "contacts-import": "a vCard or CSV file",
    "contacts-refresh": "fetches directories and address books anew",
    "contacts-server": "an address book on a CardDAV server",
    "diagnostics": "a bundle for whoever looks for a fault",
    "dial": "a number or SIP address",
    "dial-as": "calls on behalf of a leader",
    "divert": "Weiterleitung Assistenz",
    "dnd": "Nicht stören",
    "dtmf": "digits as tones",
    "echo-test": "calls the number that sends back what it hears",
    "edit": "Assistenzfunktion bearbeiten",
    "events": "the status, then one line for each part that changes",
    "favourite": "makes a contact a favourite",
    "find": "what the dial field would offer",
    "hangup": "ends it",
    "hold": "puts it on hold",
    "identity": "as whom the next call goes out; without LEADER: as oneself",
    "journal": "rows, newest first",
    "journal-call": "calls back",
    "journal-delete": "removes an entry",
    "journal-done": "seen to",
    "journal-export": "the same as a CSV file",
    "journal-note": "a note at an entry",
    "journal-promise": "a call-back promised until then; never: none any more",
    "journal-seen": "every missed call is seen to",
    "leave-conference": "the two others go on",
    "mailbox": "calls the own voicemail, or a leader's where it is shared",
    "mute": "the other side hears nothing",
    "note": "a note to the leader that goes with the call",
    "open-url": "offers a tel:, sip: or callto: link in the dial field",
    "opt-in": 'the box "Eingeloggt"',
    "option": "shows a setting, or gives it a value",
    "option-reset": "back to the default",
    "options": "all settings with their values",
    "own": "a leader's own filter or silent notification, on or off",
    "pick-up": "answers what rings at the leader",
    "portal-check": "compares the portal with what is in force",
    "portal-later": "hides the banner until there is another difference",
    "push": "Anrufübergabe: hands the call to its leader",
    "quit": "ends the program",
    "redial": "calls the last dialled number",
    "reject": "declines it",
    "reply": "the leader's answer to the assistants while it rings",
    "resume": "takes it from hold",
    "retrieve": "takes the leader's call over",
    "ring-test": "a test ring with it",
    "ring-tone": "with which tone it rings for this leader",
    "rule": "a rule for this caller: always to the assistants, or never",
    "rule-undo": "takes the last rule back",
    "screenshot": "a picture of the windows",
    "self-test": "looks at registration, certificates, devices; unheard",
    "show": "raises the window",
    "sign-in": "with the account at hand",
    "sign-in-again": "takes over what has changed in the portal",
    "sign-out": "ends the session",
    "silence": "stops the ringing here",
    "simulate": "where a call would ring, by the open form or what is in force",
    "sound-test": "tries the sound devices while nobody calls",
    "split-conference": "goes on with one, the other on hold",
    "status": "everything the program knows",
    "swap": "changes between two calls",
    "take-back": "ends the consultation, or fetches a call back that was handed over",
    "transfer": "passes the call on without asking",
    "unmute": "the other side hears you again",
    "voicemail": "sends the ringing call to the leader's voicemail",
    "volume": "0 to 100; 100 leaves the sound as it is",
}


CONNECT_MS = 2_000


REPLY_MS = 90_000
"""Longer than the program's own limits (a call that nobody answers: 60 s), so that its reason arrives."""


Json = dict[str, Any]


NO_ARGUMENT = ("status", "events", "sign-out", "sign-in-again", "quit", "show", "options", "self-test")


CALLS_NO_ARGUMENT = ("conference", "leave-conference", "redial")


KEY = ("answer", "reject", "hangup", "hold", "resume", "mute", "unmute", "silence", "voicemail")


RING_TONES = tuple(melody.value for melody in Melody)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile", type=Path, default=None, metavar="DIR", help="the profile of the running program"
    )
    commands = _Commands(parser.add_subparsers(dest="command", required=True, metavar="COMMAND"))
    for name in (*NO_ARGUMENT, *CALLS_NO_ARGUMENT):
        commands.add_parser(name)
    for name in KEY:
        commands.add_parser(name).add_argument("key", nargs="?", type=int)
    _add_special(commands)


class _Commands:
    """Adds a command with its words in `ctl --help` and `ctl COMMAND --help`; one without words is none."""

    def __init__(self, parsers: Any) -> None:
        self._parsers = parsers

    def add_parser(self, name: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self._parsers.add_parser(name, help=HELP[name], description=HELP[name])
        return parser


def _add_special(commands: "_Commands") -> None:
    sign_in = commands.add_parser("sign-in")
    sign_in.add_argument("--password-file", type=Path, default=None)
    sign_in.add_argument("--sip-password-file", type=Path, default=None)
    commands.add_parser("dial").add_argument("target")
    dtmf = commands.add_parser("dtmf")
    dtmf.add_argument("digits")
    dtmf.add_argument("key", nargs="?", type=int)
    opt_in = commands.add_parser("opt-in")
    opt_in.add_argument("leader")
    opt_in.add_argument("on", choices=("on", "off"))
    opt_in.add_argument("--until", default=None, metavar="HH:MM", help="log out again then; never: no end any more")
    commands.add_parser("dnd").add_argument("on", choices=("on", "off"))
    mailbox = commands.add_parser("mailbox")
    mailbox.add_argument("leader", nargs="?", default=None)
    commands.add_parser("screenshot").add_argument("file", type=Path)
    _add_sound(commands)
    _add_duties(commands)
    _add_editor(commands)
    _add_journal(commands)
    _add_handover(commands)
    _add_options(commands)
    _add_contacts(commands)


def _add_contacts(commands: "_Commands") -> None:
    find = commands.add_parser("find")
    contacts = commands.add_parser("contacts")
    find.add_argument("text")
    contacts.add_argument("--text", default=None)
    contacts.add_argument("--source", default=None)
    contacts.add_argument("--favourites", action="store_true", default=None)
    for one in (find, contacts):
        one.add_argument("--limit", type=int, default=None)
    favourite = commands.add_parser("favourite")
    favourite.add_argument("contact", help="the contact's key")
    favourite.add_argument("on", choices=("on", "off"))
    taking = commands.add_parser("contacts-import")
    taking.add_argument("file", type=Path)
    taking.add_argument("--name", default=None)
    taking.add_argument("--encoding", default=None)
    taking.add_argument("--column", action="append", metavar="NUMBER=FIELD", default=None)
    taking.add_argument("--preview", action="store_true", default=None, help="look at a CSV file, take nothing")
    book = commands.add_parser("contacts-server")
    book.add_argument("url")
    book.add_argument("user")
    book.add_argument("--password-file", type=Path, required=True)
    book.add_argument("--name", default=None)
    book.add_argument("--ca-file", type=Path, default=None)
    commands.add_parser("contacts-refresh").add_argument("source", nargs="?", default=None)
    commands.add_parser("contacts-delete").add_argument("source")
    commands.add_parser("open-url").add_argument("url")


def _add_sound(commands: "_Commands") -> None:
    audio = commands.add_parser("audio")
    audio.add_argument("--microphone", default=None)
    audio.add_argument("--speaker", default=None)
    audio.add_argument("--ringer", action="append", default=None)
    for switch in ("--echo", "--noise"):
        audio.add_argument(switch, choices=("on", "off"), default=None, help="suppresses it")
    volume = commands.add_parser("volume")
    volume.add_argument("side", choices=("speaker", "ringer"))
    volume.add_argument("percent", type=int)
    for name in ("ring-tone", "ring-test"):
        ringing = commands.add_parser(name)
        if name == "ring-tone":
            ringing.add_argument("leader", help="the leader's user id; empty: calls of your own")
        ringing.add_argument("tone", choices=RING_TONES, nargs=None if name == "ring-tone" else "?")
    commands.add_parser("echo-test")
    trying = commands.add_parser("sound-test")
    trying.add_argument("what", choices=("record", "play", "tone", "ring", "probe", "stop", "watch", "unwatch"))


def _add_duties(commands: "_Commands") -> None:
    divert = commands.add_parser("divert")
    divert.add_argument("on", choices=("on", "off"))
    divert.add_argument("number", nargs="?", default=None)
    own = commands.add_parser("own")
    own.add_argument("what", choices=("filter", "silent"))
    own.add_argument("on", choices=("on", "off"))
    commands.add_parser("portal-check")
    commands.add_parser("portal-later")


def _add_editor(commands: "_Commands") -> None:
    editing = commands.add_parser("edit")
    editing.add_argument("leader", help="the leader's user id; the own one for the own group")
    editing.add_argument("--set", action="append", metavar="PART.FIELD=VALUE", default=None)
    editing.add_argument("--active", action="append", metavar="CRITERION=on|off", default=None)
    editing.add_argument("--criteria", type=Path, metavar="FILE", default=None, help="the whole list as JSON")
    for flag in ("--unsaved", "--show", "--undo", "--keep-mine", "--take-theirs", "--discard", "--close"):
        editing.add_argument(flag, action="store_true", default=None)
    trying = commands.add_parser("simulate")
    trying.add_argument("leader")
    trying.add_argument("number", nargs="?", default=None)
    trying.add_argument("--name", default=None, help="the caller's, for how it would be shown")
    trying.add_argument("--kind", choices=("external", "internal", "anonymous", "unavailable"), default=None)
    trying.add_argument("--called", default=None, metavar="primary|mobility|alternate-N")
    trying.add_argument("--at", default=None, metavar="YYYY-MM-DDTHH:MM")
    rule = commands.add_parser("rule")
    rule.add_argument("key", type=int)
    rule.add_argument("what", choices=("always", "never"))
    commands.add_parser("rule-undo")


def _add_handover(commands: "_Commands") -> None:
    push = commands.add_parser("push")
    push.add_argument("key", nargs="?", type=int)
    push.add_argument("--leader", default=None, help="another leader's user id")
    for name in ("consult", "transfer"):
        to_target = commands.add_parser(name)
        to_target.add_argument("target", help="a leader's user id, a number or a SIP address")
        to_target.add_argument("key", nargs="?", type=int)
    for name in ("take-back", "complete-transfer", "swap", "split-conference"):
        commands.add_parser(name).add_argument("key", nargs="?", type=int)
    note, reply, dial_as = (commands.add_parser(name) for name in ("note", "reply", "dial-as"))
    for one in (note, reply):
        one.add_argument("key", type=int)
    note.add_argument("text")
    reply.add_argument("choice", choices=("through", "message", "two-minutes", "voicemail"))
    commands.add_parser("identity").add_argument("leader", nargs="?", default=None)
    dial_as.add_argument("leader")
    dial_as.add_argument("target")
    for name in ("retrieve", "bridge", "pick-up"):
        commands.add_parser(name).add_argument("leader")


def _add_options(commands: "_Commands") -> None:
    option = commands.add_parser("option")
    option.add_argument("key")
    option.add_argument("value", nargs="*", default=argparse.SUPPRESS, help="several for a list; '' empties it")
    commands.add_parser("option-reset").add_argument("key")
    diagnostics = commands.add_parser("diagnostics")
    diagnostics.add_argument("file", type=Path)
    diagnostics.add_argument("--full-names", action="store_true", default=None)


def _add_journal(commands: "_Commands") -> None:
    reading, exporting = commands.add_parser("journal"), commands.add_parser("journal-export")
    exporting.add_argument("file", type=Path)
    for one in (reading, exporting):
        one.add_argument("--leader", default=None, help="the leader's user id; empty: calls of your own")
        one.add_argument("--missed", action="store_true", default=None)
        one.add_argument("--call-backs", action="store_true", default=None)
        one.add_argument("--text", default=None)
        one.add_argument("--end", default=None)
    reading.add_argument("--limit", type=int, default=None)
    commands.add_parser("journal-seen")
    calling = commands.add_parser("journal-call")
    calling.add_argument("id", type=int)
    calling.add_argument("--behalf", action="store_true", default=None, help="on behalf of the entry's leader")
    for name, further in (("note", "text"), ("promise", "time"), ("done", ""), ("delete", "")):
        command = commands.add_parser(f"journal-{name}")
        command.add_argument("id", type=int)
        if further:
            command.add_argument(further)


def request_of(arguments: argparse.Namespace) -> Json:
    """The one line that is sent; files become absolute, since the program has another working folder."""
    values = {k: v for k, v in vars(arguments).items() if k not in ("profile", "command") and v is not None}
    return {
        "command": arguments.command,
        "arguments": {k: str(v.absolute()) if isinstance(v, Path) else v for k, v in values.items()},
    }


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0 only when the thing happened."""
    try:
        name = profile(arguments.profile).socket_name
        lines = stream if arguments.command == "events" else _one
        return _print_all(lines(name, request_of(arguments)))
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except OSError as error:
        return _print_all(iter([{"ok": False, "problem": {"kind": "NotRunning"}, "sentence": str(error)}]))


def _print_all(lines: Iterator[Json]) -> int:
    status = 1
    for number, line in enumerate(lines):
        status = status if number else (0 if line.get("ok") else 1)
        _print(line)
    return status


def _one(name: str, request: Json) -> Iterator[Json]:
    yield ask(name, request)


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
    try:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    except UnicodeEncodeError:  # a terminal or pipe that is not UTF-8
        sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _forget_stdout() -> None:
    """The reader went away (`ctl events | head`): nothing is left to flush when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
