"""No call without a trace: whatever ends the program, the journal knows the call at the next start."""

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of

from .conftest import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def stage() -> Iterator[DemoStage]:
    with DemoStage() as running:
        yield running


def kill(program: ClientProcess) -> None:
    program.process.kill()
    program.process.wait(10)


def terminate(program: ClientProcess) -> None:
    os.kill(program.process.pid, signal.SIGTERM)
    program.process.wait(15)


def leave(program: ClientProcess) -> None:
    program.do("quit")
    program.process.wait(15)


@pytest.fixture(autouse=True)
def none_left(stage: DemoStage) -> Iterator[None]:
    """The next test uses the same profile."""
    yield
    for program in stage.programs:
        program.stop()


@pytest.mark.parametrize(("ends", "answered"), [(kill, False), (kill, True), (leave, False), (terminate, True)])
def test_a_call_the_program_did_not_live_to_end(
    stage: DemoStage, screen: dict[str, str], ends: Callable[[ClientProcess], None], answered: bool
) -> None:
    program = signed_in(stage, "nele.probe", screen)
    before = {row["id"] for row in program.status()["journal"]}
    stage.pbx.call("lea.muster", "outside")
    program.wait("it rings", lambda s: call_of(s, "ringing"))
    if answered:
        program.do("answer")
        program.wait("in a call", lambda s: call_of(s, "active"))
    ends(program)
    again = signed_in(stage, "nele.probe", screen)
    rows = again.wait("the row", lambda s: [row for row in s["journal"] if row["id"] not in before])["journal"]
    (row,) = [row for row in rows if row["id"] not in before]
    assert row["missed"] is not answered
    assert row["leader"]["user_id"] == "lea.muster@pbx.example"
    if not answered:
        assert row["end"] in ("program-ended-ringing", "program-closed")
    assert not call_of(again.status(), "ringing")
