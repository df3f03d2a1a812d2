"""Asks the system to prefer the engine: 10 ms frames leave no room for waiting behind a compiler."""

import logging
import os
import sys

log = logging.getLogger(__name__)

NICENESS = -10


def ask_for_priority() -> None:
    """Before any thread is started, as threads inherit it; where it is not allowed things stay as they are."""
    if sys.platform == "win32":
        return
    try:
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    except OSError as error:
        log.debug("no higher priority: %s", error)
