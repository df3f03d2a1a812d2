"""Logs and what is left behind when something breaks: rotating files in the profile, nothing leaves the machine.

Both processes use it, so it knows neither Qt nor pjsua2.
"""

import contextlib
import faulthandler
import logging
import logging.handlers
import platform
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from softphone import PRODUCT_NAME, __version__

log = logging.getLogger("softphone")

LOG_BYTES, OLDER_LOGS = 1_000_000, 2
REPORTS_KEPT = 10
REPORTS = "crash-*.txt"
_FAULT = "-fault.log"
_fault_file: TextIO | None = None
_reported: set[str] = set()


def start_logging(folder: Path, name: str, *, detailed: bool = False) -> bool:
    """Writes `name`.log and, when something breaks, a crash report; an older hard crash becomes one now.

    False where nothing can be kept there: no reason not to telephone.
    """
    try:
        _open(folder, name)
    except OSError as error:
        log.warning("no log is kept: %s", error)
        return False
    finally:
        set_detailed(detailed)
        for noisy in ("httpx", "httpcore", "qasync", "asyncio"):
            logging.getLogger(noisy).setLevel(logging.WARNING)
    return True


def _open(folder: Path, name: str) -> None:
    handler = logging.handlers.RotatingFileHandler(
        folder / f"{name}.log", maxBytes=LOG_BYTES, backupCount=OLDER_LOGS, encoding="utf-8", errors="replace"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    _collect(folder, name)
    _watch(folder, name)


def set_detailed(detailed: bool) -> None:
    logging.getLogger().setLevel(logging.DEBUG if detailed else logging.INFO)


def reports(folder: Path, process: str = "") -> tuple[Path, ...]:
    """All crash reports, the oldest first; hard crashes of `process` that nobody has collected yet become one."""
    if process:
        _collect(folder, process)
    return tuple(sorted(folder.glob(REPORTS)))


def write_report(folder: Path, name: str, what: str, at_s: float | None = None) -> Path | None:
    """None where it could not be written: a crash is not the time for another one."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(time.time() if at_s is None else at_s))
    file = _unused(folder, f"crash-{stamp}-{name}")
    try:
        file.write_text(f"{_heading(name, stamp)}\n{what}", encoding="utf-8", errors="replace")
        for old in reports(folder)[:-REPORTS_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        log.warning("no crash report: %s", error)
        return None
    return file


def _unused(folder: Path, name: str) -> Path:
    """Two in one second keep apart, in their order."""
    file, number = folder / f"{name}.txt", 1
    while file.exists():
        number += 1
        file = folder / f"{name}-{number}.txt"
    return file


def _heading(name: str, stamp: str) -> str:
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{PRODUCT_NAME} {__version__}, {name}, {stamp}\n{system}\n"


def _collect(folder: Path, name: str) -> None:
    """What faulthandler wrote while the process died."""
    file = folder / f"{name}{_FAULT}"
    with contextlib.suppress(OSError):
        what = file.read_text(encoding="utf-8", errors="replace")
        if what.strip() and write_report(folder, name, what, file.stat().st_mtime):
            file.write_text("", encoding="utf-8")


def _watch(folder: Path, name: str) -> None:
    global _fault_file
    _fault_file = (folder / f"{name}{_FAULT}").open("a", encoding="utf-8")
    faulthandler.enable(_fault_file)

    def report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        log.error("unexpected error", exc_info=(kind, error or kind(), trace))

    logging.getLogger().addHandler(_Reports(folder, name))
    sys.excepthook = report
    threading.excepthook = lambda args: report(args.exc_type, args.exc_value, args.exc_traceback)


class _Reports(logging.Handler):
    """Every error that is logged with its traceback (a task's, a listener's, one nobody caught) is a report."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(logging.ERROR)
        self._folder, self._name = folder, name

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[0] is not None:
            what = "".join(traceback.format_exception(*record.exc_info))
            _report_once(self._folder, self._name, f"{record.getMessage()}\n{what}")


def _report_once(folder: Path, name: str, what: str) -> None:
    """A fault that comes back with every event is one report, not thousands."""
    if what not in _reported and len(_reported) < REPORTS_KEPT:
        _reported.add(what)
        write_report(folder, name, what)
