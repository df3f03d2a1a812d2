"""Every SIP message of the telephone in a small rotating file, already without secrets when it is written."""

import contextlib
import logging

import pjsua2 as pj

from softphone.domain.redaction import traceable
from softphone.telephony.engine.trace_file import TraceFile

log = logging.getLogger(__name__)

MESSAGE_LEVEL = 4
"""pjsip writes SIP messages at this level, among about 80 lines a call, all on the owning thread [measured]."""
_WARNING_LEVEL = 2
_MESSAGES = ("RX ", "TX ")


class SipTrace(pj.LogWriter):
    """pjsip's log. Without a folder there is nowhere to keep a trace; warnings always go to the engine's own log."""

    def __init__(self, file: TraceFile) -> None:
        super().__init__()
        self._file = file

    def write(self, entry: pj.LogEntry) -> None:
        """Called by pjsip; an exception must not go back there."""
        with contextlib.suppress(Exception):
            self._write(int(entry.level), str(entry.msg))

    def _write(self, level: int, text: str) -> None:
        message = text.lstrip(" .")
        if message.startswith(_MESSAGES):
            self._file.note(message)
        elif level <= _WARNING_LEVEL:
            log.warning("pjsip: %s", traceable(message.strip()))
