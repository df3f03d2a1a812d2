"""What the real program does for a caller: runs a program, keeps a note, makes a contact."""

import sys
import time
from pathlib import Path

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

CODE = "import sys; open(sys.argv[1], 'w').write('|'.join(sys.argv[2:]))"


def text_in(file: Path, limit_s: float = 15.0) -> str:
    end_s = time.monotonic() + limit_s
    while time.monotonic() < end_s:
        if file.exists() and (text := file.read_text(encoding="utf-8")):
            return text
        time.sleep(0.05)
    return ""


def test_a_program_runs_with_number_name_and_leader_when_it_rings(
    stage: DemoStage, assistant: ClientProcess, tmp_path: Path
) -> None:
    stage.pbx.post("/edit", leader="lea.muster", set={"name_mode": "Originator", "number_mode": "Originator"})
    out = tmp_path / "out"
    arguments = f'"{CODE}" {out} {{number}} {{name}} {{leader}} {{direction}}'
    assistant.do("option", key="calls.caller-program", value=[f"{sys.executable} -c {arguments}"])
    assistant.do("option", key="calls.open-for-caller", value=["ringing"])
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("the card", lambda s: call_of(s, "ringing"))
    number, name, leader, direction = text_in(out).split("|")
    assert (number[:6], name, direction) == ("+49152", "Erika Mustermann", "in")
    assert "Muster" in leader


def test_what_is_no_template_is_refused(assistant: ClientProcess) -> None:
    for key, value in (("calls.caller-page", "file:///etc/{name}"), ("calls.caller-program", "sh -c {name}")):
        refused = assistant.ctl("option", key=key, value=[value])
        assert refused["problem"]["kind"] == "OptionRefused"


def test_a_note_while_talking_stands_in_the_journal_and_the_caller_becomes_a_contact(
    stage: DemoStage, assistant: ClientProcess
) -> None:
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("the card", lambda s: call_of(s, "ringing"))
    assistant.do("answer")
    call = call_of(assistant.wait("the call", lambda s: call_of(s, "active")), "active")
    assistant.do("call-note", text="Angebot bis Freitag")
    assistant.do("hangup")
    row = assistant.wait("the entry", lambda s: [r for r in s["journal"] if r["key"] == call["key"]])["journal"][0]
    assert row["note"] == "Angebot bis Freitag"
    assistant.do("contact-add", name="Erika Neu", number=row["number"])
    (found,) = [c for c in assistant.do("contacts", text="Erika Neu")["contacts"] if c["source"] == "own"]
    assistant.do("contact-remove", contact=found["key"])
    assert not [c for c in assistant.do("contacts", text="Erika Neu")["contacts"] if c["source"] == "own"]
