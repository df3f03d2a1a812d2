"""What breaks is said and mends itself: engine, platform, portal."""

import os
import signal
from collections.abc import Iterator

import pytest

from softphone.demo_stage import DemoStage, Program
from softphone.tour import call_of

from .conftest import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def stage() -> Iterator[DemoStage]:
    with DemoStage() as running:
        yield running


def is_phase(*phases: str) -> object:
    return lambda s: s["sign_in"]["phase"] in phases


def test_a_killed_engine_is_started_again_and_registered(stage: DemoStage, assistant: Program) -> None:
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    assistant.do("answer")
    killed = assistant.status()["engine"]["pid"]
    os.kill(killed, signal.SIGKILL)
    said = assistant.wait("the problem", lambda s: any(p["kind"] == "EngineStopped" for p in s["problems"]))
    assert not call_of(said, "active")
    back = assistant.wait(
        "the new engine", lambda s: s["engine"]["pid"] not in (None, killed) and s["registration"]["registered"], 15
    )
    assert not any(p["kind"] == "EngineStopped" for p in back["problems"])
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


def test_the_platform_goes_and_comes_back(screen: dict[str, str], tmp_path: object) -> None:
    with DemoStage() as stage:
        program = signed_in(stage, "nele.probe", screen, transport="tcp")
        ports = stage.pbx.ready["sip"]
        portal = int(stage.pbx.ready["portal"].rsplit(":", 1)[1])
        stage.pbx.kill()
        program.wait("not reachable", lambda s: not s["registration"]["registered"], 40)
        from softphone.demo_process import DemoPbx

        stage.pbx = DemoPbx.start(
            "--sip-port", str(ports["udp"]), "--portal-port", str(portal), data_dir=stage.folder / "pbx"
        )
        program.wait("reachable again", lambda s: s["registration"]["registered"], 60)
