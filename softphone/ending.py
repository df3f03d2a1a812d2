"""Ends that others decide: signals, the end of the starting program; and a limit for every end."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from softphone import own_program

log = logging.getLogger(__name__)
END_LIMIT_S = 8.0
"""From the wish to end until the process is gone, and its engine with it."""
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def on_signals(leave: Callable[[int, FrameType | None], None]) -> None:
    for name in SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)


def quit_on_signals(quit_program: Callable[[], object]) -> None:
    loop = asyncio.get_running_loop()

    def leave(number: int, frame: FrameType | None) -> None:
        end_at_the_latest()
        loop.call_soon_threadsafe(quit_program)

    on_signals(leave)


def quit_with_stdin(quit_program: Callable[[], object]) -> None:
    """For a program that another one started: it ends when that one is gone."""
    loop = asyncio.get_running_loop()

    def watch() -> None:
        while os.read(0, 4096):
            pass
        end_at_the_latest()
        loop.call_soon_threadsafe(quit_program)

    threading.Thread(target=watch, name="stdin-watch", daemon=True).start()


def end_at_the_latest(limit_s: float = END_LIMIT_S) -> None:
    """Ends the process after `limit_s`, whatever still holds it."""
    timer = threading.Timer(limit_s, _end_now)
    timer.daemon = True
    timer.start()


def _end_now() -> None:
    log.error("the program did not end by itself")
    own_program.kill_children()
    os._exit(1)
