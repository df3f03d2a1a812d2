"""With a real window manager: a ringing card stays on top and never takes the focus from where the user is typing."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.demo_stage import DemoStage, Program
from softphone.tour import call_of, virtual_screen, wait_for

from .conftest import signed_in

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(120),
    pytest.mark.skipif(
        not all(shutil.which(tool) for tool in ("Xvfb", "openbox", "xdotool", "wmctrl")),
        reason="needs Xvfb, openbox, xdotool and wmctrl",
    ),
]

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
    with virtual_screen() as (env, _):
        manager = subprocess.Popen(["openbox"], env={"PATH": "/usr/bin:/bin", "HOME": "/tmp", **env})
        try:
            wait_for("the window manager", lambda: _run(env, "wmctrl", "-m").startswith("Name"))
            yield env
        finally:
            manager.terminate()
            manager.wait()


@pytest.fixture
def notepad(screen: dict[str, str], tmp_path: Path) -> Iterator[Path]:
    """A window of another program with the focus; the file holds what was typed into it."""
    file = tmp_path / "typed.txt"
    env = {"PATH": "/usr/bin:/bin", **screen}
    process = subprocess.Popen([sys.executable, "-c", NOTEPAD, str(file)], env=env)
    try:
        wait_for("the notepad", lambda: "notepad" in _run(screen, "wmctrl", "-l"))
        _run(screen, "wmctrl", "-a", "notepad")
        wait_for("its focus", lambda: _active(screen) == "notepad")
        yield file
    finally:
        process.terminate()
        process.wait()


def _run(env: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        command,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **env},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def _active(env: dict[str, str]) -> str:
    return _run(env, "xdotool", "getactivewindow", "getwindowname").strip()


def test_the_card_takes_no_focus_and_typing_goes_on(
    stage: DemoStage, assistant: Program, screen: dict[str, str], notepad: Path
) -> None:
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("the card", lambda s: call_of(s, "ringing"))
    time.sleep(0.5)  # a window manager that gave the focus away would have done so by now
    assert _active(screen) == "notepad"
    _run(screen, "xdotool", "type", "--delay", "20", "weiter")
    wait_for("the typed text", lambda: notepad.exists() and notepad.read_text() == "weiter")
    assert call_of(assistant.status(), "ringing")


def test_closing_the_window_ends_the_program(stage: DemoStage, screen: dict[str, str]) -> None:
    program = signed_in(stage, "ada.entwurf", screen)
    wait_for("its window", lambda: "Ada Entwurf" in _run(screen, "wmctrl", "-l"))
    _run(screen, "wmctrl", "-c", "Ada Entwurf")
    assert program.process.wait(15) == 0


def test_the_demo_ends_every_process_with_its_last_window(screen: dict[str, str]) -> None:
    env = {**{k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}, **screen}
    demo = subprocess.Popen(
        [sys.executable, "-m", "softphone", "--demo", "--audio", "null", "--language", "de"], env=env
    )
    try:
        for title in ("Nele Probe", "Lea Muster", "Vorführung"):
            wait_for(f"the window {title}", lambda t=title: t in _run(screen, "wmctrl", "-l"), 30)  # type: ignore[misc]
        below = _descendants(demo.pid)
        assert len(below) >= 5
        for title in ("Nele Probe", "Lea Muster", "Vorführung"):
            assert demo.poll() is None
            _run(screen, "wmctrl", "-c", title)
        assert demo.wait(20) == 0
        wait_for("the end of every process", lambda: not [pid for pid in below if Path(f"/proc/{pid}").exists()], 10)
    finally:
        if demo.poll() is None:
            demo.kill()
            demo.wait()


def _descendants(pid: int) -> list[int]:
    """All processes below `pid`, from /proc."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, todo = [], [pid]
    while todo:
        children = parents.get(todo.pop(), [])
        found += children
        todo += children
    return found
