"""What each `ctl` command asks of the program, and what it answers."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from softphone.control.commands import changes, handlers
from softphone.domain.account.account import Account, AudioWish, Passwords, SipAccount
from softphone.domain.problems import NoSuchCall, NotPossibleNow, Problem, ProblemError, ProvisioningInvalid
from softphone.domain.telephone.call import CallKey, CallState, Direction, Ring
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import AudioView, SideView
from softphone.services.state.calls import CallView
from softphone.services.state.observable import Observable
from tests.samples.control import program_of

Json = dict[str, Any]
ACCOUNT = Account("anna@pbx.example", SipAccount("anna", "pbx.example", "anna"), audio=AudioWish("Mikrofon"))


class RecordingActions:
    """Actions that answer with `problem` and remember what was asked."""

    def __init__(self) -> None:
        self.state = Observable(AppState())
        self.account: Account | None = ACCOUNT
        self.problem: Problem | None = None
        self.asked: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        if isinstance(vars(Actions).get(name), property):
            return self

        def action(*arguments: Any) -> Outcome:
            self.asked.append((name, *arguments))
            outcome: Outcome = asyncio.get_running_loop().create_future()
            outcome.set_result(self.problem)
            return outcome

        return action


class World:
    def __init__(self, actions: "RecordingActions | None" = None) -> None:
        self.actions = actions or RecordingActions()
        self.passwords: Passwords | None = Passwords("geheim", "anderes")
        self.passwords_fail: Problem | None = None
        self.picture_failure = ""
        self.pictures: list[Path] = []
        self.shown = 0
        self.program = program_of(
            self.actions, save_picture=self.save, show=self.show, known_passwords=self.known_passwords
        )

    def save(self, file: Path) -> str:
        self.pictures.append(file)
        return self.picture_failure

    def show(self) -> None:
        self.shown += 1

    async def known_passwords(self) -> Passwords | None:
        if self.passwords_fail is not None:
            raise ProblemError(self.passwords_fail)
        return self.passwords

    def ask(self, command: str, **arguments: Any) -> Json:
        async def answer() -> Json:
            return await handlers(self.program)[command](arguments)

        return asyncio.run(answer())


@pytest.fixture
def world() -> World:
    return World()


PASSED_ON: list[tuple[str, Json, tuple[Any, ...]]] = [
    ("sign-out", {}, ("sign_out",)),
    ("sign-in-again", {}, ("sign_in_again",)),
    ("quit", {}, ("quit",)),
    ("dial", {"target": "+4930"}, ("dial", "+4930")),
    ("answer", {}, ("answer", None)),
    ("answer", {"key": 3}, ("answer", 3)),
    ("reject", {"key": 3}, ("reject", 3)),
    ("hangup", {}, ("hang_up", None)),
    ("hold", {"key": 3}, ("hold", 3)),
    ("resume", {}, ("resume", None)),
    ("silence", {}, ("silence", None)),
    ("mute", {"key": 3}, ("set_muted", True, 3)),
    ("unmute", {}, ("set_muted", False, None)),
    ("voicemail", {"key": 3}, ("send_to_voicemail", 3)),
    ("dtmf", {"digits": "1#", "key": 3}, ("send_dtmf", "1#", 3)),
    ("opt-in", {"leader": "lea", "on": "on"}, ("set_opted_in", "lea", True)),
    ("opt-in", {"leader": "lea", "on": "off"}, ("set_opted_in", "lea", False)),
]


@pytest.mark.parametrize(("command", "arguments", "asked"), PASSED_ON)
def test_a_command_asks_for_its_action_and_answers_when_it_happened(
    world: World, command: str, arguments: Json, asked: tuple[Any, ...]
) -> None:
    assert world.ask(command, **arguments) == {"ok": True}
    assert world.actions.asked == [asked]


@pytest.mark.parametrize(("command", "arguments"), [(command, arguments) for command, arguments, _ in PASSED_ON])
def test_a_refusal_is_told_with_its_kind_its_fields_and_its_sentence(
    world: World, command: str, arguments: Json
) -> None:
    world.actions.problem = NoSuchCall(3)
    assert world.ask(command, **arguments) == {
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
def test_arguments_of_a_wrong_kind_change_nothing(world: World, command: str, arguments: Json) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        world.ask(command, **arguments)
    assert world.actions.asked == []
    assert world.pictures == []


def test_status_is_the_state_with_the_engines_process(world: World) -> None:
    answer = world.ask("status")
    assert answer["engine"] == {"pid": 4711, "running": False}
    assert answer["ok"] is True
    assert {k: v for k, v in answer.items() if k not in ("ok", "engine")} == status_json(AppState())


def test_signing_in_takes_the_known_passwords_both_of_them(world: World) -> None:
    assert world.ask("sign-in")["ok"]
    assert world.actions.asked == [("sign_in", ACCOUNT, Passwords("geheim", "anderes"), False)]


def test_signing_in_takes_the_passwords_of_files(world: World, tmp_path: Path) -> None:
    for name in ("portal", "sip"):
        (tmp_path / name).write_text(f"from-{name}\n")
        (tmp_path / name).chmod(0o600)
    world.ask("sign-in", password_file=str(tmp_path / "portal"))
    world.ask("sign-in", password_file=str(tmp_path / "portal"), sip_password_file=str(tmp_path / "sip"))
    assert [asked[2:] for asked in world.actions.asked] == [
        (Passwords("from-portal", "anderes"), False),
        (Passwords("from-portal", "from-sip"), False),
    ]


def test_signing_in_without_account_or_password_is_refused(world: World, tmp_path: Path) -> None:
    world.passwords = None
    assert world.ask("sign-in")["problem"] == {"kind": "NoPassword"}
    missing = world.ask("sign-in", password_file=str(tmp_path / "missing"))
    assert missing["problem"]["kind"] == "ProvisioningInvalid"
    world.passwords_fail = ProvisioningInvalid("file", "gone")
    assert world.ask("sign-in")["problem"] == {"kind": "ProvisioningInvalid", "field": "file", "detail": "gone"}
    world.actions.account = None
    assert world.ask("sign-in")["problem"] == {"kind": "NoAccount"}
    assert world.actions.asked == []


def test_audio_changes_what_is_named_and_keeps_the_rest(world: World) -> None:
    world.actions.state.set(AppState(audio=AudioView(microphone=SideView("Mikrofon"), ringer_volume=40)))
    world.ask("audio", speaker="Kopfhörer", ringer=["a", "b"])
    world.ask("audio", microphone="", echo="off", noise="on")
    world.ask("volume", side="ringer", percent=70)
    world.ask("volume", side="speaker", percent=0)
    assert [asked[1] for asked in world.actions.asked] == [
        AudioWish("Mikrofon", "Kopfhörer", ("a", "b"), ringer_volume=40),
        AudioWish(None, echo_cancellation=False, ringer_volume=40),
        AudioWish("Mikrofon", ringer_volume=70),
        AudioWish("Mikrofon", speaker_volume=0, ringer_volume=40),
    ]


def test_without_a_key_the_call_that_rings_goes_to_the_voicemail(world: World) -> None:
    assert world.ask("voicemail")["problem"]["kind"] == "NoSuchCall"
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
    world.actions.state.set(replace(world.actions.state.value, calls=(ringing,)))
    assert world.ask("voicemail")["ok"]
    assert world.actions.asked == [("send_to_voicemail", 5)]


def test_a_picture_that_cannot_be_written_is_a_refusal(world: World, tmp_path: Path) -> None:
    file = str(tmp_path / "a.png")
    assert world.ask("screenshot", file=file) == {"ok": True, "file": file}
    world.picture_failure = "no window is visible"
    assert world.ask("screenshot", file=file)["sentence"] == "no window is visible"


def test_a_second_start_raises_the_window(world: World) -> None:
    assert world.ask("show")["ok"]
    assert world.shown == 1


def test_events_are_the_parts_that_changed() -> None:
    before, after = {"a": 1, "b": [1], "c": {}}, {"a": 1, "b": [2], "c": {"x": 1}, "d": None}
    assert list(changes(before, after)) == [{"event": "b", "b": [2]}, {"event": "c", "c": {"x": 1}}]


def test_an_outcome_that_is_not_possible_now_names_its_reason(world: World) -> None:
    world.actions.problem = NotPossibleNow("not-active")
    assert world.ask("hold")["problem"] == {"kind": "NotPossibleNow", "why": "not-active"}
