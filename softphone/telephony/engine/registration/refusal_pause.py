"""Pauses between attempts while the server refuses the registration."""

import random
from collections.abc import Callable

from softphone.domain.backoff import backoff_s

LIMIT_S = 1800.0
LONGEST_WAIT_S = 600.0
"""Caps Retry-After at ten minutes, so that a mistyped value cannot keep us offline."""
SHORTEST_WAIT_S = 5.0
"""The first pause where Retry-After names a shorter one; it doubles too, as the server may always name it."""


class RefusalPause:
    """`first_s` doubles with each refusal up to half an hour; Retry-After takes its place."""

    def __init__(self, first_s: float, chance: Callable[[], float] = random.random) -> None:
        self._first_s, self._chance = first_s, chance
        self._refusals = 0

    def reset(self) -> None:
        self._refusals = 0

    def next_s(self, wait_s: float | None) -> float:
        self._refusals += 1
        first_s = self._first_s if wait_s is None else min(self._first_s, SHORTEST_WAIT_S)
        pause_s = backoff_s(self._refusals, self._chance(), first_s, LIMIT_S)
        return max(pause_s, min(wait_s or 0.0, LONGEST_WAIT_S))
