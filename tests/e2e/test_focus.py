"""With a real window manager: a ringing card stays on top and never takes the focus from where the user is typing."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, wait_for

from .conftest import signed_in
from .window_manager import active_title, managed_screen, needs_window_manager, run_there, titles

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120), needs_window_manager]

NOTEPAD = """
import sys
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pathlib import Path
app = QApplication(["notepad"])
pad = QPlainTextEdit()
pad.setWindowTitle("notepad")
pad.textChanged.connect(lambda: Path(sys.argv[1]).write_text(pad.toPlainText()))
pad.show()
app.exec()
"""


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    with managed_screen() as env:
        yield env


@pytest.fixture
def notepad(screen: dict[str, str], tmp_path: Path) -> Iterator[Path]:
    """Another program's window with the focus; the file holds what was typed into it."""
    file = tmp_path / "typed.txt"
    env = {"PATH": "/usr/bin:/bin", **screen}
    process = subprocess.Popen([sys.executable, "-c", NOTEPAD, str(file)], env=env)
    try:
        wait_for("the notepad", lambda: "notepad" in titles(screen))
        run_there(screen, "wmctrl", "-a", "notepad")
        wait_for("its focus", lambda: active_title(screen) == "notepad")
        yield file
    finally:
        process.terminate()
        process.wait()


def test_the_card_takes_no_focus_and_typing_goes_on(
    stage: DemoStage, assistant: ClientProcess, screen: dict[str, str], notepad: Path
) -> None:
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("the card", lambda s: call_of(s, "ringing"))
    time.sleep(0.5)  # a window manager that gave the focus away would have done so by now
    assert active_title(screen) == "notepad"
    run_there(screen, "xdotool", "type", "--delay", "20", "weiter")
    wait_for("the typed text", lambda: notepad.exists() and notepad.read_text() == "weiter")
    assert call_of(assistant.status(), "ringing")


def test_a_call_is_answered_and_ended_while_another_program_has_the_focus(
    stage: DemoStage, assistant: ClientProcess, screen: dict[str, str], notepad: Path
) -> None:
    """Two ring: the second is brought to the top by its key, and that one is answered."""
    assert assistant.status()["key_faults"] == {}
    assistant.wait("nothing left to be said", lambda s: not s["calls"])
    stage.pbx.call("lea.muster", "outside")
    first = call_of(assistant.wait("the card", lambda s: call_of(s, "ringing")), "ringing")["key"]
    stage.pbx.call("nele.probe", "outside")
    assistant.wait("both", lambda s: len([c for c in s["calls"] if c["state"] == "ringing"]) == 2)
    run_there(screen, "xdotool", "key", "ctrl+alt+n")
    run_there(screen, "xdotool", "key", "ctrl+alt+a")
    active = call_of(assistant.wait("a call", lambda s: call_of(s, "active")), "active")
    assert active["key"] != first
    run_there(screen, "xdotool", "key", "ctrl+alt+s")
    assistant.wait("silence", lambda s: call_of(s, "ringing").get("ring_silenced"))
    run_there(screen, "xdotool", "key", "ctrl+alt+h")
    assistant.wait("the end", lambda s: not call_of(s, "active"))
    assert active_title(screen) == "notepad"
    run_there(screen, "xdotool", "type", "--delay", "20", "weiter")
    wait_for("the typed text", lambda: notepad.exists() and notepad.read_text() == "weiter")


def test_closing_the_window_ends_the_program(stage: DemoStage, screen: dict[str, str]) -> None:
    program = signed_in(stage, "ada.entwurf", screen)
    wait_for("its window", lambda: "Ada Entwurf" in titles(screen))
    run_there(screen, "wmctrl", "-c", "Ada Entwurf")
    assert program.process.wait(15) == 0
