"""A virtual screen with a real window manager, and what the manager knows of the windows on it."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from softphone.demo.tour import virtual_screen, wait_for

needs_window_manager = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in ("Xvfb", "openbox", "xdotool", "wmctrl")),
    reason="needs Xvfb, openbox, xdotool and wmctrl",
)


@contextlib.contextmanager
def managed_screen() -> Iterator[dict[str, str]]:
    """The environment for windows on it."""
    with virtual_screen() as (env, _):
        manager = subprocess.Popen(["openbox"], env={"PATH": "/usr/bin:/bin", "HOME": "/tmp", **env})
        try:
            wait_for("the window manager", lambda: run_there(env, "wmctrl", "-m").startswith("Name"))
            yield env
        finally:
            manager.terminate()
            manager.wait()


def run_there(env: dict[str, str], *command: str) -> str:
    there = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **env}
    return subprocess.run(command, env=there, capture_output=True, text=True, check=False).stdout


def titles(env: dict[str, str]) -> str:
    return run_there(env, "wmctrl", "-l")


def active_title(env: dict[str, str]) -> str:
    return run_there(env, "xdotool", "getactivewindow", "getwindowname").strip()
