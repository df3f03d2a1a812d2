"""What each `ctl` command asks of the program, and what it answers."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from softphone.control.commands import changes
from softphone.domain.account.account import AudioSettings, Passwords
from softphone.domain.problems import NoSuchCall, NotPossibleNow, Obstacle, ProvisioningInvalid
from softphone.domain.telephone.call import CallKey, CallState, Direction, Ring
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import AudioView, SideView
from softphone.services.state.calls import CallView
from tests.samples.control import ACCOUNT, ControlBench, Json


@pytest.fixture
def bench() -> ControlBench:
    return ControlBench()


PASSED_ON: list[tuple[str, Json, tuple[Any, ...]]] = [
    ("sign-out", {}, ("session.sign_out",)),
    ("sign-in-again", {}, ("session.sign_in_again",)),
    ("quit", {}, ("quit",)),
    ("dial", {"target": "+4930"}, ("calls.dial", "+4930")),
    ("answer", {}, ("calls.answer", None)),
    ("answer", {"key": 3}, ("calls.answer", 3)),
    ("reject", {"key": 3}, ("calls.reject", 3)),
    ("hangup", {}, ("calls.hang_up", None)),
    ("hold", {"key": 3}, ("calls.hold", 3)),
    ("resume", {}, ("calls.resume", None)),
    ("silence", {}, ("calls.silence", None)),
    ("mute", {"key": 3}, ("calls.set_muted", True, 3)),
    ("unmute", {}, ("calls.set_muted", False, None)),
    ("voicemail", {"key": 3}, ("calls.send_to_voicemail", 3)),
    ("dtmf", {"digits": "1#", "key": 3}, ("calls.send_dtmf", "1#", 3)),
    ("opt-in", {"leader": "lea", "on": "on"}, ("groups.set_opted_in", "lea", True)),
    ("opt-in", {"leader": "lea", "on": "off"}, ("groups.set_opted_in", "lea", False)),
]


@pytest.mark.parametrize(("command", "arguments", "asked"), PASSED_ON)
def test_a_command_asks_for_its_action_and_answers_when_it_happened(
    bench: ControlBench, command: str, arguments: Json, asked: tuple[Any, ...]
) -> None:
    assert bench.ask(command, **arguments) == {"ok": True}
    assert bench.actions.asked == [asked]


@pytest.mark.parametrize(("command", "arguments"), [(command, arguments) for command, arguments, _ in PASSED_ON])
def test_a_refusal_is_told_with_its_kind_its_fields_and_its_sentence(
    bench: ControlBench, command: str, arguments: Json
) -> None:
    bench.actions.problem = NoSuchCall(3)
    assert bench.ask(command, **arguments) == {
        "ok": False,
        "problem": {"kind": "NoSuchCall", "key": 3},
        "sentence": "<NoSuchCall>",
    }


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("dial", {}),
        ("dial", {"target": None}),
        ("dial", {"target": ["+4930"]}),
        ("dtmf", {}),
        ("dtmf", {"digits": 12}),
        ("answer", {"key": "three"}),
        ("answer", {"key": [3]}),
        ("answer", {"key": 3.5}),
        ("answer", {"key": float("inf")}),
        ("answer", {"key": True}),
        ("opt-in", {"leader": "lea"}),
        ("opt-in", {"leader": "lea", "on": True}),
        ("opt-in", {"leader": "lea", "on": "yes"}),
        ("opt-in", {"leader": 7, "on": "on"}),
        ("screenshot", {}),
        ("screenshot", {"file": 7}),
        ("screenshot", {"file": "relative.png"}),
        ("sign-in", {"password_file": 7}),
        ("audio", {"microphone": 7}),
        ("audio", {"ringer": "Lautsprecher"}),
        ("audio", {"ringer": 7}),
        ("audio", {"ringer": [7]}),
        ("audio", {"echo": "maybe"}),
        ("volume", {"side": "ringer", "percent": 101}),
        ("volume", {"side": "ringer", "percent": True}),
        ("volume", {"side": "door", "percent": 10}),
        ("sound-test", {"what": "sing"}),
    ],
)
def test_arguments_of_a_wrong_kind_change_nothing(bench: ControlBench, command: str, arguments: Json) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        bench.ask(command, **arguments)
    assert bench.actions.asked == []
    assert bench.pictures == []


def test_status_is_the_state_with_the_engines_process(bench: ControlBench) -> None:
    answer = bench.ask("status")
    assert answer["engine"] == {"pid": 4711, "running": False}
    assert answer["ok"] is True
    assert {k: v for k, v in answer.items() if k not in ("ok", "engine")} == status_json(AppState())


def test_signing_in_takes_the_known_passwords_both_of_them(bench: ControlBench) -> None:
    assert bench.ask("sign-in")["ok"]
    assert bench.actions.asked == [("session.sign_in", ACCOUNT, Passwords("geheim", "anderes"), False)]


def test_signing_in_takes_the_passwords_of_files(bench: ControlBench, tmp_path: Path) -> None:
    for name in ("portal", "sip"):
        (tmp_path / name).write_text(f"from-{name}\n")
        (tmp_path / name).chmod(0o600)
    bench.ask("sign-in", password_file=str(tmp_path / "portal"))
    bench.ask("sign-in", password_file=str(tmp_path / "portal"), sip_password_file=str(tmp_path / "sip"))
    assert [asked[2:] for asked in bench.actions.asked] == [
        (Passwords("from-portal", "anderes"), False),
        (Passwords("from-portal", "from-sip"), False),
    ]


def test_signing_in_without_account_or_password_is_refused(bench: ControlBench, tmp_path: Path) -> None:
    bench.passwords = None
    assert bench.ask("sign-in")["problem"] == {"kind": "NoPassword"}
    missing = bench.ask("sign-in", password_file=str(tmp_path / "missing"))
    assert missing["problem"]["kind"] == "ProvisioningInvalid"
    bench.passwords_fail = ProvisioningInvalid("file", "gone")
    assert bench.ask("sign-in")["problem"] == {"kind": "ProvisioningInvalid", "field": "file", "detail": "gone"}
    bench.actions.account = None
    assert bench.ask("sign-in")["problem"] == {"kind": "NoAccount"}
    assert bench.actions.asked == []


def test_audio_changes_what_is_named_and_keeps_the_rest(bench: ControlBench) -> None:
    bench.actions.state.set(AppState(audio=AudioView(microphone=SideView("Mikrofon"), ringer_volume=40)))
    bench.ask("audio", speaker="Kopfhörer", ringer=["a", "b"])
    bench.ask("audio", microphone="", echo="off", noise="on")
    bench.ask("volume", side="ringer", percent=70)
    bench.ask("volume", side="speaker", percent=0)
    assert [asked[1] for asked in bench.actions.asked] == [
        AudioSettings("Mikrofon", "Kopfhörer", ("a", "b"), ringer_volume=40),
        AudioSettings(None, echo_cancellation=False, ringer_volume=40),
        AudioSettings("Mikrofon", ringer_volume=70),
        AudioSettings("Mikrofon", speaker_volume=0, ringer_volume=40),
    ]


def test_without_a_key_the_call_that_rings_goes_to_the_voicemail(bench: ControlBench) -> None:
    assert bench.ask("voicemail")["problem"]["kind"] == "NoSuchCall"
    ringing = CallView(
        key=CallKey(5),
        direction=Direction.INCOMING,
        state=CallState.RINGING,
        ring=Ring.NORMAL,
        headline="",
        detail="",
        leader=None,
        started_at_s=0.0,
    )
    bench.actions.state.set(replace(bench.actions.state.value, calls=(ringing,)))
    assert bench.ask("voicemail")["ok"]
    assert bench.actions.asked == [("calls.send_to_voicemail", 5)]


def test_a_picture_that_cannot_be_written_is_a_refusal(bench: ControlBench, tmp_path: Path) -> None:
    file = str(tmp_path / "a.png")
    assert bench.ask("screenshot", file=file) == {"ok": True, "file": file}
    bench.picture_failure = "no window is visible"
    assert bench.ask("screenshot", file=file)["sentence"] == "no window is visible"


def test_a_second_start_raises_the_window(bench: ControlBench) -> None:
    assert bench.ask("show")["ok"]
    assert bench.shown == 1


def test_events_are_the_parts_that_changed() -> None:
    before, after = {"a": 1, "b": [1], "c": {}}, {"a": 1, "b": [2], "c": {"x": 1}, "d": None}
    assert list(changes(before, after)) == [{"event": "b", "b": [2]}, {"event": "c", "c": {"x": 1}}]


def test_an_outcome_that_is_not_possible_now_names_its_reason(bench: ControlBench) -> None:
    bench.actions.problem = NotPossibleNow(Obstacle.NOT_ACTIVE)
    assert bench.ask("hold")["problem"] == {"kind": "NotPossibleNow", "why": "not-active"}
