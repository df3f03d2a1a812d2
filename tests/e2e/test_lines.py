"""Lines, mailboxes and features of the platform with the real programs: watched over SIP, shown, called."""

from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, group_of

from .conftest import assert_clean

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

Json = dict[str, Any]
LEA = "lea.muster@pbx.example"


def source_of(status: Json, user_id: str) -> str:
    return next((str(line["source"]) for line in status["lines"] if line["user_id"] == user_id), "")


def line_of(status: Json, user_id: str) -> str:
    return next((str(line["state"]) for line in status["lines"] if line["user_id"] == user_id), "")


def contact_key(program: ClientProcess) -> str:
    found = program.do("contacts", text="fiktiv")["contacts"]
    return next(str(one["key"]) for one in found if one["key"].endswith("/sina.fiktiv@pbx.example"))


def test_without_call_events_the_leaders_line_is_watched_over_sip(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    assistant.wait("told by events", lambda s: source_of(s, LEA) == "events")
    stage.pbx.post("/xsi-events", on=False)
    assistant.wait("watched", lambda s: source_of(s, LEA) == "subscription")
    assert group_of(assistant.status())["line_state"] == "free"
    leader.do("dial", target="901")
    assistant.wait("busy", lambda s: group_of(s)["line_state"] == "in-call")
    leader.do("hangup")
    assistant.wait("free again", lambda s: group_of(s)["line_state"] == "free")
    leader.wait("the assistants' lines", lambda s: s["own_group"]["assistants"][0]["line_state"] == "free")
    stage.pbx.post("/packages", off=["dialog"])
    stage.pbx.post("/end-subscriptions", reason="deactivated")
    assistant.wait("nothing is said", lambda s: group_of(s)["line_state"] is None and s["lines"] == [])
    assert_clean(assistant, leader)


def test_a_favourite_of_the_directory_is_watched(stage: DemoStage, assistant: ClientProcess) -> None:
    """Waits until the features package is switched off: only what the platform reports is shown."""
    stage.pbx.post("/packages", off=[])
    assistant.do("sign-in-again")
    key = assistant.wait("the directory", lambda s: s["contacts"]["total"] > 0) and contact_key(assistant)
    assistant.do("favourite", contact=key, on="on")
    assistant.wait("Sina's line", lambda s: source_of(s, "sina.fiktiv@pbx.example") == "subscription")
    call_id = stage.pbx.call("sina.fiktiv", "outside")
    assistant.wait("ringing", lambda s: line_of(s, "sina.fiktiv@pbx.example") == "ringing")
    stage.pbx.post("/hangup", call_id=call_id)
    assistant.wait("free", lambda s: line_of(s, "sina.fiktiv@pbx.example") == "free")
    assistant.do("favourite", contact=key, on="off")
    assistant.wait("nobody asked for it", lambda s: line_of(s, "sina.fiktiv@pbx.example") == "")


def test_what_waits_in_the_own_mailbox_is_shown_and_listened_to(stage: DemoStage, assistant: ClientProcess) -> None:
    leave_message(stage, "vm-nele.probe")
    shown = assistant.wait("the message", lambda s: s["message_waiting"] == 1)
    assert shown["mailbox"]["account"] == "sip:vm-nele.probe@pbx.example"
    assistant.do("mailbox")
    assistant.wait("listening", lambda s: call_of(s, "active"))
    heard = assistant.wait("heard", lambda s: s["message_waiting"] == 0)
    assert (heard["mailbox"]["new"], heard["mailbox"]["old"]) == (0, 1)


def test_a_leaders_shared_mailbox_is_shown_to_the_assistant_and_called(
    stage: DemoStage, assistant: ClientProcess
) -> None:
    leave_message(stage, "vm-lea.muster")
    shown = assistant.wait("the leader's message", lambda s: (group_of(s)["mailbox"] or {}).get("new") == 1)
    assert shown["message_waiting"] == 0
    assistant.do("mailbox", leader=LEA)
    listening = assistant.wait("listening", lambda s: call_of(s, "active"))
    assert call_of(listening, "active")["leader"]["user_id"] == LEA
    assistant.wait("heard", lambda s: group_of(s)["mailbox"]["new"] == 0)


def test_do_not_disturb_and_forwarding_at_the_platform_are_told(stage: DemoStage, assistant: ClientProcess) -> None:
    assistant.wait("features", lambda s: s["features"] and s["features"]["do_not_disturb"] is False)
    stage.pbx.post("/features", user="nele.probe@pbx.example", do_not_disturb=True, forward_always="451")
    told = assistant.wait("DND", lambda s: s["features"]["do_not_disturb"])
    forwards = {forward["kind"]: forward for forward in told["features"]["forwards"]}
    assert forwards["forwardImmediate"] == {"kind": "forwardImmediate", "active": True, "target": "451"}
    stage.pbx.post("/features", user="nele.probe@pbx.example", do_not_disturb=False, forward_always="")
    assistant.wait("off again", lambda s: s["features"]["do_not_disturb"] is False)


def test_a_filter_switched_elsewhere_is_told_to_the_leader_at_once(stage: DemoStage, leader: ClientProcess) -> None:
    leader.wait("features", lambda s: s["features"] and s["features"]["filtering"] is True)
    stage.pbx.post("/edit", leader="lea.muster", set={"filtering": False})
    leader.wait("told by the server", lambda s: s["features"]["filtering"] is False)
    changed = leader.wait("the note", lambda s: s["portal_change"])
    assert changed["own_group"]["settings"]["filtering"]["enabled"] is True
    stage.pbx.post("/edit", leader="lea.muster", set={"filtering": True})
    leader.wait("as before", lambda s: s["features"]["filtering"] is True)


def leave_message(stage: DemoStage, box: str) -> None:
    """An outside caller speaks for a moment and hangs up."""
    stage.pbx.call(box, hold_s=2.0)
