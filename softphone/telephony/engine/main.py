"""Entry point of the engine process. Has few imports, as the window side imports it too."""

import contextlib
import ctypes
import logging
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from softphone import own_program, standard_streams
from softphone.telephony.engine_options import EngineOptions

PR_SET_DUMPABLE = 4
ENGINE_NAME = "engine"
"""The name of its log and crash reports."""


def keep_out_of_core_dumps() -> None:
    """Neither a core dump nor another process of this user may read passwords and keys in our memory (Linux)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def run_child(commands: str, events: str) -> None:
    """Runs in a process that inherited these two ends of pipes; the options are the first thing that comes."""
    there = own_program.inherited(commands, readable=True)
    try:
        options = there.recv()
    except EOFError:  # the window ended before it had any
        return
    run(there, own_program.inherited(events, readable=False), options)


def run(commands: Connection, events: Connection, options: EngineOptions) -> None:
    """Runs until Shutdown arrives or the pipe closes. Loads pjsua2 only here, in the child process."""
    from softphone import crash
    from softphone.telephony.engine.engine import EngineProcess

    standard_streams.open_missing()
    os.umask(0o077)
    keep_out_of_core_dumps()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal group; the window decides
    folder = Path(options.log_folder) if options.log_folder else None
    if folder is not None:
        crash.start_logging(folder, ENGINE_NAME)
    try:
        EngineProcess(commands, events, options).run()
    except Exception:
        logging.getLogger(__name__).exception("the engine failed")
        raise
