"""Taking over, joining and picking up a leader's call by feature code, with the real programs and the demo PBX."""

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

LEADER = "lea.muster@pbx.example"


def ringing_at_the_leader(stage: DemoStage, leader: ClientProcess) -> None:
    """An internal call: the filter leaves it with the leader."""
    stage.pbx.call("lea.muster", "inside")
    leader.wait("the leader's call", lambda s: call_of(s, "ringing"))


def talking_leader(stage: DemoStage, leader: ClientProcess) -> None:
    ringing_at_the_leader(stage, leader)
    leader.do("answer")
    leader.wait("the conversation", lambda s: call_of(s, "active"))


def test_a_leaders_conversation_is_taken_over(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    talking_leader(stage, leader)
    assistant.do("retrieve", leader=LEADER)
    assistant.wait("the conversation here", lambda s: call_of(s, "active"))
    leader.wait("its end there", lambda s: not call_of(s, "active"))


def test_an_assistant_joins_the_leaders_conversation(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    talking_leader(stage, leader)
    assistant.do("bridge", leader=LEADER)
    assistant.wait("the conversation here too", lambda s: call_of(s, "active"))
    assistant.wait("sound", lambda s: (s["devices"]["output_dbfs"] or -99) > -60)
    assert call_of(leader.status(), "active")


def test_a_call_that_rings_at_the_leader_is_picked_up(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    ringing_at_the_leader(stage, leader)
    assistant.do("pick-up", leader=LEADER)
    assistant.wait("the call here", lambda s: call_of(s, "active"))
    leader.wait("silence there", lambda s: not call_of(s, "ringing"))
