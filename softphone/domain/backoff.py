"""Growing pauses between attempts."""


def backoff_s(
    attempt: int, chance: float = 0.5, first_s: float = 1.0, limit_s: float = 60.0, jitter: float = 0.25
) -> float:
    """The pause after failed attempt number `attempt` (from 1): doubled each time, spread by ±`jitter`.

    `chance` (0 to 1) places it within the spread; never below `first_s` nor above `limit_s`.
    """
    middle_s = min(limit_s / (1 + jitter), first_s * 2.0 ** (min(max(attempt, 1), 30) - 1))
    low_s, high_s = max(first_s, (1 - jitter) * middle_s), (1 + jitter) * middle_s
    return low_s + (high_s - low_s) * min(max(chance, 0.0), 1.0)
