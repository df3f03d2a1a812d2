"""Everything that matters by the keyboard alone, with a real window manager and real key presses."""

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage, StageError
from softphone.demo.tour import call_of, group_of, wait_for
from softphone.own_program import program_command

from .conftest import assert_clean
from .window_manager import active_title, managed_screen, needs_window_manager, run_there, titles

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120), needs_window_manager]

Press = Callable[..., None]
LEADER, OTHER = "lea.muster@pbx.example", "ada.entwurf@pbx.example"
WINDOW = "Nele Probe"


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    with managed_screen() as env:
        yield env


@pytest.fixture
def press(assistant: ClientProcess, screen: dict[str, str]) -> Iterator[Press]:
    """Real key presses into the assistant's window, which has the focus; Esc first, so that no overlay is open."""
    wait_for("the window", lambda: WINDOW in titles(screen))
    run_there(screen, "wmctrl", "-a", WINDOW)
    wait_for("its focus", lambda: WINDOW in active_title(screen))

    def keys(*names: str) -> None:
        run_there(screen, "xdotool", "key", "--delay", "40", *names)

    keys("Escape")
    yield keys
    assert WINDOW in active_title(screen)
    assert_clean(assistant)


def confirmed(program: ClientProcess, leader: str) -> bool:
    return bool(group_of(program.status(), leader)["opt_in"]["confirmed"])


def answered(stage: DemoStage, program: ClientProcess) -> dict[str, Any]:
    stage.pbx.call("lea.muster", "outside")
    program.wait("the card", lambda s: call_of(s, "ringing"))
    program.do("answer")
    return call_of(program.status(), "active")


def waits(program: ClientProcess, what: str, fact: str, value: object) -> None:
    program.wait(what, lambda s: call_of(s, "active").get(fact) is value, 5)


def test_space_on_a_row_is_the_switch_and_the_portal_confirms(
    stage: DemoStage, assistant: ClientProcess, press: Press
) -> None:
    press("ctrl+1")
    _to_the_leaders(assistant, press)
    assert _in_portal(stage, "lea.muster") is False
    press("space")
    assistant.wait("logged in again", lambda s: group_of(s)["opt_in"]["confirmed"], 5)
    assert _in_portal(stage, "lea.muster") is True


def _to_the_leaders(program: ClientProcess, press: Press) -> None:
    """F6 goes from column to column; Space is the switch only in the leader list, elsewhere it may open a list."""
    for _ in range(6):
        press("F6", "space")
        with contextlib.suppress(StageError):
            program.wait("logged out", lambda s: not group_of(s)["opt_in"]["confirmed"], 0.5)
            return
        press("Escape")
    raise AssertionError("F6 does not reach the leader list")


def _in_portal(stage: DemoStage, leader: str) -> bool:
    links = stage.pbx.get("/state")["users"][leader]["executive"]["assistants"]
    return bool(next(link for link in links if link["user"] == "nele.probe")["opted_in"])


def test_a_leaders_own_key_is_its_switch_from_anywhere(
    stage: DemoStage, assistant: ClientProcess, press: Press
) -> None:
    press("ctrl+l")
    place = [g["leader"]["user_id"] for g in assistant.status()["groups"]].index(OTHER) + 1
    before = confirmed(assistant, OTHER)
    for wanted in (not before, before):
        press(f"ctrl+shift+{place}")
        assistant.wait("the switch", lambda s, w=wanted: group_of(s, OTHER)["opt_in"]["confirmed"] is w, 5)  # type: ignore[misc]
    assert _in_portal(stage, "ada.entwurf") is before


def test_a_number_is_dialled_and_hung_up_without_the_mouse(
    stage: DemoStage, assistant: ClientProcess, press: Press, screen: dict[str, str]
) -> None:
    press("ctrl+l")
    run_there(screen, "xdotool", "type", "--delay", "30", "451")
    press("Return")
    dialled = assistant.wait("the call", lambda s: call_of(s, "remote-ringing") or call_of(s, "active"))
    assert (call_of(dialled, "remote-ringing") or call_of(dialled, "active"))["direction"] == "outgoing"
    press("ctrl+shift+a")
    assistant.wait("the end", lambda s: not [c for c in s["calls"] if c["state"] != "ended"], 5)


def test_what_is_no_number_stays_in_the_field_to_be_corrected(
    assistant: ClientProcess, press: Press, screen: dict[str, str]
) -> None:
    press("ctrl+l")
    run_there(screen, "xdotool", "type", "--delay", "30", "45x1 ?")
    press("Return")
    press("ctrl+a", "BackSpace")
    run_there(screen, "xdotool", "type", "--delay", "30", "900")
    press("Return")
    call = assistant.wait("the echo", lambda s: call_of(s, "active"))
    assert call_of(call, "active")["direction"] == "outgoing"
    press("ctrl+shift+a")
    assistant.wait("the end", lambda s: not call_of(s, "active"), 5)


def test_mute_hold_and_the_end_of_a_call(stage: DemoStage, assistant: ClientProcess, press: Press) -> None:
    answered(stage, assistant)
    press("ctrl+m")
    waits(assistant, "muted", "muted", True)
    press("ctrl+m")
    waits(assistant, "not muted", "muted", False)
    press("ctrl+shift+h")
    waits(assistant, "held", "held_here", True)
    press("ctrl+shift+h")
    waits(assistant, "resumed", "held_here", False)
    press("ctrl+shift+a")
    assistant.wait("the end", lambda s: not call_of(s, "active"), 5)


def test_escape_never_ends_a_call(stage: DemoStage, assistant: ClientProcess, press: Press) -> None:
    answered(stage, assistant)
    press("ctrl+d", "1", "Escape", "Escape", "Escape")
    press("ctrl+m")
    waits(assistant, "still there", "muted", True)
    press("ctrl+shift+a")
    assistant.wait("the end", lambda s: not call_of(s, "active"), 5)


def test_tab_goes_round_the_window_and_comes_back(
    assistant: ClientProcess, press: Press, screen: dict[str, str]
) -> None:
    press("ctrl+l", *["Tab"] * 40)
    press("ctrl+l")
    run_there(screen, "xdotool", "type", "--delay", "30", "900")
    press("Return")
    assistant.wait("the echo", lambda s: call_of(s, "active"))
    press("ctrl+shift+a")
    assistant.wait("the end", lambda s: not call_of(s, "active"), 5)


def test_a_second_start_brings_the_first_ones_window_to_the_front(
    assistant: ClientProcess, press: Press, screen: dict[str, str]
) -> None:
    window = run_there(screen, "xdotool", "getactivewindow").strip()
    run_there(screen, "xdotool", "windowminimize", window)
    wait_for("the focus to leave", lambda: WINDOW not in active_title(screen))
    command = [*program_command(), "--profile", str(assistant.profile.folder)]
    assert subprocess.run(command, env={**os.environ, **screen}, timeout=30, check=False).returncode == 0
    wait_for("the window in front", lambda: WINDOW in active_title(screen))
