"""Reads commands from the pipe on a separate thread: polling the pipe on every turn costs more than the turn."""

import pickle
import queue
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import cast

from softphone.domain.telephone.commands import Command, Shutdown


class CommandInbox:
    """`pending` never blocks; `wake` ends the owner's wait. A closed pipe yields Shutdown."""

    def __init__(self, connection: Connection, wake: Callable[[], None]) -> None:
        self._connection, self._wake = connection, wake
        self._queue: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._read, name="inbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def pending(self) -> Iterator[Command]:
        while not self._queue.empty():
            yield self._queue.get_nowait()

    def _read(self) -> None:
        try:
            while True:
                self._put(cast("Command", self._connection.recv()))
        except (EOFError, OSError, pickle.UnpicklingError):
            self._put(Shutdown())

    def _put(self, command: Command) -> None:
        self._queue.put(command)
        self._wake()
