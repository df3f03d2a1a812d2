"""The clock of the program: the system's time of day, which during calls goes on by the monotonic clock."""

import asyncio
import time
from collections.abc import Callable


class SystemClock:
    """Fulfils the port `CallClock`."""

    def __init__(
        self, wall_s: Callable[[], float] = time.time, monotonic_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._wall_s, self._monotonic_s = wall_s, monotonic_s
        self._ahead_s: float | None = None

    def now_s(self) -> float:
        return self._wall_s() if self._ahead_s is None else self._monotonic_s() + self._ahead_s

    def keep_steady(self, steady: bool) -> None:
        if not steady:
            self._ahead_s = None
        elif self._ahead_s is None:
            self._ahead_s = self._wall_s() - self._monotonic_s()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
