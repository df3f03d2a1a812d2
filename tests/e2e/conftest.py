"""The real programs with real windows on a virtual screen, signed in to a demo PBX; a picture is kept on failure."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage, StageError
from softphone.demo.tour import virtual_screen

PICTURES = Path(__file__).parents[2] / "artifacts" / "e2e"


@pytest.fixture(scope="session")
def screen() -> Iterator[dict[str, str]]:
    """The environment for windows: the present screen, else a private Xvfb."""
    if os.environ.get("DISPLAY"):
        yield {"QT_QPA_PLATFORM": "xcb"}
        return
    with virtual_screen() as (env, _):
        yield env


@pytest.fixture(scope="module")
def stage() -> Iterator[DemoStage]:
    with DemoStage() as running:
        yield running


@pytest.fixture(scope="module")
def assistant(stage: DemoStage, screen: dict[str, str]) -> ClientProcess:
    return signed_in(stage, "nele.probe", screen)


@pytest.fixture(scope="module")
def leader(stage: DemoStage, screen: dict[str, str]) -> ClientProcess:
    return signed_in(stage, "lea.muster", screen)


def signed_in(stage: DemoStage, user: str, env: dict[str, str], *extra: str, **account: str) -> ClientProcess:
    program = stage.start_program(user, "--audio", "null", *extra, env=env, **account)
    program.wait_running()
    program.wait("sign-in", lambda s: s["sign_in"]["phase"] == "ready")
    return program


def assert_clean(*programs: ClientProcess) -> None:
    """No unexpected error in what they print and log."""
    for program in programs:
        texts = [program.output(), *(f.read_text(errors="replace") for f in program.profile.log_folder.iterdir())]
        wrong = [text for text in texts if "Traceback" in text or " ERROR " in text]
        assert not wrong, wrong[0][-3000:]


@pytest.fixture(autouse=True)
def quiet_afterwards(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test begins and ends without calls and without faults."""
    yield
    if "stage" not in request.fixturenames:
        return
    stage: DemoStage = request.getfixturevalue("stage")
    stage.pbx.delete("/faults")
    for call in stage.pbx.get("/calls"):
        stage.pbx.post("/hangup", call_id=call["id"])
    for program in stage.programs:
        if program.process.poll() is None:
            program.wait("quiet", lambda s: not [c for c in s["calls"] if c["state"] != "ended"])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    report = yield
    if report.when == "call" and report.failed:
        for value in getattr(item, "funcargs", {}).values():
            if isinstance(value, ClientProcess):
                _keep_picture(item.name, value)
    return report


def _keep_picture(test: str, program: ClientProcess) -> None:
    try:
        program.ctl("screenshot", file=str(PICTURES / f"{test}-{program.name}.png"))
    except (StageError, OSError) as error:
        print(f"no picture of {program.name}: {error}")
