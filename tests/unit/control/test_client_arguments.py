"""The arguments of `softphone ctl` and the request that is sent for them."""

import argparse
from pathlib import Path
from typing import Any

import pytest

from softphone.control import client as ctl
from softphone.control.arguments import add_arguments, request_of
from tests.unit.test_walls import loaded_by


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="softphone ctl")
    add_arguments(parser)
    return parser.parse_args(arguments)


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("status", {}),
        ("events", {}),
        ("sign-in-again", {}),
        ("answer", {}),
        ("answer 3", {"key": 3}),
        ("hangup 12", {"key": 12}),
        ("dial +493023125410", {"target": "+493023125410"}),
        ("dtmf 12#", {"digits": "12#"}),
        ("dtmf 12# 5", {"digits": "12#", "key": 5}),
        ("opt-in lea@pbx.example off", {"leader": "lea@pbx.example", "on": "off"}),
        ("audio --echo off --noise on", {"echo": "off", "noise": "on"}),
        ("volume ringer 40", {"side": "ringer", "percent": 40}),
        ("sound-test probe", {"what": "probe"}),
        ("audio --speaker Kopfhörer --ringer a --ringer b", {"speaker": "Kopfhörer", "ringer": ["a", "b"]}),
        ("sign-in", {}),
    ],
)
def test_the_request_holds_what_was_said_and_nothing_else(line: str, arguments: dict[str, Any]) -> None:
    words = line.split()
    assert request_of(parsed(*words)) == {"command": words[0], "arguments": arguments}


def test_a_profile_is_not_sent(tmp_path: Path) -> None:
    assert request_of(parsed("--profile", str(tmp_path), "status"))["arguments"] == {}


def test_files_are_sent_with_their_whole_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert request_of(parsed("screenshot", "a.png"))["arguments"]["file"] == str(tmp_path / "a.png")
    sent = request_of(parsed("sign-in", "--password-file", "p", "--sip-password-file", "q"))["arguments"]
    assert sent == {"password_file": str(tmp_path / "p"), "sip_password_file": str(tmp_path / "q")}


@pytest.mark.parametrize(
    "line", ["", "fly", "dial", "answer x", "opt-in lea", "opt-in lea yes", "screenshot", "dtmf", "status 1"]
)
def test_what_cannot_be_meant_ends_with_status_2(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(*line.split())
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["status", "events", "quit"])
def test_where_no_program_runs_it_says_so_and_fails(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ctl.run(parsed("--profile", str(tmp_path), command)) == 1
    assert '"NotRunning"' in capsys.readouterr().out


def test_a_socket_folder_that_is_not_ours_is_a_refusal_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vorzimmer").mkdir()
    (tmp_path / "vorzimmer").chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert ctl.run(parsed("--profile", str(tmp_path), "status")) == 1
    assert "not a folder of this user alone" in capsys.readouterr().out


def test_the_table_of_commands_is_read_without_qt_and_asyncio() -> None:
    """A desktop key may run `softphone ctl answer`: it has to start quickly."""
    assert not {"PySide6", "asyncio", "softphone.services.actions"} & loaded_by("softphone.control.arguments")
