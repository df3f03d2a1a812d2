"""The rotating SIP trace, and pjsip's own log; secrets are removed before writing."""

import contextlib
import logging
import logging.handlers
from pathlib import Path

import pjsua2 as pj

from softphone.domain.diagnostics.redaction import traceable

log = logging.getLogger(__name__)

NAME = "sip-trace.log"
LARGEST_BYTES, OLDER_FILES = 1_000_000, 2


class TraceFile:
    """Usable from any thread. Without a folder no trace is kept."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._file: logging.handlers.RotatingFileHandler | None = None

    def enable(self, wanted: bool) -> None:
        if wanted and self._folder and self._file is None:
            self._file = _opened(Path(self._folder) / NAME)
        elif not wanted and self._file is not None:
            file, self._file = self._file, None
            file.close()

    def write(self, message: str) -> None:
        """Writes one SIP message, preceded by a line with its direction."""
        file = self._file
        if file is not None:
            file.handle(logging.makeLogRecord({"msg": "%s", "args": (traceable(message.rstrip()),)}))


def _opened(file: Path) -> logging.handlers.RotatingFileHandler | None:
    try:
        handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=LARGEST_BYTES, backupCount=OLDER_FILES, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        log.warning("no SIP trace is kept: %s", error)
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s.%(msecs)03d %(message)s\n", "%Y-%m-%d %H:%M:%S"))
    return handler


WARNING_LEVEL = 2


class PjsipLog(pj.LogWriter):
    """pjsip's log writer: warnings go to the engine's log."""

    def write(self, entry: pj.LogEntry) -> None:
        """Called by pjsip; no exception may leave it."""
        with contextlib.suppress(Exception):
            log.warning("pjsip: %s", traceable(str(entry.msg).strip(" .\n")))
