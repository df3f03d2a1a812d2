"""`softphone --demo` with windows: however it ends, no process is left."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from softphone.demo.tour import virtual_screen, wait_for

from .window_manager import managed_screen, needs_window_manager, run_there, titles

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120), needs_window_manager]
TITLES = ("Nele Probe", "Lea Muster", "Vorführung")
END_LIMIT_S = 10.0


def test_the_demo_ends_every_process_with_its_last_window() -> None:
    with managed_screen() as screen, _demo(screen) as demo:
        for title in TITLES:
            wait_for(f"the window {title}", lambda t=title: t in titles(screen), 30)
        below = _descendants(demo.pid)
        for title in TITLES:
            assert demo.poll() is None
            run_there(screen, "wmctrl", "-c", title)
        wait_for("the end of the demo", lambda: demo.poll() is not None, 30)
        assert demo.returncode == 0
        _all_end(below)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_ends_every_process(number: signal.Signals) -> None:
    with virtual_screen() as (screen, _), _demo(screen) as demo:
        below = _all_running(demo)
        demo.send_signal(number)
        _all_end(below)
        assert demo.wait(END_LIMIT_S) == (-number if number is signal.SIGKILL else 0)


def test_a_screen_that_goes_away_ends_every_process() -> None:
    others = _screens()
    with virtual_screen() as (screen, _), _demo(screen) as demo:
        below = _all_running(demo)
        for pid in _screens() - others:
            os.kill(pid, signal.SIGTERM)
        _all_end(below)
        assert demo.wait(END_LIMIT_S) is not None


def _screens() -> set[int]:
    """Virtual screens that this process started."""
    return {pid for pid in _descendants(os.getpid()) if _command(pid).startswith(b"Xvfb")}


@contextmanager
def _demo(screen: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    env = {**{k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}, **screen}
    demo = subprocess.Popen(
        [sys.executable, "-m", "softphone", "--demo", "--audio", "null", "--language", "de"], env=env
    )
    try:
        yield demo
    finally:
        if demo.poll() is None:
            demo.terminate()
            demo.wait(30)


def _all_running(demo: "subprocess.Popen[bytes]") -> list[int]:
    """Two windows, two engines and the demo PBX, with what Python starts beside them."""
    wait_for("two engines", lambda: len([pid for pid in _descendants(demo.pid) if _is_engine(pid)]) == 2, 30)
    return _descendants(demo.pid)


def _is_engine(pid: int) -> bool:
    return b"--run-engine" in _command(pid)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _all_end(pids: list[int]) -> None:
    assert len(pids) >= 5
    wait_for("the end of every process", lambda: not [pid for pid in pids if _runs(pid)], END_LIMIT_S)


def _runs(pid: int) -> bool:
    """Not gone, and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


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
