"""The bundle of the real program after a real call: what helps is in it, secrets and people are not."""

import json
import os
import signal
import zipfile
from pathlib import Path

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of

from .conftest import assert_clean

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


def texts_of(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


@pytest.fixture
def after_a_call(stage: DemoStage, assistant: ClientProcess) -> ClientProcess:
    if not assistant.status()["groups"][0]["opt_in"]["confirmed"]:
        assistant.do("opt-in", leader="lea.muster@pbx.example", on="on")
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    assistant.do("answer")
    assistant.do("hangup")
    return assistant


def test_a_bundle_after_a_call(after_a_call: ClientProcess, stage: DemoStage, tmp_path: Path) -> None:
    program, secret = after_a_call, stage.pbx.user("nele.probe")["password"]
    program.do("diagnostics", file=str(tmp_path / "short.zip"))
    program.do("diagnostics", file=str(tmp_path / "full.zip"), full_names=True)
    short, full = texts_of(tmp_path / "short.zip"), texts_of(tmp_path / "full.zip")
    for texts in (short, full):
        trace = texts["logs/sip-trace.log"]
        assert "TX " in trace
        assert "REGISTER sip:" in trace
        assert "BYE sip:" in trace
        assert "nonce=" not in "".join(texts.values())
        assert secret not in "".join(texts.values())
        assert json.loads(texts["registrations.json"])[-1]["registered"] is True
        assert json.loads(texts["calls.json"])[-1]["end"] == "hung-up-here"
    assert "nele.probe" in full["logs/sip-trace.log"]
    for person in ("nele.probe", "lea.muster", "Nele Probe", "Lea Muster"):
        assert [name for name, text in short.items() if person in text] == []
    assert_clean(program)


def test_the_trace_ends_and_begins_with_its_setting(assistant: ClientProcess) -> None:
    trace = assistant.profile.log_folder / "sip-trace.log"
    assistant.do("option", key="diagnostics.sip-trace", value=["off"])
    assistant.do("sign-in-again")
    before = trace.stat().st_size
    assistant.do("sign-in-again")
    assert trace.stat().st_size == before
    assistant.do("option", key="diagnostics.sip-trace", value=["on"])
    assistant.do("sign-in-again")
    assistant.wait("a longer trace", lambda _: trace.stat().st_size > before)


def test_an_engine_that_is_killed_hard_leaves_a_report(assistant: ClientProcess) -> None:
    engine = assistant.status()["engine"]["pid"]
    os.kill(engine, signal.SIGABRT)
    assistant.wait("another engine", lambda s: s["engine"]["pid"] not in (None, engine) and s["engine_running"])
    assistant.wait("registered again", lambda s: s["registration"]["registered"])
    reports = sorted(assistant.profile.log_folder.glob("crash-*-engine.txt"))
    assert len(reports) == 1
    assert "Fatal Python error: Aborted" in reports[0].read_text()
