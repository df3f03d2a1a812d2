"""A portal that fails, lies, floods and stays silent: the problem is named, and the telephone keeps working."""

from collections.abc import Iterator
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, group_of

from .conftest import assert_clean, signed_in
from .wire import asked, kind

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

Json = dict[str, Any]
LEADER = "lea.muster@pbx.example"
MANY = 1000

# What the portal does wrong, and how the program has to call it.
FAULTS: dict[str, tuple[Json, str]] = {
    "garbage": ({"garbage": {"count": MANY}}, "PortalAnswerUnusable"),
    "entity bomb": ({"bomb": {"count": MANY}}, "PortalAnswerUnusable"),
    "50 MB": ({"huge": {"count": MANY}}, "PortalAnswerUnusable"),
    "cut off": ({"cut": {"count": MANY}}, "PortalAnswerUnusable"),
    "403": ({"fail_next": {"status": 403, "count": MANY}}, "PortalRefused"),
    "404": ({"fail_next": {"status": 404, "count": MANY}}, "PortalRefused"),
    "500": ({"fail_next": {"status": 500, "count": MANY}}, "PortalRefused"),
    "503": ({"overload": True}, "PortalOverloaded"),
    "down": ({"down": True}, "PortalUnreachable"),
}
BY_ITSELF = {"garbage", "entity bomb", "50 MB", "cut off", "500", "503", "down"}
"""403 and 404 do not pass by waiting: there the user signs in again."""
each_fault = pytest.mark.parametrize("name", FAULTS)
at_first = pytest.mark.parametrize("name", ["entity bomb", "cut off", "403", "503", "down"])
later = pytest.mark.parametrize("name", ["garbage", "50 MB", "404", "500", "down"])


@pytest.fixture(scope="module")
def stage() -> Iterator[DemoStage]:
    with DemoStage() as running:
        yield running


@pytest.fixture
def program(stage: DemoStage, assistant: ClientProcess) -> Iterator[ClientProcess]:
    """Signed in with everything in force, before and after."""
    yield assistant
    stage.pbx.delete("/faults")
    assert assistant.process.poll() is None
    assistant.do("sign-in-again")
    assistant.wait("ready", is_ready)
    assert_clean(assistant)


def is_ready(status: Json) -> bool:
    return bool(status["sign_in"]["phase"] == "ready")


def settings_of(status: Json) -> list[Any]:
    return [(g["leader"]["user_id"], g["settings"], g["opt_in"]["confirmed"]) for g in status["groups"]]


def telephone_works(stage: DemoStage, program: ClientProcess) -> None:
    stage.pbx.call("nele.probe", "outside")
    program.wait("a call", lambda s: call_of(s, "ringing"))
    program.do("answer")
    program.do("hangup")


@at_first
def test_during_the_first_sign_in(stage: DemoStage, program: ClientProcess, name: str) -> None:
    fault, wanted = FAULTS[name]
    program.do("sign-out")
    stage.pbx.post("/faults", **fault)
    answer = program.ctl("sign-in")
    assert (answer["ok"], answer["problem"]["kind"]) == (False, wanted)
    limited = program.wait("limited", lambda s: s["sign_in"]["phase"] == "limited")
    assert limited["sign_in"]["problem"]["kind"] == wanted
    assert limited["registration"]["registered"] is True
    assert (limited["sign_in"]["retry_at_s"] is not None) is (name in BY_ITSELF)
    telephone_works(stage, program)
    stage.pbx.delete("/faults")
    if name not in BY_ITSELF:
        program.do("sign-in-again")
    back = program.wait("recovered", is_ready, 30)
    assert back["sign_in"]["problem"] is None
    assert {g["leader"]["user_id"] for g in back["groups"]} >= {LEADER}
    assert all(g["settings"]["filtering"] for g in back["groups"])


@later
def test_during_signing_in_again(stage: DemoStage, program: ClientProcess, name: str) -> None:
    fault, wanted = FAULTS[name]
    before = settings_of(program.status())
    stage.pbx.post("/faults", **fault)
    answer = program.ctl("sign-in-again")
    assert (answer["ok"], answer["problem"]["kind"]) == (False, wanted)
    limited = program.wait("limited", lambda s: s["sign_in"]["phase"] == "limited")
    assert limited["registration"]["registered"] is True
    assert settings_of(limited) == before
    stage.pbx.delete("/faults")
    if name not in BY_ITSELF:
        program.do("sign-in-again")
    back = program.wait("recovered", is_ready, 30)
    assert back["sign_in"]["problem"] is None
    assert settings_of(back) == before


