"""The rotating SIP trace of pjsip and the subscriber; secrets are removed before writing."""

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


MESSAGE_LEVEL = 4
"""pjsip writes SIP messages at this level, among about 80 lines a call, all on the owning thread [measured]."""


_WARNING_LEVEL = 2
_MESSAGES = ("RX ", "TX ")


class SipTrace(pj.LogWriter):
    """pjsip's log writer: SIP messages go to the trace, warnings to the engine's log."""

    def __init__(self, file: TraceFile) -> None:
        super().__init__()
        self._file = file

    def write(self, entry: pj.LogEntry) -> None:
        """Called by pjsip; no exception may leave it."""
        with contextlib.suppress(Exception):
            self._write(int(entry.level), str(entry.msg))

    def _write(self, level: int, text: str) -> None:
        message = text.lstrip(" .")
        if message.startswith(_MESSAGES):
            self._file.write(message)
        elif level <= _WARNING_LEVEL:
            log.warning("pjsip: %s", traceable(message.strip()))
