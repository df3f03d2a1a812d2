"""The journal of the real program: per leader, with notes and promises, over a restart, and as CSV."""

import csv
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of
from tests.e2e.conftest import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

LEADER = "lea.muster@pbx.example"


@pytest.fixture
def missed(stage: DemoStage, assistant: ClientProcess) -> dict[str, Any]:
    return miss_a_call(stage, assistant)


def miss_a_call(stage: DemoStage, assistant: ClientProcess) -> dict[str, Any]:
    """A missed call."""
    stage.pbx.post("/edit", leader="lea.muster", set={"name_mode": "Originator", "number_mode": "Originator"})
    before = assistant.status()["journal_counts"]["total"]
    call = stage.pbx.call("lea.muster", "outside")
    assistant.wait("the card", lambda s: call_of(s, "ringing"))
    stage.pbx.post("/hangup", call_id=call)
    status = assistant.wait("the journal", lambda s: s["journal_counts"]["total"] == before + 1)
    row: dict[str, Any] = status["journal"][0]
    return row


def rows(program: ClientProcess, **arguments: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program.do("journal", **arguments)["rows"]
    return found


def test_a_missed_call_is_found_by_leader_outcome_and_words(assistant: ClientProcess, missed: dict[str, Any]) -> None:
    assert missed["missed"] is True
    assert missed["leader"]["user_id"] == LEADER
    for question in (
        {"leader": LEADER},
        {"missed": True},
        {"end": "missed"},
        {"text": "mustermann"},
        {"text": "0152 288"},
        {"text": "+49152"},
    ):
        assert missed["id"] in [row["id"] for row in rows(assistant, **question)], question
    assert rows(assistant, leader="") == []
    assert rows(assistant, text="gibt es nicht") == []
    assert len(rows(assistant, limit=1)) == 1


def test_a_note_and_a_promise_stay_until_done(assistant: ClientProcess, missed: dict[str, Any]) -> None:
    assistant.do("journal-note", id=missed["id"], text="wegen Angebot")
    assistant.do("journal-promise", id=missed["id"], time="23:59")
    status = assistant.status()
    (promised,) = status["call_backs"]
    assert (promised["note"], promised["id"]) == ("wegen Angebot", missed["id"])
    assert status["journal_counts"]["call_backs"] == 1
    assert rows(assistant, text="angebot", call_backs=True)[0]["id"] == missed["id"]
    assistant.do("journal-done", id=missed["id"])
    assert assistant.status()["journal_counts"]["call_backs"] == 0


def test_the_journal_is_there_after_a_restart(screen: dict[str, str]) -> None:
    with DemoStage() as stage:
        before = signed_in(stage, "nele.probe", screen)
        row = miss_a_call(stage, before)
        before.do("journal-note", id=row["id"], text="wegen Angebot")
        before.stop()
        stage.programs.remove(before)
        again = signed_in(stage, "nele.probe", screen)
        (old,) = rows(again)
        assert (old["id"], old["key"], old["note"]) == (row["id"], 0, "wegen Angebot")
        assert old["leader"]["name"] == "Dr. Lea Muster"


def test_a_call_that_leaving_ends_is_in_the_journal(stage: DemoStage, screen: dict[str, str]) -> None:
    program = signed_in(stage, "sina.fiktiv", screen)
    before = len(rows(program))
    stage.pbx.call("sina.fiktiv", "outside")
    program.wait("the call", lambda s: call_of(s, "ringing"))
    program.do("answer")
    program.wait("speaking", lambda s: call_of(s, "active"))
    program.stop()
    stage.programs.remove(program)
    again = signed_in(stage, "sina.fiktiv", screen)
    row, *earlier = rows(again)
    assert len(earlier) == before
    assert row["answered_by"] == "Sina Fiktiv"
    assert row["duration_s"] is not None
    again.stop()
    stage.programs.remove(again)


def test_the_journal_as_csv_opens_in_a_spreadsheet_and_runs_nothing(
    stage: DemoStage, missed: dict[str, Any], tmp_path: Path
) -> None:
    program = stage.programs[-1]
    program.do("journal-note", id=missed["id"], text='=HYPERLINK("http://127.0.0.1")')
    file = tmp_path / "journal.csv"
    program.do("journal-export", file=str(file), leader=LEADER)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        heading, *lines = csv.reader(opened)
    assert heading[:5] == ["Datum", "Uhrzeit", "Richtung", "Name", "Rufnummer"]
    assert len(lines) == len(rows(program, leader=LEADER))
    assert lines[0][heading.index("Notiz")] == '\'=HYPERLINK("http://127.0.0.1")'
    refused = program.ctl("journal-export", file=str(tmp_path / "missing" / "journal.csv"))
    assert refused["problem"] == {"kind": "NotPossibleNow", "why": "file-not-written"}


def test_a_deleted_entry_is_gone(stage: DemoStage, missed: dict[str, Any]) -> None:
    program = stage.programs[-1]
    program.do("journal-delete", id=missed["id"])
    assert missed["id"] not in [row["id"] for row in rows(program)]
    assert program.ctl("journal-delete", id=missed["id"])["ok"] is False


def test_missed_calls_are_seen_to_at_once_and_one_is_called_back(
    assistant: ClientProcess, missed: dict[str, Any]
) -> None:
    assert assistant.status()["journal_counts"]["missed"] > 0
    assistant.do("journal-seen")
    assert assistant.status()["journal_counts"]["missed"] == 0
    refused = assistant.ctl("journal-call", id=10**9)
    assert refused["problem"] == {"kind": "NotPossibleNow", "why": "no-such-entry"}
    assistant.do("journal-call", id=missed["id"])
    before = assistant.status()["journal_counts"]["total"]
    ringing = assistant.wait("the call back", lambda s: [c for c in s["calls"] if c["direction"] == "outgoing"])
    assert "0152" in ringing["calls"][-1]["headline"] + ringing["calls"][-1]["detail"]
    assistant.do("hangup")
    own = assistant.wait("its entry", lambda s: s["journal_counts"]["total"] == before + 1)["journal"][0]
    assert own["direction"] == "outgoing"
    assistant.do("journal-delete", id=own["id"])


def test_a_call_ringing_when_the_window_is_killed_is_in_the_journal(stage: DemoStage, screen: dict[str, str]) -> None:
    program = signed_in(stage, "sina.fiktiv", screen)
    before = program.status()["journal_counts"]["total"]
    stage.pbx.call("sina.fiktiv", "outside")
    program.wait("the call", lambda s: call_of(s, "ringing"))
    program.process.kill()
    program.process.wait(10)
    program.stop()
    stage.programs.remove(program)
    again = signed_in(stage, "sina.fiktiv", screen)
    found = rows(again)
    assert len(found) == before + 1
    assert (found[0]["end"], found[0]["missed"]) == ("program-ended-ringing", True)
    again.stop()
    stage.programs.remove(again)
