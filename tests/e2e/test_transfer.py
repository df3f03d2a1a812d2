"""Asking first, connecting and taking back with the real programs and the demo PBX."""

from collections.abc import Iterator
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, wait_for

from .conftest import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

Json = dict[str, Any]
LEADER, ECHO = "lea.muster@pbx.example", "900"
COLLEAGUE, CALLER = "451", "Erika Mustermann"


@pytest.fixture(scope="module")
def stage() -> Iterator[DemoStage]:
    with DemoStage() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_left(stage: DemoStage, assistant: ClientProcess, leader: ClientProcess) -> Iterator[None]:
    yield
    for call in stage.pbx.get("/calls"):
        stage.pbx.post("/hangup", call_id=call["id"])
    for program in (assistant, leader):
        program.wait("no calls", lambda s: all(call["state"] == "ended" for call in s["calls"]), 40)


def asked(stage: DemoStage, assistant: ClientProcess, leader: ClientProcess) -> int:
    """The caller is on hold, and the leader, who was asked, has answered: the key of the caller's call."""
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    assistant.do("answer")
    key = int(call_of(assistant.wait("the call", lambda s: call_of(s, "active")), "active")["key"])
    assistant.do("consult", target=LEADER)
    leader.wait("the question at the leader", lambda s: call_of(s, "ringing"))
    leader.do("answer")
    assistant.wait("talking to the leader", lambda s: phase(s) == "talking")
    assert next(c for c in assistant.status()["calls"] if c["key"] == key)["held_here"]
    return key


def phase(status: Json) -> str:
    """The last transfer; the result of an earlier one is still shown."""
    return str(status["transfers"][-1]["phase"]) if status["transfers"] else ""


