"""The self-test of the real program: by itself after signing in, and on demand; a call goes first."""

from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of
from tests.integration.certificates import Certificates

from .conftest import assert_clean

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


def test_it_has_run_by_itself_after_signing_in(leader: ClientProcess) -> None:
    """A program of its own, so that it shows the results of this test alone."""
    leader.wait("the self-test of the day", lambda s: s["self_test"]["at_s"] is not None)
    found = {result["check"]: result for result in leader.status()["self_test"]["results"]}
    assert found["registration"]["state"] == "good"
    assert found["portal"]["state"] == "good"
    assert found["telephone-tls"]["state"] == "not-needed"
    for check in ("microphone", "speaker", "ringers"):
        assert found[check]["problem"]["kind"] == "NoSoundDevice"
    assert leader.status()["self_test"]["light"] == "bad"


def test_on_demand_it_answers_with_every_line_in_words(assistant: ClientProcess) -> None:
    before = assistant.status()["self_test"]["at_s"] or 0.0
    answer = assistant.do("self-test")
    assert answer["at_s"] > before
    assert len(answer["lines"]) == len(answer["results"]) == 8
    assert all(line and "{" not in line for line in answer["lines"])
    assert_clean(assistant)


def test_during_a_call_the_devices_are_left_alone(stage: DemoStage, assistant: ClientProcess) -> None:
    if not assistant.status()["groups"][0]["opt_in"]["confirmed"]:
        assistant.do("opt-in", leader="lea.muster@pbx.example", on="on")
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    assistant.do("answer")
    found = {result["check"]: result for result in assistant.do("self-test")["results"]}
    assert found["microphone"]["state"] == "not-possible"
    assert found["registration"]["state"] == "good"
    assert call_of(assistant.status(), "active")
    assistant.do("hangup")


def test_a_telephone_that_may_not_sign_in_is_red_while_the_portal_is_good(
    stage: DemoStage, screen: dict[str, str]
) -> None:
    program = stage.start_program("paul.attrappe", "--audio", "null", env=screen, sip_password="falsch")
    found = after_the_test(program)
    assert found["registration"]["state"] == "bad"
    assert found["registration"]["problem"]["kind"] == "RegistrationRefused"
    assert found["portal"]["state"] == "good"
    lines = program.do("self-test")["lines"]
    assert any("Telefonanlage" in line or "Passwort" in line for line in lines)
    program.stop()


def test_a_server_whose_certificate_is_not_trusted_is_red_and_named(
    stage: DemoStage, screen: dict[str, str], tmp_path: Path
) -> None:
    """The account trusts another authority than the one that signed for the telephone server."""
    other = str(Certificates.make(tmp_path, "127.0.0.1").ca_file)
    program = stage.start_program("sina.fiktiv", "--audio", "null", env=screen, transport="tls", sip_ca_file=other)
    found = after_the_test(program)
    assert found["registration"]["state"] == "bad"
    assert found["telephone-tls"]["state"] == "bad"
    program.stop()


def after_the_test(program: ClientProcess) -> dict[str, Any]:
    """What the test of the day has found, by what was looked at."""
    program.wait_running()
    program.wait("signed in as far as it goes", lambda s: s["sign_in"]["phase"] == "limited")
    results = program.do("self-test")["results"]
    assert program.status()["self_test"]["light"] == "bad"
    return {result["check"]: result for result in results}
