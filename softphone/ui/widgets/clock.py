"""One shared clock for all times that run on the screen, so that they change together and wake the machine once."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import cache

from PySide6.QtCore import QObject, Qt, QTimer, Signal

INTERVAL_MS = 250
RESTING_MS = 15_000
"""Only minutes stand on the screen."""


class WallClock(QObject):
    """Emits `tick(now_s)` four times a second, at rest four times a minute; seconds since the epoch."""

    tick = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._clock: Callable[[], float] = time.time
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.on_timeout)
        self._timer.start(INTERVAL_MS)

    def now_s(self) -> float:
        return self._clock()

    def local_time(self) -> datetime:
        return datetime.fromtimestamp(self.now_s())

    def set_clock(self, clock: Callable[[], float]) -> None:
        """Another source of time, for tests and for pictures that must not change."""
        self._clock = clock

    def rest(self, resting: bool) -> None:
        """Whether no second is counted on the screen."""
        interval_ms = RESTING_MS if resting else INTERVAL_MS
        if self._timer.interval() != interval_ms:
            self._timer.start(interval_ms)
            self.on_timeout()

    def on_timeout(self) -> None:
        self.tick.emit(self.now_s())


@cache
def ticker() -> WallClock:
    """The one instance; made after the application object."""
    return WallClock()