def test_a_caller_who_was_asked_about_is_connected_with_the_leader(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    asked(stage, assistant, leader)
    assistant.do("complete-transfer")
    assistant.wait("nothing of ours left", lambda s: not any(c["state"] == "active" for c in s["calls"]))
    live = stage.pbx.get("/calls")
    assert len(live) == 1
    assert call_of(leader.status(), "active")


def test_a_leader_who_hangs_up_leaves_the_caller_waiting_to_be_taken_back(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    key = asked(stage, assistant, leader)
    leader.do("hangup")
    gone = assistant.wait("the end of the question", lambda s: phase(s) == "target-gone")
    assert gone["transfers"][-1]["problem"] == {"kind": "NotPossibleNow", "why": "target-gone"}
    assistant.do("take-back")
    call = call_of(assistant.wait("the caller", lambda s: phase(s) == "taken-back"), "active")
    assert (call["key"], call["held_here"]) == (key, False)


def test_two_calls_are_swapped_joined_and_parted_and_the_last_number_is_called_again(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    assistant.do("answer")
    first = int(call_of(assistant.wait("the call", lambda s: call_of(s, "active")), "active")["key"])
    assistant.do("dial", target=ECHO)
    status = assistant.wait("both", lambda s: held(s) == {first} and len(active(s)) == 2)
    second = next(iter(active(status) - {first}))
    assistant.do("swap")
    assistant.wait("swapped", lambda s: held(s) == {second})
    assistant.do("conference")
    assistant.wait("the conference", lambda s: set(s["conference"]) == {first, second} and not held(s))
    assistant.do("hold")
    assistant.wait("all on hold", lambda s: held(s) == {first, second})
    assistant.do("resume")
    assistant.wait("all back", lambda s: not held(s))
    assistant.do("split-conference", key=first)
    assistant.wait("the first alone", lambda s: held(s) == {second} and not s["conference"])
    for key in (first, second):
        assistant.do("hangup", key=key)
    assistant.wait("no calls", lambda s: not call_of(s, "active"))
    assistant.do("redial")
    assert assistant.status()["last_dialled"] == ECHO
    again = call_of(assistant.wait("the echo again", lambda s: call_of(s, "active")), "active")
    assert ECHO in (again["headline"], again["detail"])  # the portal's directory may have named it meanwhile


@pytest.fixture
def colleague(stage: DemoStage, screen: dict[str, str]) -> Iterator[ClientProcess]:
    program = signed_in(stage, "paul.attrappe", screen)
    yield program
    program.stop()


def answered_call(stage: DemoStage, program: ClientProcess) -> int:
    stage.pbx.call("lea.muster", "outside")
    program.wait("a ringing call", lambda s: call_of(s, "ringing"))
    program.do("answer")
    return int(call_of(program.wait("the call", lambda s: call_of(s, "active")), "active")["key"])


def talking(stage: DemoStage) -> list[set[str]]:
    """The platform's users in each call; the caller is external."""
    parties = ([leg for leg in call["parties"] if leg["state"] == "Active"] for call in stage.pbx.get("/calls"))
    return [{leg["user"] for leg in legs} for legs in parties]


def test_a_call_that_was_handed_to_a_colleague_directly_is_fetched_back_while_it_rings_there(
    stage: DemoStage, assistant: ClientProcess, colleague: ClientProcess
) -> None:
    key = answered_call(stage, assistant)
    assistant.do("transfer", target=COLLEAGUE)
    ringing = call_of(
        colleague.wait("the call", lambda s: call_of(s, "ringing") and not call_of(s, "active")), "ringing"
    )
    assert CALLER in ringing["headline"]
    assert assistant.wait("the way back", lambda s: s["transfers"][0]["can_take_back"])
    assistant.do("take-back")
    assistant.wait("the caller again", lambda s: phase(s) == "taken-back")
    colleague.wait("no ringing any more", lambda s: not call_of(s, "ringing"))
    call = call_of(assistant.wait("one call", lambda s: active(s) - {key} and key not in active(s)), "active")
    assert CALLER in call["headline"]
    assert talking(stage) == [{"nele.probe"}]
    assistant.do("transfer", target=COLLEAGUE)
    colleague.wait("the call again", lambda s: call_of(s, "ringing"))
    colleague.do("answer")
    assistant.wait("handed over", lambda s: phase(s) == "done")
    wait_for("the caller at the colleague", lambda: talking(stage) == [{"paul.attrappe"}])


def test_where_nothing_can_be_fetched_back_the_caller_waits_here_until_the_target_answers(
    stage: DemoStage, screen: dict[str, str], colleague: ClientProcess, assistant: ClientProcess
) -> None:
    """A platform without a code for picking up; a number outside is passed on in the same way."""
    stage.pbx.post("/edit", leader="lea.muster", set={"assistants": ["sina.fiktiv"]})
    stage.pbx.post("/faults", fail_next={"path": "profile/Fac", "method": "GET", "status": 404, "count": 9})
    sina = signed_in(stage, "sina.fiktiv", screen, push_code="", pick_up_code="")
    sina.wait("the codes", lambda s: s["feature_codes"] and s["feature_codes"]["pick_up"] is None)
    key = answered_call(stage, sina)
    sina.do("transfer", target=COLLEAGUE)
    colleague.wait("the call", lambda s: call_of(s, "ringing"))
    status = sina.wait("ringing there", lambda s: s["transfers"] and s["transfers"][0]["rings_there"])
    waiting = status["transfers"][0]
    assert (waiting["kind"], waiting["phase"], waiting["can_take_back"]) == ("direct", "calling", True)
    sina.do("take-back")
    sina.wait("the caller again", lambda s: phase(s) == "taken-back")
    colleague.wait("no ringing any more", lambda s: not call_of(s, "ringing"))
    assert key in active(sina.status()) - held(sina.status())
    sina.do("transfer", target=COLLEAGUE)
    colleague.wait("the call again", lambda s: call_of(s, "ringing"))
    colleague.do("answer")
    sina.wait("handed over", lambda s: phase(s) == "done")
    wait_for("the caller at the colleague", lambda: talking(stage) == [{"paul.attrappe"}])
    sina.wait("nothing left here", lambda s: not active(s))
    sina.stop()
    stage.pbx.post("/edit", leader="lea.muster", set={"assistants": ["nele.probe", "paul.attrappe"]})


def active(status: Json) -> set[int]:
    return {int(call["key"]) for call in status["calls"] if call["state"] == "active"}


def held(status: Json) -> set[int]:
    return {int(call["key"]) for call in status["calls"] if call["state"] == "active" and call["held_here"]}


def test_whoever_is_not_to_be_disturbed_is_busy_and_the_journal_has_it_as_missed(
    stage: DemoStage, assistant: ClientProcess
) -> None:
    missed = assistant.status()["journal_counts"]["missed"]
    assistant.do("dnd", on="on")
    assert assistant.status()["reception"]["dnd"]
    stage.pbx.call("nele.probe", "outside")
    assistant.wait("the missed call", lambda s: s["journal_counts"]["missed"] == missed + 1)
    assert not call_of(assistant.status(), "ringing")
    assistant.do("dnd", on="off")
