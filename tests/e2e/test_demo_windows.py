"""`softphone --demo` with windows: closing the last one ends every process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.demo.tour import wait_for

from .window_manager import managed_screen, needs_window_manager, run_there, titles

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120), needs_window_manager]


def test_the_demo_ends_every_process_with_its_last_window() -> None:
    with managed_screen() as screen:
        _open_and_close(screen)


def _open_and_close(screen: dict[str, str]) -> None:
    env = {**{k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}, **screen}
    demo = subprocess.Popen(
        [sys.executable, "-m", "softphone", "--demo", "--audio", "null", "--language", "de"], env=env
    )
    try:
        for title in ("Nele Probe", "Lea Muster", "Vorführung"):
            wait_for(f"the window {title}", lambda t=title: t in titles(screen), 30)
        below = _descendants(demo.pid)
        assert len(below) >= 5
        for title in ("Nele Probe", "Lea Muster", "Vorführung"):
            assert demo.poll() is None
            run_there(screen, "wmctrl", "-c", title)
        wait_for("the end of the demo", lambda: demo.poll() is not None, 30)
        assert demo.returncode == 0
        wait_for("the end of every process", lambda: not [pid for pid in below if Path(f"/proc/{pid}").exists()], 10)
    finally:
        if demo.poll() is None:
            demo.terminate()
            demo.wait(30)


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
