"""Carries events to the window process from any thread, in order, so that no thread of sound or SIP ever blocks."""

import logging
import queue
import threading
from multiprocessing.connection import Connection

from softphone.telephony.engine.plain_words import with_plain_words
from softphone.telephony.messages import Event

log = logging.getLogger(__name__)


class Outbox:
    """One thread writes to the pipe; `post` only appends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._queue: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="outbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def post(self, event: Event) -> None:
        self._queue.put(event)

    def close(self, timeout_s: float) -> None:
        """Write what is left, at most for `timeout_s`."""
        self._queue.put(None)
        self._thread.join(timeout_s)

    def _write(self) -> None:
        while (event := self._queue.get()) is not None:
            try:
                self._connection.send(with_plain_words(event))
            except OSError as error:
                log.warning("the window process no longer reads: %s", error)
                return
