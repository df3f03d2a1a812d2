"""`softphone ctl`: every command with its refusals, the stream of events, and malformed requests."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, group_of, wait_for
from softphone.own_program import program_command

from .conftest import assert_clean, signed_in
from .wire import connected, kind, raw

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

Json = dict[str, Any]
LEADER = "lea.muster@pbx.example"
MEGABYTE = 1024 * 1024


def as_process(program: ClientProcess, *arguments: str) -> tuple[int, list[Json]]:
    """Exit status and lines of a real `softphone ctl`."""
    command = [*program_command(), "ctl", "--profile", str(program.profile.folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.stderr == ""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def answered_call(stage: DemoStage, program: ClientProcess) -> int:
    stage.pbx.call("lea.muster", "outside")
    program.wait("a ringing call", lambda s: call_of(s, "ringing"))
    program.do("answer")
    return int(call_of(program.status(), "active")["key"])


@pytest.fixture
def untouched(assistant: ClientProcess) -> Iterator[ClientProcess]:
    """The program is still the same process, signed in and without an unexpected error."""
    yield assistant
    assert assistant.process.poll() is None
    assert assistant.status()["sign_in"]["phase"] == "ready"
    assert_clean(assistant)


# ------------------------------------------------------------------ commands


def test_status_as_a_process(untouched: ClientProcess) -> None:
    code, [status] = as_process(untouched, "status")
    assert code == 0
    assert status["sign_in"]["phase"] == "ready"
    assert status["roles"] == {"executive": False, "assistant": True}
    assert status["registration"]["registered"] is True
    assert status["engine"]["pid"] not in (None, untouched.process.pid)


def test_a_refusal_as_a_process_is_json_with_the_reason_and_status_1(untouched: ClientProcess) -> None:
    code, [answer] = as_process(untouched, "answer")
    assert code == 1
    assert kind(answer) == "NoSuchCall"
    assert answer["sentence"]


def test_opting_out_and_in_as_a_process(untouched: ClientProcess) -> None:
    assert as_process(untouched, "opt-in", LEADER, "off") == (0, [{"ok": True}])
    assert group_of(untouched.status())["opt_in"]["confirmed"] is False
    assert as_process(untouched, "opt-in", LEADER, "on") == (0, [{"ok": True}])
    assert group_of(untouched.status())["opt_in"]["confirmed"] is True


def test_without_a_call_everything_about_calls_is_refused(untouched: ClientProcess) -> None:
    kinds = {c: kind(untouched.ctl(c)) for c in ("answer", "reject", "hangup", "hold", "resume", "mute", "voicemail")}
    assert set(kinds.values()) == {"NoSuchCall"}
    assert kind(untouched.ctl("dtmf", digits="1")) == "NoSuchCall"
    assert kind(untouched.ctl("hold", key=99)) == "NoSuchCall"
    assert kind(untouched.ctl("silence")) in ("NoSuchCall", "NotPossibleNow")


def test_what_cannot_be_dialled_and_who_is_not_there(untouched: ClientProcess) -> None:
    wrong = untouched.ctl("dial", target="0152 <script>")
    assert (kind(wrong), wrong["problem"]["position"]) == ("NotANumber", 5)
    assert kind(untouched.ctl("dial", target="")) == "NotANumber"
    nobody = untouched.ctl("dial", target="nobody.at.all")
    assert (kind(nobody), nobody["problem"]["status"]) == ("CallRefused", 404)
    assert kind(untouched.ctl("opt-in", leader="nobody@pbx.example", on="on")) == "NoSuchGroup"


def test_a_call_through_all_its_commands(stage: DemoStage, untouched: ClientProcess) -> None:
    key = answered_call(stage, untouched)
    for command, fact, value in (
        ("mute", "muted", True),
        ("unmute", "muted", False),
        ("hold", "held_here", True),
        ("resume", "held_here", False),
    ):
        untouched.do(command, key=key)
        assert call_of(untouched.status(), "active")[fact] is value
    assert kind(untouched.ctl("resume", key=key)) == "NotPossibleNow"
    assert kind(untouched.ctl("answer", key=key)) == "NotPossibleNow"
    assert kind(untouched.ctl("hold", key=key + 100)) == "NoSuchCall"
    assert kind(untouched.ctl("dtmf", digits="12x", key=key)) == "NotANumber"
    assert kind(untouched.ctl("dtmf", digits="12#", key=key)) in ("ok", "NotPossibleNow")  # as the robot's SDP allows
    untouched.do("hangup", key=key)
    assert not call_of(untouched.status(), "active")
    assert kind(untouched.ctl("hangup", key=key)) == "NoSuchCall"


def test_dialling_an_inside_number_rings_there(stage: DemoStage, untouched: ClientProcess) -> None:
    number = stage.pbx.user("paul.attrappe")["sip_user"]
    untouched.do("dial", target=number)
    assert call_of(untouched.status(), "remote-ringing")["direction"] == "outgoing"
    untouched.do("hangup")


def test_a_ringing_call_is_silenced_and_rejected(stage: DemoStage, untouched: ClientProcess) -> None:
    stage.pbx.call("lea.muster", "outside")
    untouched.wait("a ringing call", lambda s: call_of(s, "ringing"))
    untouched.do("silence")
    assert call_of(untouched.status(), "ringing")["ring_silenced"] is True
    untouched.do("reject")
    assert not call_of(untouched.status(), "ringing")


def test_audio_wishes_are_kept_and_shown(untouched: ClientProcess) -> None:
    untouched.do("audio", microphone="Headset von gestern", ringer=["Lautsprecher", "Tischlautsprecher"])
    devices = untouched.wait("the wish", lambda s: s["devices"]["microphone"]["wish"])["devices"]
    assert devices["microphone"]["wish"] == "Headset von gestern"
    assert devices["ringers"]["wish"] == ["Lautsprecher", "Tischlautsprecher"]
    untouched.do("audio", microphone="", ringer=[])
    assert untouched.status()["devices"]["microphone"]["wish"] is None


def test_a_screenshot_is_written_and_what_cannot_be_written_is_told(untouched: ClientProcess, tmp_path: Path) -> None:
    code, [answer] = as_process(untouched, "screenshot", str(tmp_path / "new" / "a.png"))
    assert (code, answer["ok"]) == (0, True)
    assert (tmp_path / "new" / "a.png").read_bytes().startswith(b"\x89PNG")
    (tmp_path / "file").touch()
    for impossible in (tmp_path / "file" / "a.png", tmp_path / "a.unknown", tmp_path / ("x" * 300) / "a.png"):
        assert kind(untouched.ctl("screenshot", file=str(impossible))) == "NotWritten"


def test_signing_out_and_in_again(stage: DemoStage, screen: dict[str, str]) -> None:
    program = signed_in(stage, "jonas.beispiel", screen)
    program.do("sign-out")
    out = program.status()
    assert (out["sign_in"]["phase"], out["registration"]["registered"], out["groups"]) == ("signed-out", False, [])
    assert kind(program.ctl("dial", target="433")) == "NotPossibleNow"
    assert kind(program.ctl("sign-in-again")) == "NotPossibleNow"
    assert kind(program.ctl("sign-out")) == "NotPossibleNow"
    assert kind(program.ctl("sign-in", password_file="/nonexistent")) == "ProvisioningInvalid"
    program.do("sign-in")
    back = program.status()
    assert (back["sign_in"]["phase"], back["registration"]["registered"]) == ("ready", True)
    program.do("sign-out")
    folder = program.profile.folder
    program.do("sign-in", password_file=str(folder / "password"), sip_password_file=str(folder / "sip-password"))
    assert program.status()["sign_in"]["phase"] == "ready"
    assert_clean(program)
    assert program.stop() == 0


# -------------------------------------------------------------------- events


def test_events_begin_with_the_state_and_tell_every_change(stage: DemoStage, untouched: ClientProcess) -> None:
    command = [*program_command(), "ctl", "--profile", str(untouched.profile.folder), "events"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watcher:
        assert watcher.stdout is not None
        try:
            first = json.loads(watcher.stdout.readline())
            assert first["ok"] is True
            assert first["sign_in"]["phase"] == "ready"
            stage.pbx.call("lea.muster", "outside")
            lines = (json.loads(line) for line in watcher.stdout)
            ringing = next(line for line in lines if line["event"] == "calls" and line["calls"])
            assert ringing["calls"][0]["headline"]
            untouched.do("reject")
            next(line for line in lines if line["event"] == "journal")
        finally:
            watcher.kill()


def test_events_end_with_the_program_and_the_program_with_status_0(stage: DemoStage, screen: dict[str, str]) -> None:
    program = signed_in(stage, "sina.fiktiv", screen)
    with connected(program) as watcher:
        watcher.sendall(b'{"command": "events"}\n')
        assert json.loads(watcher.makefile("rb").readline())["ok"] is True
        assert as_process(program, "quit") == (0, [{"ok": True}])
        assert program.process.wait(15) == 0
        while watcher.recv(MEGABYTE):
            pass
    assert not Path(program.profile.socket_name).exists()
    assert kind(program.ctl("status")) == "NotRunning"


def test_a_reader_who_leaves_the_events_is_no_error(untouched: ClientProcess) -> None:
    command = f"{' '.join(program_command())} ctl --profile {untouched.profile.folder} events | head -c 10"
    done = subprocess.Popen(["bash", "-c", command], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    untouched.do("audio", speaker="jemand hört zu")
    untouched.do("audio", speaker="")
    wait_for("the end of the reader", lambda: _poked(untouched, done))
    assert done.stderr is not None
    with done.stderr as errors:
        assert errors.read() == b""


def _poked(program: ClientProcess, reader: "subprocess.Popen[bytes]") -> bool:
    """Only a write shows the writer that its reader is gone."""
    for name in ("a", ""):
        program.do("audio", speaker=name)
    return reader.poll() is not None


def test_a_watcher_that_never_reads_holds_nobody_up(untouched: ClientProcess) -> None:
    with connected(untouched) as lazy:
        lazy.sendall(b'{"command": "events"}\n' * 50)
        for number in range(20):
            untouched.do("audio", speaker=f"Lautsprecher {number}")
    untouched.do("audio", speaker="")


# --------------------------------------------------------- nobody should send


BAD = {
    b"this is not JSON\n": "BadRequest",
    b"\n": "BadRequest",
    b"\x00\xff\xfe\n": "BadRequest",
    b"[]\n": "BadRequest",
    b'"status"\n': "BadRequest",
    b"{}\n": "BadRequest",
    b'{"command": 7}\n': "BadRequest",
    b"[" * 60_000 + b"\n": "BadRequest",
    b'{"command": "fly"}\n': "UnknownCommand",
    b'{"command": "\\ud800"}\n': "UnknownCommand",
    b'{"command": "__init__"}\n': "UnknownCommand",
    b'{"command": "dial"}\n': "BadArguments",
    b'{"command": "dial", "arguments": ["1"]}\n': "BadArguments",
    b'{"command": "dial", "arguments": {"target": {}}}\n': "BadArguments",
    b'{"command": "dial", "arguments": {"target": "\\ud800"}}\n': "NotANumber",
    b'{"command": "dial", "arguments": {"target": "\\u0000"}}\n': "NotANumber",
    b'{"command": "hold", "arguments": {"key": 1e999}}\n': "BadArguments",
    b'{"command": "hold", "arguments": {"key": NaN}}\n': "BadArguments",
    b'{"command": "opt-in", "arguments": {"leader": "' + LEADER.encode() + b'", "on": true}}\n': "BadArguments",
    b'{"command": "screenshot", "arguments": {"file": "/tmp/\\u0000.png"}}\n': "NotWritten",
    b'{"command": "screenshot", "arguments": {"file": "/tmp/\\ud800/\\ud800.png"}}\n': "NotWritten",
    b'{"command": "screenshot", "arguments": {"file": "a.png"}}\n': "BadArguments",
    b'{"command": "sign-in", "arguments": {"password_file": "/tmp/\\u0000"}}\n': "BadArguments",
    b'{"command": "audio", "arguments": {"ringer": 1}}\n': "BadArguments",
}


@pytest.mark.parametrize("request_line", BAD, ids=lambda line: line[:40].decode(errors="replace"))
def test_a_malformed_request_is_refused_and_the_next_one_is_heard(
    untouched: ClientProcess, request_line: bytes
) -> None:
    refused, status = raw(untouched, request_line, b'{"command": "status"}\n')
    assert kind(refused) == BAD[request_line]
    assert status["ok"] is True
    assert group_of(status)["opt_in"]["confirmed"] is True


def is_cut_off(program: ClientProcess, pieces: Iterable[bytes]) -> bool:
    """Whether the program ends the connection instead of answering."""
    with connected(program) as greedy:
        try:
            for piece in pieces:
                greedy.sendall(piece)
            return greedy.recv(1) == b""
        except (BrokenPipeError, ConnectionResetError):
            return True


@pytest.mark.parametrize("ending", [b"", b"\n"], ids=["without end", "with end"])
def test_a_line_without_measure_ends_the_connection_only(untouched: ClientProcess, ending: bytes) -> None:
    assert is_cut_off(untouched, [*[b"x" * MEGABYTE] * 100, ending])
    assert raw(untouched, b'{"command": "status"}\n')[0]["ok"]


def test_a_complete_line_above_the_limit_is_not_taken(untouched: ClientProcess) -> None:
    line = json.dumps({"command": "status", "arguments": {"x": "y" * 100_000}}).encode() + b"\n"
    assert is_cut_off(untouched, [line])
    assert raw(untouched, b'{"command": "status"}\n')[0]["ok"]


def test_leaving_before_the_answer_and_half_a_request_are_no_trouble(untouched: ClientProcess) -> None:
    for request in (b'{"command": "status"}\n', b'{"command": "sta', b'{"command": "sign-in-again"}\n'):
        with connected(untouched) as hasty:
            hasty.sendall(request)
    untouched.wait("quiet again", lambda s: s["sign_in"]["phase"] == "ready")


def test_many_requests_at_once_are_all_answered(untouched: ClientProcess) -> None:
    with connected(untouched) as busy, busy.makefile("rb") as answers:
        busy.sendall(b'{"command": "answer"}\n{"command": "status"}\nnonsense\n' * 20)
        kinds = sorted(kind(json.loads(answers.readline())) for _ in range(60))
    assert kinds == ["BadRequest"] * 20 + ["NoSuchCall"] * 20 + ["ok"] * 20


# ------------------------------------------------------- the socket, two starts


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no permission bits")
def test_only_this_user_reaches_the_socket(untouched: ClientProcess) -> None:
    file = Path(untouched.profile.socket_name)
    assert stat.S_ISSOCK(file.stat().st_mode)
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert file.stat().st_uid == os.getuid()


def started(program: ClientProcess, screen: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [*program_command(), "--profile", str(program.profile.folder)]
    return subprocess.Popen(command, env={**os.environ, **screen}, stdout=subprocess.DEVNULL)


def test_a_second_start_ends_with_status_0_and_leaves_the_first_alone(
    untouched: ClientProcess, screen: dict[str, str]
) -> None:
    assert started(untouched, screen).wait(20) == 0


def test_of_two_starts_at_the_same_moment_one_stays(tmp_path: Path, screen: dict[str, str]) -> None:
    env = {**os.environ, **screen, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    command = [*program_command(), "--profile", str(tmp_path / "p"), "--audio", "null"]
    both = [subprocess.Popen(command, env=env) for _ in range(3)]
    try:
        wait_for("the end of all but one", lambda: [p.poll() for p in both].count(0) == 2, 30)
        asked = subprocess.run(
            [*program_command(), "ctl", "--profile", str(tmp_path / "p"), "quit"], capture_output=True, check=False
        )
        assert asked.returncode == 0
        wait_for("the end of the last", lambda: [p.poll() for p in both] == [0, 0, 0])
    finally:
        for process in both:
            if process.poll() is None:
                process.kill()
                process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_request_to_terminate_ends_the_program_tidily(stage: DemoStage, screen: dict[str, str]) -> None:
    program = signed_in(stage, "ada.entwurf", screen)
    program.process.terminate()
    assert program.process.wait(15) == 0
    assert "ada.entwurf" not in {name for name, contacts in stage.pbx.get("/registrations").items() if contacts}
    assert_clean(program)
