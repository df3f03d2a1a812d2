"""The window's side of one engine process: commands, events, its end."""

import contextlib
import logging
import pickle
import queue
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from typing import cast

from softphone import own_program
from softphone.domain.telephone.commands import Command, Shutdown
from softphone.domain.telephone.events import EngineBeat, EngineSilent, Event
from softphone.telephony.engine_child import EngineChild
from softphone.telephony.engine_options import EngineOptions

EXIT_LIMIT_S = 2.0
SILENT_AFTER_S = 3.0
"""Three beats missed: told; as many again: the engine is ended."""
START_LIMIT_S = 60.0
OWN_PAUSE_S = 2.0
"""More than this beyond a limit: this machine slept. On one that is merely busy, a living engine's beats lie
in the pipe by then.
"""

log = logging.getLogger(__name__)


class EngineLink:
    """`send` only queues; a thread writes. `events` blocks and ends with the process."""

    def __init__(self, child: EngineChild, options: EngineOptions, first: Sequence[Command]) -> None:
        self._process, self._commands, self._events = child.process, child.commands, child.events
        with contextlib.suppress(OSError):  # it has ended already; `events` notices it too
            self._commands.send(options)
        self._stopping = any(isinstance(command, Shutdown) for command in first)
        self._queue: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        for command in first:
            self._queue.put(command)
        self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)
        self._writer.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def send(self, command: Command) -> None:
        self._stopping = self._stopping or isinstance(command, Shutdown)
        self._queue.put(command)

    def events(self) -> Iterator[Event]:
        """Ends an engine whose beats do not come, and tells before that it stands still."""
        limit_s, silent = START_LIMIT_S, False
        while True:
            try:
                event = self._next(limit_s)
            except (EOFError, OSError, pickle.UnpicklingError):
                return
            if event is None and (silent or self._stopping or limit_s == START_LIMIT_S):
                log.warning("the engine stands still and is ended")
                self.kill()
                continue
            if silent is not (event is None):
                silent = event is None
                yield EngineSilent(silent)
            if isinstance(event, EngineBeat):
                limit_s = SILENT_AFTER_S
            elif event is not None:
                yield event

    def _next(self, limit_s: float) -> Event | None:
        """None after `limit_s` without an event, unless this process itself stood still."""
        while True:
            began_s = time.monotonic()
            if self._events.poll(limit_s):
                return cast("Event", self._events.recv())
            if time.monotonic() - began_s < limit_s + OWN_PAUSE_S:
                return None

    def end(self) -> int | None:
        """Waits for the process, kills it after a limit, returns its exit code."""
        self._queue.put(None)
        if not self._ends():
            self.kill()
            self._ends()
        own_program.forget(self._process)
        self._writer.join(EXIT_LIMIT_S)
        self._commands.close()
        self._events.close()
        return self._process.returncode

    def _ends(self) -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(EXIT_LIMIT_S)
        return self._process.returncode is not None

    def kill(self) -> None:
        self._process.kill()

    def _write(self) -> None:
        while (command := self._queue.get()) is not None:
            with contextlib.suppress(OSError):  # the reading side notices it too
                self._commands.send(command)
