"""Whether an unanswered call of ours needs the local ringing tone although its media runs (RFC 3960 section 3.2)."""

LOUDEST_SILENCE = 2
"""pjsip's signal level (0 to 255) of about -49 dBFS [measured]: comfort noise is quieter, tones and words louder."""
SILENT_START_S = 0.7
LONGEST_PAUSE_S = 6.0
"""Longer than the pause of any ringing tone (ITU-T E.180: 5 s), so that two tones never alternate."""


class EarlySound:
    """Follows the signal level of early media."""

    def __init__(self) -> None:
        self._silent_since_s: float | None = None
        self._limit_s = SILENT_START_S

    def is_missing(self, level: int, now_s: float) -> bool:
        """Whether nothing has been heard for long enough; sound ends that at once."""
        if level > LOUDEST_SILENCE:
            self._silent_since_s, self._limit_s = now_s, LONGEST_PAUSE_S
        if self._silent_since_s is None:
            self._silent_since_s = now_s
        return now_s - self._silent_since_s >= self._limit_s

    @property
    def was_heard(self) -> bool:
        return self._limit_s == LONGEST_PAUSE_S
