"""Hand-over, calls on behalf and the leader's replies with the real programs and the demo PBX."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, group_of, wait_for

from .conftest import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

Json = dict[str, Any]
LEADER, CALLER = "lea.muster@pbx.example", "Erika Mustermann"
ADA, JONAS = "ada.entwurf@pbx.example", "jonas.beispiel@pbx.example"
LEADER_NUMBER = "+493023125410"
NO_CODES = {"push_code": "", "pick_up_code": ""}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoStage]:
    with DemoStage() as running:
        running.pbx.post("/edit", leader="lea.muster", set={"name_mode": "Originator", "number_mode": "Originator"})
        running.pbx.post("/edit", leader="lea.muster", set={"recall_rings": 2})
        yield running


@pytest.fixture(autouse=True)
def as_oneself_afterwards(stage: DemoStage, assistant: ClientProcess) -> Iterator[None]:
    yield
    for call in stage.pbx.get("/calls"):
        stage.pbx.post("/hangup", call_id=call["id"])
    assistant.wait("no hand-over left", lambda s: not s["handovers"], 40)
    assert assistant.status()["identity"] is None


def answered_call(stage: DemoStage, assistant: ClientProcess) -> int:
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    assistant.do("answer")
    return int(call_of(assistant.wait("the call", lambda s: call_of(s, "active")), "active")["key"])


def phase(status: Json) -> str:
    return str(status["handovers"][0]["phase"]) if status["handovers"] else ""


def test_a_pushed_call_is_answered_by_the_leader(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    answered_call(stage, assistant)
    assistant.do("push")
    pushing = assistant.wait("the hand-over", lambda s: phase(s) == "pushing")
    assert pushing["handovers"][0]["way"] == "portal"
    assert pushing["handovers"][0]["leader"]["user_id"] == LEADER
    ringing = call_of(leader.wait("the call at the leader", lambda s: call_of(s, "ringing")), "ringing")
    assert (ringing["ring"], ringing["headline"]) == ("normal", CALLER)
    leader.do("answer")
    leader.wait("the leader's call", lambda s: call_of(s, "active"))
    assistant.wait("done", lambda s: phase(s) == "done")


def test_an_unanswered_push_comes_back_labelled(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    answered_call(stage, assistant)
    assistant.do("push")
    leader.wait("the call at the leader", lambda s: call_of(s, "ringing"))
    back = assistant.wait("the recall", lambda s: call_of(s, "ringing"), 30)
    call = call_of(back, "ringing")
    assert call["recalled_from"]["user_id"] == LEADER
    assert call["headline"] == CALLER
    assert not call_of(leader.status(), "ringing")
    assistant.do("answer")
    again = call_of(assistant.wait("the call again", lambda s: call_of(s, "active")), "active")
    assert again["recalled_from"]["user_id"] == LEADER


def test_the_push_is_taken_back_while_it_rings(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    answered_call(stage, assistant)
    assistant.do("push")
    leader.wait("the call at the leader", lambda s: call_of(s, "ringing"))
    pushing = assistant.wait("the hand-over", lambda s: phase(s) == "pushing")
    assert pushing["handovers"][0]["can_take_back"] is True
    assistant.do("take-back")
    assert phase(assistant.status()) == "taken-back"
    call = call_of(assistant.wait("the call again", lambda s: call_of(s, "active")), "active")
    assert call["leader"]["user_id"] == LEADER
    leader.wait("the leader's telephone to stop", lambda s: not call_of(s, "ringing"))


def test_a_push_the_portal_refuses_keeps_the_call(stage: DemoStage, assistant: ClientProcess) -> None:
    key = answered_call(stage, assistant)
    stage.pbx.post("/faults", fail_next={"path": "CallPush", "method": "PUT", "status": 403})
    refused = assistant.ctl("push")
    stage.pbx.delete("/faults")
    assert refused["ok"] is False
    assert refused["problem"]["status"] == 403
    status = assistant.status()
    assert phase(status) == "refused"
    assert call_of(status, "active")["key"] == key


def test_a_note_reaches_the_leader_and_is_read(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    key = answered_call(stage, assistant)
    assistant.do("push")
    leader.wait("the call at the leader", lambda s: call_of(s, "ringing"))
    assistant.do("note", key=key, text="Vertrag, heute noch")
    shown = leader.wait("the note", lambda s: call_of(s, "ringing") and call_of(s, "ringing")["message"])
    assert call_of(shown, "ringing")["message"]["text"] == "Vertrag, heute noch"
    assistant.wait("the receipt", lambda s: s["handovers"] and s["handovers"][0]["note"]["delivery"] == "read")
    leader.do("answer")
    assistant.wait("done", lambda s: phase(s) == "done")


def test_a_call_on_behalf_shows_the_leaders_number_and_the_next_one_does_not(
    stage: DemoStage, assistant: ClientProcess, screen: dict[str, str]
) -> None:
    callee = signed_in(stage, "sina.fiktiv", screen)
    assistant.do("dial-as", leader=LEADER, target="433")
    ringing = call_of(callee.wait("the call", lambda s: call_of(s, "ringing")), "ringing")
    assert digits(ringing["detail"] or ringing["headline"]).endswith("23125410")
    out = assistant.wait("the call on behalf", lambda s: s["identity"] and s["identity"]["call"])
    assert call_of(out, "active")["on_behalf_of"]["user_id"] == LEADER
    callee.do("answer")
    callee.wait("the call", lambda s: call_of(s, "active"))
    assistant.do("hangup")
    assistant.wait("oneself again", lambda s: s["identity"] is None)
    callee.wait("the end", lambda s: not call_of(s, "active"))
    assistant.do("dial", target="433")
    own = call_of(callee.wait("the second call", lambda s: call_of(s, "ringing")), "ringing")
    assert not digits(own["detail"] or own["headline"]).endswith("23125410")
    assistant.do("hangup")
    callee.stop()


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def test_the_leaders_reply_stands_on_the_assistants_card_and_is_marked_as_read(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    silent = call_of(leader.wait("the silent card", lambda s: call_of(s, "ringing")), "ringing")
    leader.do("reply", key=silent["key"], choice="through")
    shown = assistant.wait("the reply", lambda s: call_of(s, "ringing")["message"])
    message = call_of(shown, "ringing")["message"]
    assert (message["choice"], message["leader"]["user_id"]) == ("through", LEADER)
    read = leader.wait("the receipt", lambda s: s["replies"] and s["replies"][0]["delivery"] == "read")
    assert "Nele Probe" in read["replies"][0]["read_by"]


def test_live_line_states_with_events_and_silence_without(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    assistant.wait("the line state", lambda s: group_of(s)["line_state"] == "free")
    leader.do("dial", target="901")
    assistant.wait("busy", lambda s: group_of(s)["line_state"] == "in-call")
    leader.do("hangup")
    assistant.wait("free again", lambda s: group_of(s)["line_state"] == "free")
    stage.pbx.post("/packages", off=["dialog"])
    stage.pbx.post("/end-subscriptions", reason="deactivated")
    stage.pbx.post("/xsi-events", on=False)
    assistant.wait("nothing is said", lambda s: group_of(s)["line_state"] is None)
    answered_call(stage, assistant)
    assistant.do("push")
    leader.wait("the call at the leader", lambda s: call_of(s, "ringing"))
    leader.do("answer")
    done = assistant.wait("done", lambda s: phase(s) == "done", 40)
    assert done["handovers"][0]["certain"] is False
    wait_for("the leader's call", lambda: call_of(leader.status(), "active"))
    stage.pbx.post("/xsi-events", on=True)
    ended = leader.ctl("hangup")
    assert ended["ok"], leader.output()[-3000:]


def test_call_waiting_that_is_off_is_known_before_asking_first(stage: DemoStage, assistant: ClientProcess) -> None:
    stage.pbx.post("/call-waiting", user="lea.muster", on=False)
    key = answered_call(stage, assistant)
    assistant.wait("call waiting", lambda s: group_of(s)["call_waiting"] is False)
    stage.pbx.post("/call-waiting", user="lea.muster", on=True)
    assistant.do("hangup", key=key)
    stage.pbx.call("lea.muster", "outside")
    reason = ringing_at(assistant)["reason"]
    assert (reason["filter"], reason["alerting"]) == ("All External Calls", "Simultaneous")
    assistant.wait("call waiting again", lambda s: group_of(s)["call_waiting"] is True)


def ringing_at(program: ClientProcess) -> Json:
    return call_of(program.wait("a ringing call", lambda s: call_of(s, "ringing")), "ringing")


def way_and_phase(program: ClientProcess) -> tuple[str, str]:
    status = program.wait("the hand-over", lambda s: s["handovers"] and s["handovers"][0]["phase"] != "asked")
    return status["handovers"][0]["way"], status["handovers"][0]["phase"]


def talks(stage: DemoStage, user: str) -> bool:
    legs = [leg for call in stage.pbx.get("/calls") for leg in call["parties"]]
    return any(leg["user"] == user and leg["state"] == "Active" for leg in legs)


def test_without_push_at_the_portal_the_feature_code_hands_over(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    """Twice: a portal that knows no push, one that does not tell its calls; declined it comes back in between."""
    answered_call(stage, assistant)
    stage.pbx.post("/faults", fail_next={"path": "CallPush", "method": "PUT", "status": 404})
    assistant.do("push")
    assert way_and_phase(assistant) == ("feature-code", "pushing")
    assert assistant.status()["handovers"][0]["deadline_s"] is not None
    assert (ringing_at(leader)["ring"], ringing_at(leader)["headline"]) == ("normal", CALLER)
    leader.do("reject")
    back = ringing_at(assistant)
    assert (back["recalled_from"]["user_id"], back["headline"]) == (LEADER, CALLER)
    assistant.do("answer")
    assistant.wait("the call again", lambda s: call_of(s, "active") and not s["handovers"])
    stage.pbx.post("/faults", fail_next={"path": "/calls", "method": "GET", "status": 403, "count": 9})
    assistant.do("push")
    assert way_and_phase(assistant) == ("feature-code", "pushing")
    ringing_at(leader)
    leader.do("answer")
    wait_for("the caller at the leader", lambda: talks(stage, "lea.muster"))
    assistant.wait("done", lambda s: phase(s) == "done", 40)
    assert "#63" not in [row["headline"] for row in assistant.status()["journal"]]


def test_without_push_and_codes_the_caller_waits_until_the_leader_answers(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess, screen: dict[str, str]
) -> None:
    stage.pbx.post("/edit", leader="lea.muster", set={"assistants": ["nele.probe", "ada.entwurf"]})
    stage.pbx.post("/faults", fail_next={"path": "profile/Fac", "method": "GET", "status": 404, "count": 9})
    again = signed_in(stage, "ada.entwurf", screen, **NO_CODES)
    again.wait("the codes", lambda s: s["feature_codes"] and s["feature_codes"]["push"] is None)
    answered_call(stage, again)
    stage.pbx.post("/faults", fail_next={"path": "CallPush", "method": "PUT", "status": 405})
    again.do("push")
    transfer = again.wait("the leader's telephone", lambda s: s["transfers"])["transfers"][0]
    assert (transfer["kind"], transfer["leader"]["user_id"], transfer["can_take_back"]) == ("direct", LEADER, True)
    assert ringing_at(leader)["ring"] == "normal"
    leader.do("answer")
    wait_for("the caller at the leader", lambda: talks(stage, "lea.muster"))
    again.wait("done", lambda s: s["transfers"] and s["transfers"][0]["phase"] == "done")
    again.wait("no call left", lambda s: not call_of(s, "active"))
    assert not assistant.status()["handovers"]
    again.stop()
    stage.pbx.post("/edit", leader="lea.muster", set={"assistants": ["nele.probe", "paul.attrappe"]})


def test_one_person_is_leader_and_assistant_at_once(stage: DemoStage, screen: dict[str, str]) -> None:
    """Ada leads a group of her own and is Jonas's assistant: each role on its own."""
    ada = signed_in(stage, "ada.entwurf", screen)
    status = ada.status()
    assert (status["roles"], status["own_group"]["allow_opt_in"]) == ({"executive": True, "assistant": True}, True)
    assert [group["leader"]["user_id"] for group in status["groups"]] == [JONAS]
    ada.do("edit", leader=JONAS, set=["screening.mobility=on"])
    ada.do("edit", leader=ADA, set=["alerting.recall_rings=7"])
    users = stage.pbx.get("/state")["users"]
    assert users["jonas.beispiel"]["executive"]["alert_mobility"] is True
    assert users["ada.entwurf"]["executive"]["recall_rings"] == 7
    stage.pbx.post("/edit", leader="jonas.beispiel", set={"mode": "Simple", "simple_filter": "All Calls"})
    stage.pbx.call("jonas.beispiel", "outside")
    assert ringing_at(ada)["leader"]["user_id"] == JONAS
    ada.do("reject")
    ada.wait("quiet", lambda s: not call_of(s, "ringing"))
    stage.pbx.call("ada.entwurf", "outside")
    own = ringing_at(ada)
    assert (own["ring"], own["leader"]) == ("silent", None)
    ada.stop()


SWEEP_S = 22.0
"""The engine collects what is left of earlier calls every 20 s; nothing tells when."""


def test_a_call_outlives_what_is_left_of_the_calls_before_it(assistant: ClientProcess) -> None:
    for _ in range(14):
        assistant.do("dial", target="901")
        assistant.wait("the call", lambda s: call_of(s, "active"))
        assistant.do("hangup")
        assistant.wait("the end", lambda s: not call_of(s, "active"))
    assistant.do("dial", target="901")
    assistant.wait("the call", lambda s: call_of(s, "active"))
    time.sleep(SWEEP_S)
    assert call_of(assistant.status(), "active")
    assistant.do("hangup")
