"""The main job with the real programs: a screened call from the caller to the card, to the answer, to the journal."""

import itertools
import time

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, group_of, ringing_at, wait_for

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

LEADER = "lea.muster@pbx.example"
CALLER, CALLER_NUMBER, LEADER_NAME, LEADER_NUMBER = (
    "Erika Mustermann",
    "0152 28817386",
    "Dr. Lea Muster",
    "030 23125410",
)
NAMES = {
    "Executive": LEADER_NAME,
    "Executive-Originator": f"{LEADER_NAME} – {CALLER}",
    "Originator-Executive": f"{CALLER} – {LEADER_NAME}",
    "Originator": CALLER,
}
NUMBERS = {"Executive": LEADER_NUMBER, "Originator": CALLER_NUMBER}


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def ringing_card(program: ClientProcess) -> dict[str, object]:
    return call_of(program.wait("a ringing call", lambda s: call_of(s, "ringing")), "ringing")


@pytest.mark.parametrize(("name_mode", "number_mode"), list(itertools.product(NAMES, NUMBERS)))
def test_the_card_shows_name_and_number_as_the_leader_set_them(
    stage: DemoStage, assistant: ClientProcess, name_mode: str, number_mode: str
) -> None:
    stage.pbx.post("/edit", leader="lea.muster", set={"name_mode": name_mode, "number_mode": number_mode})
    stage.pbx.call("lea.muster", "outside")
    card = ringing_card(assistant)
    assert card["headline"] == NAMES[name_mode]
    assert digits(str(card["detail"])) == digits(NUMBERS[number_mode])
    assert card["leader"]["user_id"] == LEADER  # type: ignore[index]


