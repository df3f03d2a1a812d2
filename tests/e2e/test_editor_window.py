"""The editor's window in the real program, by real keys alone: read, changed, saved, taken back, closed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import wait_for

from .conftest import assert_clean, signed_in
from .window_manager import active_title, managed_screen, needs_window_manager, run_there, titles

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120), needs_window_manager]

Press = Callable[..., None]
LEADER = "lea.muster@pbx.example"
MAIN, EDITOR = "Nele Probe", "Assistenzfunktion bearbeiten"


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    with managed_screen() as env:
        yield env


@pytest.fixture(scope="module")
def assistant(stage: DemoStage, screen: dict[str, str]) -> ClientProcess:
    return signed_in(stage, "nele.probe", screen, "--language", "de")


@pytest.fixture
def press(assistant: ClientProcess, screen: dict[str, str]) -> Iterator[Press]:
    """Keys for whichever window is active; begins in the main window with the first leader chosen."""
    wait_for("the window", lambda: MAIN in titles(screen))
    run_there(screen, "wmctrl", "-a", MAIN)
    wait_for("its focus", lambda: MAIN in active_title(screen))

    def keys(*names: str) -> None:
        run_there(screen, "xdotool", "key", "--delay", "40", *names)

    keys("Escape", "ctrl+1")
    yield keys
    assert_clean(assistant)


def editor(program: ClientProcess) -> dict[str, Any]:
    found: dict[str, Any] = program.status()["editor"]
    return found


def opened(program: ClientProcess, screen: dict[str, str], press: Press) -> None:
    press("ctrl+e")
    program.wait("the settings", lambda s: s["editor"] is not None and s["editor"]["phase"] == "open")
    wait_for("the editor", lambda: EDITOR in active_title(screen))


def closed(program: ClientProcess, screen: dict[str, str]) -> None:
    program.wait("closed", lambda s: s["editor"] is None)
    wait_for("the window gone", lambda: EDITOR not in titles(screen))


def stored(stage: DemoStage) -> dict[str, Any]:
    executive: dict[str, Any] = stage.pbx.get("/state")["users"]["lea.muster"]["executive"]
    return executive


def test_a_filter_is_chosen_saved_and_taken_back_by_keys_alone(
    stage: DemoStage, assistant: ClientProcess, screen: dict[str, str], press: Press
) -> None:
    before = stored(stage)["simple_filter"]
    opened(assistant, screen, press)
    assert editor(assistant)["leader"]["user_id"] == LEADER
    press("Tab", "Tab", "Left")
    assistant.wait("a change", lambda s: len(s["editor"]["changes"]) == 1)
    press("ctrl+s")
    assistant.wait("saved", lambda s: s["editor"]["last_saved"] and not s["editor"]["changes"])
    assert stored(stage)["simple_filter"] != before
    press("ctrl+z")
    wait_for("taken back", lambda: stored(stage)["simple_filter"] == before)
    assistant.wait("and shown", lambda s: s["editor"]["phase"] == "open" and not s["editor"]["changes"])
    press("Escape")
    closed(assistant, screen)


def test_closing_with_changes_asks_without_a_modal_window_while_it_rings(
    stage: DemoStage, assistant: ClientProcess, screen: dict[str, str], press: Press
) -> None:
    opened(assistant, screen, press)
    press("Tab", "Tab", "Left")
    assistant.wait("a change", lambda s: len(s["editor"]["changes"]) == 1)
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("the card", lambda s: [c for c in s["calls"] if c["state"] == "ringing"])
    press("Escape")
    assert EDITOR in active_title(screen)
    assert editor(assistant) is not None
    assistant.do("answer")
    assistant.wait("talking", lambda s: [c for c in s["calls"] if c["state"] == "active"])
    press("Tab", "space")
    closed(assistant, screen)


def test_a_refusal_of_the_portal_keeps_what_was_typed(
    stage: DemoStage, assistant: ClientProcess, screen: dict[str, str], press: Press
) -> None:
    opened(assistant, screen, press)
    press("Tab", "Tab", "Left")
    assistant.wait("a change", lambda s: len(s["editor"]["changes"]) == 1)
    stage.pbx.post("/faults", status={"method": "PUT", "path": "/Filtering", "status": 403})
    press("ctrl+s")
    view = assistant.wait("refused", lambda s: s["editor"]["phase"] == "failed")["editor"]
    assert view["problem"]["kind"] == "PortalRefused"
    assert len(view["changes"]) == 1
    stage.pbx.delete("/faults")
    press("ctrl+s")
    assistant.wait("saved at last", lambda s: s["editor"]["phase"] == "open" and not s["editor"]["changes"])
    press("ctrl+z")
    assistant.wait("taken back", lambda s: not s["editor"]["can_undo"] and s["editor"]["phase"] == "open")
    press("Escape")
    closed(assistant, screen)
