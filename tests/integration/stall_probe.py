"""Tells whether the machine itself stood still while something was measured."""

import contextlib
import os
import threading
import time
from types import TracebackType

STEP_S = 0.005


class StallProbe:
    """Sleeps in small steps at the engine's own priority and keeps the longest delay beyond a step."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "StallProbe":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), -10)
        while not self._stopped.is_set():
            began = time.perf_counter()
            time.sleep(STEP_S)
            self.longest_ms = max(self.longest_ms, 1000 * (time.perf_counter() - began - STEP_S))
