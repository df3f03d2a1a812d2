"""Scheduled opt-outs ("Eingeloggt bis 14:00"). Pure; times are seconds since the epoch."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

_CLOCK = re.compile(r"\s*(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(?:uhr)?\s*\Z", re.IGNORECASE | re.ASCII)
_HALF_HOUR = timedelta(minutes=30)
_SHORTEST = timedelta(minutes=1)
_STEPS = (0, 1, 3, 5)
LAST_OFFERED_HOUR = 18

Ends = Mapping[str, float]
"""The time of the opt-out, by leader id."""


def time_of_day(text: str) -> tuple[int, int] | None:
    """Hour and minute of "14", "14:00", "14.30", "14 Uhr"; None for anything else."""
    found = _CLOCK.match(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def next_at(text: str, now: datetime) -> datetime | None:
    """The next occurrence of that time: today, else tomorrow. `now` is local."""
    time = time_of_day(text)
    if time is None:
        return None
    today = now.replace(hour=time[0], minute=time[1], second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def offered(now: datetime) -> tuple[datetime, ...]:
    """Times to choose from: the next half hours, then the evening; ascending."""
    first = now.replace(minute=0, second=0, microsecond=0)
    while first < now + _HALF_HOUR:
        first += _HALF_HOUR
    evening = now.replace(hour=LAST_OFFERED_HOUR, minute=0, second=0, microsecond=0)
    soon = {first + step * _HALF_HOUR for step in _STEPS}
    return tuple(sorted(soon | {evening} if evening - now >= _SHORTEST else soon))


def with_end(ends: Ends, leader_id: str, until_s: float | None) -> dict[str, float]:
    """None removes the scheduled opt-out."""
    others = {key: end_s for key, end_s in ends.items() if key != leader_id}
    return others if until_s is None else {**others, leader_id: until_s}


def due(ends: Ends, now_s: float) -> tuple[str, ...]:
    """The leaders whose opt-out is due, the oldest first."""
    return tuple(key for key, end_s in sorted(ends.items(), key=lambda item: item[1]) if end_s <= now_s)


def wait_s(ends: Ends, now_s: float) -> float | None:
    """The time until the next opt-out; None without any, never negative."""
    return max(0.0, min(ends.values()) - now_s) if ends else None


def from_stored(value: Any) -> dict[str, float]:
    """Reads stored opt-outs; invalid ones are left out."""
    if not isinstance(value, dict):
        return {}
    return {key: float(end_s) for key, end_s in value.items() if isinstance(key, str) and _is_time(end_s)}


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e11
