"""Logs and what is left behind when something breaks: rotating files in the profile, nothing leaves the machine."""

import faulthandler
import logging
import logging.handlers
import sys
import threading
from types import TracebackType
from typing import TextIO

from softphone.paths import Profile

log = logging.getLogger("softphone")
_fault_file: TextIO | None = None


def start_logging(profile: Profile, name: str, *, verbose: bool = False) -> None:
    """Writes `name`.log (3 files of 1 MB) and, for a hard crash, `name`-fault.log."""
    handler = logging.handlers.RotatingFileHandler(
        profile.log_folder / f"{name}.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    set_detailed(verbose)
    for noisy in ("httpx", "httpcore", "qasync", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    _watch(profile, name)


def set_detailed(detailed: bool) -> None:
    logging.getLogger().setLevel(logging.DEBUG if detailed else logging.INFO)


def _watch(profile: Profile, name: str) -> None:
    global _fault_file
    _fault_file = (profile.log_folder / f"{name}-fault.log").open("a", encoding="utf-8")
    faulthandler.enable(_fault_file)
    sys.excepthook = _report
    threading.excepthook = lambda args: _report(args.exc_type, args.exc_value, args.exc_traceback)


def _report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    log.error("unexpected error", exc_info=(kind, error or kind(), trace))
