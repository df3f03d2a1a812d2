"""Sends events to the window process in order, from any thread, without blocking it."""

import logging
import queue
import threading
from dataclasses import fields, is_dataclass, replace
from multiprocessing.connection import Connection
from typing import TypeVar, cast

from softphone.domain.telephone.events import Event

log = logging.getLogger(__name__)

T = TypeVar("T")


def with_valid_text(value: T) -> T:
    """The value with all its texts valid Unicode."""
    if isinstance(value, str):
        return cast("T", valid_text(value))
    if isinstance(value, tuple):
        return cast("T", tuple(with_valid_text(each) for each in value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    before = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: now for name, old in before.items() if (now := with_valid_text(old)) != old}
    return cast("T", replace(value, **changed)) if changed else value


def valid_text(text: str) -> str:
    """Reads lines that are not UTF-8 as Latin-1, in which older platforms send names."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "\n".join(map(_line, text.split("\n")))
    return text


def _line(line: str) -> str:
    try:
        line.encode()
    except UnicodeEncodeError:
        return line.encode("utf-8", "surrogatepass" if _is_foreign(line) else "surrogateescape").decode("latin-1")
    return line


def _is_foreign(line: str) -> bool:
    """Whether the line has surrogates that stand for no octet; the network cannot send these."""
    return any("\ud800" <= character <= "\udfff" and not "\udc80" <= character <= "\udcff" for character in line)


class EventOutbox:
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
                self._connection.send(with_valid_text(event))
            except OSError as error:
                log.warning("the window process no longer reads: %s", error)
                return
