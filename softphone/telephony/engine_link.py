"""One engine process: spawn, pipe, writer thread, end."""

import contextlib
import multiprocessing
import pickle
import queue
import threading
from collections.abc import Iterable, Iterator
from typing import cast

from softphone.domain.telephone.commands import Command
from softphone.domain.telephone.events import Event
from softphone.telephony.engine.main import run
from softphone.telephony.engine_options import EngineOptions

EXIT_LIMIT_S = 2.0


class EngineLink:
    """`send` only queues; a thread writes. `events` blocks and ends with the process."""

    def __init__(self, options: EngineOptions, first: Iterable[Command]) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe(duplex=True)
        self._process = context.Process(target=run, args=(theirs, options), name="telephone-engine", daemon=True)
        self._process.start()
        theirs.close()
        self._queue: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        for command in first:
            self._queue.put(command)
        self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)
        self._writer.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def send(self, command: Command) -> None:
        self._queue.put(command)

    def events(self) -> Iterator[Event]:
        while True:
            try:
                yield cast("Event", self._connection.recv())
            except (EOFError, OSError, pickle.UnpicklingError):
                return

    def end(self) -> int | None:
        """Waits for the process, kills it after a limit, returns its exit code."""
        self._queue.put(None)
        self._process.join(EXIT_LIMIT_S)
        if self._process.is_alive():
            self.kill()
            self._process.join(EXIT_LIMIT_S)
        self._writer.join(EXIT_LIMIT_S)
        self._connection.close()
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def _write(self) -> None:
        while (command := self._queue.get()) is not None:
            with contextlib.suppress(OSError):  # the reading side notices it too
                self._connection.send(command)
