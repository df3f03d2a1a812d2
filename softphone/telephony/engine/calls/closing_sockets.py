"""Sockets of ended calls: pjsip aborts the process at the 65th socket [measured]."""

FREED_AFTER_S = 0.6
"""PJ_IOQUEUE_KEY_FREE_DELAY and a little more."""


class ClosingSockets:
    """Tracks sockets that pjsip frees half a second after closing."""

    def __init__(self) -> None:
        self._closed_at_s: list[float] = []

    def closed(self, now_s: float, number: int = 1) -> None:
        self._closed_at_s += [now_s] * number

    def wait_s(self, most: int, now_s: float) -> float:
        """How long until at most `most` of them are not yet freed."""
        self._closed_at_s = [at for at in self._closed_at_s if now_s - at < FREED_AFTER_S]
        too_many = len(self._closed_at_s) - max(0, most)
        return self._closed_at_s[too_many - 1] + FREED_AFTER_S - now_s if too_many > 0 else 0.0
