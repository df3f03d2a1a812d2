"""Asking first, connecting and taking back with the real programs and the demo PBX."""

from collections.abc import Iterator
from typing import Any

import pytest

from softphone.demo_stage import DemoStage, Program
from softphone.tour import call_of

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

Json = dict[str, Any]
LEADER, ECHO = "lea.muster@pbx.example", "900"


@pytest.fixture(scope="module")
def stage() -> Iterator[DemoStage]:
    with DemoStage() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_left(stage: DemoStage, assistant: Program, leader: Program) -> Iterator[None]:
    yield
    for call in stage.pbx.get("/calls"):
        stage.pbx.post("/hangup", call_id=call["id"])
    for program in (assistant, leader):
        program.wait("no calls", lambda s: all(call["state"] == "ended" for call in s["calls"]), 40)


def asked(stage: DemoStage, assistant: Program, leader: Program) -> int:
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
    """Of the last one: what became of an earlier one is still being said."""
    return str(status["transfers"][-1]["phase"]) if status["transfers"] else ""


def test_a_caller_who_was_asked_about_is_connected_with_the_leader(
    stage: DemoStage, assistant: Program, leader: Program
) -> None:
    asked(stage, assistant, leader)
    assistant.do("complete-transfer")
    assistant.wait("nothing of ours left", lambda s: not any(c["state"] == "active" for c in s["calls"]))
    live = stage.pbx.get("/calls")
    assert len(live) == 1
    assert call_of(leader.status(), "active")


def test_a_leader_who_hangs_up_leaves_the_caller_waiting_to_be_taken_back(
    stage: DemoStage, assistant: Program, leader: Program
) -> None:
    key = asked(stage, assistant, leader)
    leader.do("hangup")
    gone = assistant.wait("the end of the question", lambda s: phase(s) == "target-gone")
    assert gone["transfers"][-1]["problem"] == {"kind": "NotPossibleNow", "why": "target-gone"}
    assistant.do("take-back")
    call = call_of(assistant.wait("the caller", lambda s: phase(s) == "taken-back"), "active")
    assert (call["key"], call["held_here"]) == (key, False)


def test_two_calls_are_swapped_joined_and_parted_and_the_last_number_is_called_again(
    stage: DemoStage, assistant: Program, leader: Program
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


def active(status: Json) -> set[int]:
    return {int(call["key"]) for call in status["calls"] if call["state"] == "active"}


def held(status: Json) -> set[int]:
    return {int(call["key"]) for call in status["calls"] if call["state"] == "active" and call["held_here"]}


def test_whoever_is_not_to_be_disturbed_is_busy_and_the_journal_has_it_as_missed(
    stage: DemoStage, assistant: Program
) -> None:
    missed = assistant.status()["journal_counts"]["missed"]
    assistant.do("dnd", on="on")
    assert assistant.status()["reception"]["dnd"]
    stage.pbx.call("nele.probe", "outside")
    assistant.wait("the missed call", lambda s: s["journal_counts"]["missed"] == missed + 1)
    assert not call_of(assistant.status(), "ringing")
    assistant.do("dnd", on="off")
