"""Divert, being logged in until a time, coverage and the changed portal, with the real programs."""

import json
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, group_of, ringing_at, wait_for
from tests.e2e.conftest import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

LEADER = "lea.muster@pbx.example"
PAUL_NUMBER, NELE_NUMBER = "030 23125451", "030 23125450"


@pytest.fixture(autouse=True)
def no_divert_afterwards(assistant: ClientProcess) -> Iterator[None]:
    yield
    assistant.do("divert", on="off")
    assistant.do("opt-in", leader=LEADER, on="on")


def user(stage: DemoStage, name: str) -> dict[str, Any]:
    found: dict[str, Any] = stage.pbx.get("/state")["users"][name]
    return found


def test_a_divert_moves_the_leaders_calls_and_not_the_assistants_own(
    stage: DemoStage, assistant: ClientProcess
) -> None:
    assistant.do("divert", on="on", number="030 23125-433")
    divert = assistant.status()["divert"]
    assert (divert["enabled"], divert["number"], divert["logged_in"]) == (True, "03023125433", True)
    assert user(stage, "nele.probe")["divert"] is True
    call = stage.pbx.call("lea.muster", "outside")
    wait_for("the target's phone", lambda: "sina.fiktiv" in ringing_at(stage, call))
    assert "nele.probe" not in ringing_at(stage, call)
    assert not call_of(assistant.status(), "ringing")
    stage.pbx.post("/hangup", call_id=call)
    stage.pbx.call("nele.probe", "outside")
    own = call_of(assistant.wait("the own call", lambda s: call_of(s, "ringing")), "ringing")
    assert own["leader"] is None


def test_a_refused_divert_stands_at_its_place_in_the_portals_words(
    stage: DemoStage, assistant: ClientProcess
) -> None:
    before = user(stage, "nele.probe")["divert_number"]
    wrong = assistant.ctl("divert", on="on", number="030 2x")
    assert wrong["problem"] == {"kind": "NotANumber", "text": "030 2x", "position": 6}
    stage.pbx.post("/faults", fail_next={"status": 403, "method": "PUT"})
    answer = assistant.ctl("divert", on="on", number=PAUL_NUMBER)
    assert answer["ok"] is False
    divert = assistant.status()["divert"]
    assert divert["enabled"] is False
    assert divert["problem"]["words"] == "Fehler auf Bestellung"
    assert "Fehler auf Bestellung" in answer["sentence"]
    assert user(stage, "nele.probe")["divert_number"] == before


def test_a_divert_to_the_own_number_or_the_leaders_is_warned_of(assistant: ClientProcess) -> None:
    assistant.do("divert", on="on", number=NELE_NUMBER)
    assert [gap["gap"] for gap in assistant.status()["coverage"]] == ["divert-to-self"]
    assistant.do("divert", on="on", number="030 23125410")
    (gap,) = assistant.status()["coverage"]
    assert (gap["gap"], gap["leader"]["user_id"]) == ("divert-to-leader", LEADER)


def test_logged_in_until_a_time_is_kept_over_a_restart_and_carried_out_late(
    stage: DemoStage, screen: dict[str, str]
) -> None:
    program = signed_in(stage, "sina.fiktiv", screen)
    leader = "ada.entwurf@pbx.example"
    end = (datetime.now() + timedelta(minutes=2)).strftime("%H:%M")
    program.do("opt-in", leader=leader, on="on", until=end)
    box = group_of(program.status(), leader)["opt_in"]
    assert datetime.fromtimestamp(box["until_s"]).strftime("%H:%M") == end
    program.stop()
    move_the_end_into_the_past(program, leader)
    stage.programs.remove(program)
    again = signed_in(stage, "sina.fiktiv", screen)
    status = again.wait("logged out", lambda s: not group_of(s, leader)["opt_in"]["confirmed"])
    assert group_of(status, leader)["opt_in"]["until_s"] is None
    links = user(stage, "ada.entwurf")["executive"]["assistants"]
    assert next(link["opted_in"] for link in links if link["user"] == "sina.fiktiv") is False
    again.stop()


def move_the_end_into_the_past(program: ClientProcess, leader: str) -> None:
    """As if the computer had been off for an hour."""
    file = program.profile.store_file
    stored = json.loads(file.read_text(encoding="utf-8"))
    assert list(stored["duty-ends"]["sina.fiktiv@pbx.example"]) == [leader]
    stored["duty-ends"]["sina.fiktiv@pbx.example"][leader] = time.time() - 3600
    file.write_text(json.dumps(stored), encoding="utf-8")


def test_a_leader_whose_assistants_are_all_logged_out_is_warned(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    stage.pbx.post("/opt-in", leader="lea.muster", assistant="paul.attrappe", on=False)
    assistant.do("opt-in", leader=LEADER, on="off")
    leader.do("portal-check")
    status = leader.status()
    assert [gap["gap"] for gap in status["coverage"]] == ["own-nobody-logged-in"]
    assert status["portal_change"] is None
    assistant.do("opt-in", leader=LEADER, on="on")
    stage.pbx.post("/opt-in", leader="lea.muster", assistant="paul.attrappe", on=True)
    leader.do("portal-check")
    assert leader.status()["coverage"] == []


def test_a_changed_portal_is_told_and_nothing_of_it_applied(stage: DemoStage, assistant: ClientProcess) -> None:
    before = group_of(assistant.status())["settings"]["filtering"]["simple_filter"]
    stage.pbx.post("/edit", leader="lea.muster", set={"simple_filter": "All Calls"})
    (found,) = assistant.do("portal-check")["portal_change"]["differences"]
    assert (found["kind"], found["leader"]["user_id"]) == ("settings", LEADER)
    assert found["before"]["filtering"]["simple_filter"] == before
    assert found["after"]["filtering"]["simple_filter"] == "All Calls"
    assert group_of(assistant.status())["settings"]["filtering"]["simple_filter"] == before
    assistant.do("portal-later")
    assert assistant.status()["portal_change"]["postponed"] is True
    assistant.do("sign-in-again")
    status = assistant.wait("taken over", lambda s: s["portal_change"] is None)
    assert group_of(status)["settings"]["filtering"]["simple_filter"] == "All Calls"
    stage.pbx.post("/edit", leader="lea.muster", set={"simple_filter": before})
    assistant.do("sign-in-again")
