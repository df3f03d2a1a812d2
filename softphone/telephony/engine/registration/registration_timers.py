"""When the next REGISTER goes out, since when the last one is unanswered, and until when the registrar keeps us."""

import random
from collections.abc import Callable

ANSWER_LIMIT_S = 35.0
"""A transaction ends by itself after 32 s (RFC 3261 timer F): an answer that has not come then never will."""


BUSY_PAUSE_S = 2.0
"""pjsip carries one REGISTER at a time, its own renewals included; a new wish waits for the answer to the last."""


SILENCE_LIMIT_S = 6.0
"""UDP only knows after 32 s that nobody answers; a person is told sooner, pjsip goes on trying."""


class RegistrationTimers:
    """A clock face: whoever owns it moves the hands."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.under_way = False
        self._try_at_s: float | None = None
        self._silent_since_s: float | None = None
        self._asked_at_s = 0.0
        self._bound_until_s: float | None = None

    # ------------------------------------------------------------ the next attempt

    def try_in(self, pause_s: float = 0.0) -> None:
        self._try_at_s = self.now_s + pause_s

    def try_soon(self) -> None:
        """Now, unless a time is set already."""
        self._try_at_s = self._try_at_s or self.now_s

    def try_no_more(self) -> None:
        self._try_at_s = None

    @property
    def is_due(self) -> bool:
        return self._try_at_s is not None and self.now_s >= self._try_at_s

    # ------------------------------------------------------------ the answer to the last one

    @property
    def is_waiting(self) -> bool:
        """For an answer that may still come."""
        return self.under_way and self.now_s - self._asked_at_s < ANSWER_LIMIT_S

    def sent(self) -> None:
        self._silent_since_s = self._asked_at_s = self.now_s

    def wait_behind(self, busy: bool) -> None:
        """Until pjsip can send again; the silence counts from the first attempt."""
        self._try_at_s = self._asked_at_s + ANSWER_LIMIT_S if busy else self.now_s + BUSY_PAUSE_S
        self.count_silence()

    def count_silence(self) -> None:
        self._silent_since_s = self._silent_since_s or self.now_s

    def heard(self) -> None:
        self._silent_since_s = None

    def answered(self) -> None:
        self.heard()
        self.under_way = False

    @property
    def is_silent(self) -> bool:
        return self._silent_since_s is not None and self.now_s - self._silent_since_s > SILENCE_LIMIT_S

    # ------------------------------------------------------------ the binding

    def bound_for(self, expires_s: float) -> None:
        self._bound_until_s = self.now_s + expires_s

    def unbound(self) -> None:
        self._bound_until_s = None

    @property
    def has_expired(self) -> bool:
        return self._bound_until_s is not None and self.now_s >= self._bound_until_s


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
