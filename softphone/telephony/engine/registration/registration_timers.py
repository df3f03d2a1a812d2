"""Timers of a registration: next attempt, time without an answer, expiry of the binding."""

import math

ANSWER_LIMIT_S = 35.0
"""A transaction ends by itself after 32 s (RFC 3261 timer F); no answer comes after that."""


BUSY_PAUSE_S = 2.0
"""pjsip carries one REGISTER at a time, its own renewals included; the next one waits for the answer."""


SILENCE_LIMIT_S = 6.0
"""Over UDP pjsip reports a time-out after 32 s; the user is informed sooner, pjsip goes on trying."""


class RegistrationTimers:
    """Plain state; the owner sets `now_s` and `in_flight`."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.in_flight = False
        self._try_at_s: float | None = None
        self._silent_since_s: float | None = None
        self._asked_at_s = 0.0
        self._bound_until_s: float | None = None

    @property
    def due_s(self) -> float:
        """When the owner must look at the timers again at the latest."""
        silence_s = None if self._silent_since_s is None else self._silent_since_s + SILENCE_LIMIT_S
        times_s = (self._try_at_s, silence_s, self._bound_until_s)
        return min((at_s for at_s in times_s if at_s is not None), default=math.inf)

    # ------------------------------------------------------------ the next attempt

    def try_in(self, pause_s: float = 0.0) -> None:
        self._try_at_s = self.now_s + pause_s

    def try_soon(self) -> None:
        """Now, unless a time is set already."""
        self._try_at_s = self._try_at_s or self.now_s

    def cancel_retry(self) -> None:
        self._try_at_s = None

    @property
    def is_due(self) -> bool:
        return self._try_at_s is not None and self.now_s >= self._try_at_s

    # ------------------------------------------------------------ the answer to the last one

    @property
    def is_waiting(self) -> bool:
        """Whether an answer may still come."""
        return self.in_flight and self.now_s - self._asked_at_s < ANSWER_LIMIT_S

    def sent(self) -> None:
        self._silent_since_s = self._asked_at_s = self.now_s

    def wait_behind(self, busy: bool) -> None:
        """Schedules a retry for when pjsip can send again; the silence counts from the first attempt."""
        self._try_at_s = self._asked_at_s + ANSWER_LIMIT_S if busy else self.now_s + BUSY_PAUSE_S
        self.count_silence()

    def count_silence(self) -> None:
        self._silent_since_s = self._silent_since_s or self.now_s

    def clear_silence(self) -> None:
        self._silent_since_s = None

    def answered(self) -> None:
        self.clear_silence()
        self.in_flight = False

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