def test_a_screened_call_from_caller_to_journal(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    stage.pbx.post("/edit", leader="lea.muster", set={"name_mode": "Originator", "number_mode": "Originator"})
    call = stage.pbx.call("lea.muster", "outside", media="tone")
    assert ringing_card(assistant)["ring"] == "normal"
    silent = ringing_card(leader)
    assert silent["ring"] == "silent"
    assert silent["headline"] == CALLER
    assistant.do("answer")
    assistant.wait("the call", lambda s: call_of(s, "active"))
    gone = leader.wait("the silent card to vanish", lambda s: not call_of(s, "ringing"))
    assert not any(row["missed"] for row in gone["journal"])
    assistant.wait("the caller's tone", lambda s: (s["devices"]["output_dbfs"] or -99) > -50)
    wait_for("sound at the caller", lambda: stage.pbx.get(f"/call/{call}")["media"]["packets"] > 50)
    assistant.do("hangup")
    ended = assistant.wait("the journal", lambda s: not call_of(s, "active") and s["journal"])
    assert ended["journal"][0]["headline"] == CALLER
    assert ended["journal"][0]["missed"] is False


def test_the_leader_takes_the_call_and_the_assistants_card_says_so(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    stage.pbx.call("lea.muster", "outside")
    key = ringing_card(assistant)["key"]
    ringing_card(leader)
    leader.do("answer")
    status = assistant.wait(
        "the closing words", lambda s: [c for c in s["calls"] if c["key"] == key and c["state"] == "ended"]
    )
    assert next(c for c in status["calls"] if c["key"] == key)["end"] == "answered-elsewhere"
    assert next(r for r in status["journal"] if r["key"] == key)["missed"] is False


def test_a_caller_who_gives_up_is_missed_at_the_assistant_and_not_at_the_leader(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    before = sum(row["missed"] for row in leader.status()["journal"])
    call = stage.pbx.call("lea.muster", "outside")
    key = ringing_card(assistant)["key"]
    ringing_card(leader)
    stage.pbx.post("/hangup", call_id=call)
    status = assistant.wait("the journal", lambda s: [r for r in s["journal"] if r["key"] == key])
    assert next(r for r in status["journal"] if r["key"] == key)["missed"] is True
    gone = leader.wait("the silent card to vanish", lambda s: not call_of(s, "ringing"))
    assert sum(row["missed"] for row in gone["journal"]) == before


def test_an_anonymous_caller_is_shown_without_an_invented_name(stage: DemoStage, assistant: ClientProcess) -> None:
    stage.pbx.post("/edit", leader="lea.muster", set={"name_mode": "Originator", "number_mode": "Originator"})
    stage.pbx.call("lea.muster", "anonymous")
    card = ringing_card(assistant)
    assert card["headline"] == ""
    assert card["detail"] == ""


def test_two_ringing_calls_are_both_visible(stage: DemoStage, assistant: ClientProcess) -> None:
    stage.pbx.call("lea.muster", "outside")
    ringing_card(assistant)
    stage.pbx.call("ada.entwurf", "outside")
    status = assistant.wait("two calls", lambda s: len([c for c in s["calls"] if c["state"] == "ringing"]) == 2)
    assert {c["leader"]["user_id"] for c in status["calls"] if c["state"] == "ringing"} == {
        LEADER,
        "ada.entwurf@pbx.example",
    }


def test_after_opting_out_the_card_no_longer_comes(stage: DemoStage, assistant: ClientProcess) -> None:
    assistant.do("opt-in", leader=LEADER, on="off")
    call = stage.pbx.call("lea.muster", "outside")
    wait_for("the other assistant's phone", lambda: "paul.attrappe" in ringing_at(stage, call))
    assert "nele.probe" not in ringing_at(stage, call)
    assert not call_of(assistant.status(), "ringing")
    stage.pbx.post("/hangup", call_id=call)
    assistant.do("opt-in", leader=LEADER, on="on")
    assert group_of(assistant.status())["opt_in"]["confirmed"] is True


def test_a_refused_opt_in_returns_the_box_and_shows_the_portals_sentence(
    stage: DemoStage, assistant: ClientProcess
) -> None:
    stage.pbx.post("/permission", leader="lea.muster", allow_opt_in=False)
    answer = assistant.ctl("opt-in", leader=LEADER, on="off")
    stage.pbx.post("/permission", leader="lea.muster", allow_opt_in=True)
    group = group_of(assistant.status())
    assert answer["ok"] is False
    assert "gesperrt" in answer["sentence"]
    assert group["opt_in"]["confirmed"] is True
    assert "gesperrt" in group["opt_in"]["problem"]["words"]


def test_a_portal_edit_is_in_force_only_after_signing_in_again(stage: DemoStage, assistant: ClientProcess) -> None:
    before = group_of(assistant.status())["settings"]["alerting"]["mode"]
    changed = "Sequential" if before == "Simultaneous" else "Simultaneous"
    stage.pbx.post("/edit", leader="lea.muster", set={"alerting_mode": changed})
    time.sleep(1.0)  # nothing may arrive by itself: there is no event to wait for
    assert group_of(assistant.status())["settings"]["alerting"]["mode"] == before
    assistant.do("sign-in-again")
    assistant.wait("the new order", lambda s: group_of(s)["settings"]["alerting"]["mode"] == changed)
    stage.pbx.post("/edit", leader="lea.muster", set={"alerting_mode": before})
    assistant.do("sign-in-again")


def test_signing_in_again_keeps_the_call(stage: DemoStage, assistant: ClientProcess) -> None:
    stage.pbx.call("lea.muster", "outside")
    ringing_card(assistant)
    assistant.do("answer")
    assistant.do("sign-in-again")
    status = assistant.wait("ready again", lambda s: s["sign_in"]["phase"] == "ready")
    assert call_of(status, "active")


def test_the_call_can_be_sent_to_the_leaders_voicemail(
    stage: DemoStage, assistant: ClientProcess, leader: ClientProcess
) -> None:
    call = stage.pbx.call("lea.muster", "outside")
    ringing_card(assistant)
    ringing_card(leader)
    assistant.do("voicemail")
    wait_for("the voicemail", lambda: stage.pbx.get(f"/call/{call}").get("answered_by", "").startswith("vm-"))
    leader.wait("the silent card to vanish", lambda s: not call_of(s, "ringing"))
