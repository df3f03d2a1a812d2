"""Growing pauses between attempts, with jitter so that a whole office does not return at the same moment."""

import random
from collections.abc import Callable


class Backoff:
    """1, 2, 4 … up to `limit_s` seconds, each spread by ±`jitter` of itself."""

    def __init__(
        self,
        first_s: float = 1.0,
        limit_s: float = 60.0,
        jitter: float = 0.2,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._first_s = first_s
        self._limit_s = limit_s
        self._jitter = jitter
        self._chance = chance
        self._next_s = first_s

    def reset(self) -> None:
        self._next_s = self._first_s

    def pause_s(self) -> float:
        """The next pause; each call doubles the one after it."""
        pause = self._next_s
        self._next_s = min(self._limit_s, pause * 2)
        return min(self._limit_s, pause * (1 + self._jitter * (2 * self._chance() - 1)))