@each_fault
def test_during_the_writing_of_an_opt_in(stage: DemoStage, program: ClientProcess, name: str) -> None:
    fault, wanted = FAULTS[name]
    stage.pbx.post("/faults", **fault)
    answer = program.ctl("opt-in", leader=LEADER, on="off")
    assert (answer["ok"], answer["problem"]["kind"]) == (False, wanted)
    refused = group_of(program.status())["opt_in"]
    assert (refused["confirmed"], refused["in_flight"]) == (True, False)
    assert refused["problem"]["kind"] == wanted
    stage.pbx.delete("/faults")
    program.do("opt-in", leader=LEADER, on="off")
    assert group_of(program.status())["opt_in"]["confirmed"] is False
    program.do("opt-in", leader=LEADER, on="on")
    assert group_of(program.status())["opt_in"]["problem"] is None


def only_the_filter(name: str) -> Json:
    [(switch, details)] = FAULTS[name][0].items()
    return {switch: {**details, "path": f"{LEADER}/services/Executive/Filtering"}}


@pytest.mark.parametrize("name", ["garbage", "403", "500"])
def test_one_leaders_settings_that_cannot_be_read_again_stay_as_they_are(
    stage: DemoStage, program: ClientProcess, name: str
) -> None:
    wanted = FAULTS[name][1]
    before = settings_of(program.status())
    stage.pbx.post("/faults", **only_the_filter(name))
    assert program.ctl("sign-in-again")["problem"]["kind"] == wanted
    status = program.status()
    assert {g["leader"]["user_id"] for g in status["groups"] if g["problem"]} == {LEADER}
    assert group_of(status)["problem"]["kind"] == wanted
    assert settings_of(status) == before
    stage.pbx.delete("/faults")
    program.do("sign-in-again")
    assert group_of(program.status())["problem"] is None


def test_one_leaders_settings_that_never_came_are_read_as_soon_as_they_can(
    stage: DemoStage, program: ClientProcess
) -> None:
    program.do("sign-out")
    stage.pbx.post("/faults", **only_the_filter("garbage"))
    program.ctl("sign-in")
    missing = program.wait("the problem", lambda s: group_of(s)["problem"])
    assert group_of(missing)["settings"]["filtering"] is None
    assert group_of(missing)["settings"]["alerting"]
    stage.pbx.delete("/faults")
    program.wait(
        "the missing piece", lambda s: group_of(s)["settings"]["filtering"] and not group_of(s)["problem"], 30
    )


def test_a_write_whose_answer_is_lost_is_read_back_before_anything_is_said(
    stage: DemoStage, program: ClientProcess
) -> None:
    stage.pbx.post("/faults", cut={"method": "PUT", "count": 1})
    answer = program.ctl("opt-in", leader=LEADER, on="off")
    stored = group_of(program.status())["opt_in"]["confirmed"]
    in_portal = next(
        one
        for one in stage.pbx.get("/state")["users"]["lea.muster"]["executive"]["assistants"]
        if one["user"] == "nele.probe"
    )["opted_in"]
    assert stored is in_portal
    assert answer["ok"] is (not stored)
    program.do("opt-in", leader=LEADER, on="on")


def test_a_slow_portal_is_waited_for(stage: DemoStage, program: ClientProcess) -> None:
    stage.pbx.post("/faults", delay_s=0.4)
    program.do("sign-in-again")
    assert is_ready(program.status())


def test_a_portal_that_keeps_silent_is_given_up_after_ten_seconds_everywhere(
    stage: DemoStage, program: ClientProcess, screen: dict[str, str]
) -> None:
    first, again = signed_in(stage, "jonas.beispiel", screen), signed_in(stage, "sina.fiktiv", screen)
    first.do("sign-out")
    before = settings_of(again.status())
    for one in (first, again, program):
        stage.pbx.post("/faults", hang={"path": f"{one.name}@pbx.example/services"})
    with (
        asked(first, "sign-in") as signing_in,
        asked(again, "sign-in-again") as signing_in_again,
        asked(program, "opt-in", leader=LEADER, on="off") as opting_out,
    ):
        answers = [one.answer() for one in (signing_in, signing_in_again, opting_out)]
    assert [kind(answer) for answer in answers] == ["PortalTimedOut"] * 3
    assert first.status()["registration"]["registered"] is True
    assert settings_of(again.status()) == before
    assert group_of(program.status())["opt_in"]["confirmed"] is True
    for one in (first, again):
        one.wait("recovered", is_ready, 30)
        assert_clean(one)
        assert one.stop() == 0
