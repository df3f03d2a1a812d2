"""Failures of engine, platform and portal: reported, and recovered from."""

import os
import secrets
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.pbx_process import DemoPbx
from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of
from softphone.demo_pbx import scenario

from .conftest import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def stage() -> Iterator[DemoStage]:
    with DemoStage() as running:
        yield running


def engine_stopped(status: dict[str, Any]) -> bool:
    return any(p["kind"] == "EngineStopped" and p["where"] == "program" for p in status["problems"])


def is_phase(*phases: str) -> Callable[[dict[str, Any]], bool]:
    return lambda s: s["sign_in"]["phase"] in phases


def test_a_killed_engine_is_started_again_and_registered(stage: DemoStage, assistant: ClientProcess) -> None:
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    assistant.do("answer")
    killed = assistant.status()["engine"]["pid"]
    os.kill(killed, signal.SIGKILL)
    said = assistant.wait("the problem", engine_stopped)
    assert not call_of(said, "active")
    back = assistant.wait("the new engine", lambda s: s["registration"]["registered"] and not engine_stopped(s), 15)
    assert back["engine"]["pid"] not in (None, killed)
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("the next call", lambda s: call_of(s, "ringing"))


def test_a_slow_portal_and_a_failing_one_are_told_and_the_telephone_works(
    stage: DemoStage, screen: dict[str, str]
) -> None:
    stage.pbx.post("/faults", overload=True)
    program = stage.start_program("ada.entwurf", "--audio", "null", env=screen)
    program.wait_running()
    limited = program.wait("limited", is_phase("limited"), 30)
    assert limited["registration"]["registered"] is True
    assert limited["sign_in"]["problem"]["kind"] == "PortalOverloaded"
    stage.pbx.delete("/faults")
    program.wait("recovered by itself", is_phase("ready"), 60)
    program.stop()


def test_a_wrong_password_is_said_at_the_field_and_nothing_is_retried(
    stage: DemoStage, screen: dict[str, str]
) -> None:
    program = stage.start_program("sina.fiktiv", "--audio", "null", env=screen, password="wrong")
    program.wait_running()
    status = program.wait("the refusal", lambda s: s["sign_in"]["problem"])
    assert status["sign_in"]["phase"] == "signed-out"
    assert status["sign_in"]["problem"]["kind"] == "CredentialsRefused"
    assert status["registration"]["registered"] is False
    program.stop()


def with_lasting_passwords(folder: Path) -> Path:
    """The default scenario with passwords in it, so that a second PBX knows the same users."""
    text = (Path(scenario.__file__).parent / "scenario.toml").read_text(encoding="utf-8")
    file = folder / "scenario.toml"
    passwords = f'password = "{secrets.token_hex(8)}"\nsip_password = "{secrets.token_hex(8)}"\nfirst = '
    file.write_text(text.replace("first = ", passwords), encoding="utf-8")
    return file


def test_the_platform_goes_and_comes_back(screen: dict[str, str], tmp_path: Path) -> None:
    lasting = str(with_lasting_passwords(tmp_path))
    with DemoStage("--scenario", lasting) as stage:
        program = signed_in(stage, "nele.probe", screen, transport="tcp")
        sip_port, portal_port = stage.pbx.ready["sip"]["tcp"], stage.pbx.ready["portal"].rsplit(":", 1)[1]
        stage.pbx.kill()
        program.wait("not reachable", lambda s: not s["registration"]["registered"], 60)
        stage.pbx = DemoPbx.start(
            "--scenario",
            lasting,
            "--sip-port",
            str(sip_port),
            "--portal-port",
            portal_port,
            data_dir=stage.folder / "again",
        )
        program.wait("reachable again", lambda s: s["registration"]["registered"], 90)
        stage.pbx.call("lea.muster", "outside")
        program.wait("the next call", lambda s: call_of(s, "ringing"))
