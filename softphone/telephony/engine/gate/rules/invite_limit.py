"""The rate at which new calls are taken: pjsip aborts when a hundred come and go within a second."""

INVITES_PER_S = 10.0
BURST = 20.0


class InviteLimit:
    """A token bucket."""

    def __init__(self, per_s: float = INVITES_PER_S, burst: float = BURST) -> None:
        self._per_s, self._burst = per_s, burst
        self._tokens, self._at_s = burst, 0.0

    def admit(self, now_s: float) -> bool:
        self._tokens = min(self._burst, self._tokens + (now_s - self._at_s) * self._per_s)
        self._at_s = now_s
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True
