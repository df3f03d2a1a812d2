"""Ringtones; each leader has one, so that the user hears for whom a call is."""

from collections.abc import Mapping
from enum import Enum


class Ringtone(Enum):
    """CLASSIC is the default."""

    CLASSIC = "classic"
    BELL = "bell"
    RISING = "rising"
    MARIMBA = "marimba"
    PULSE = "pulse"
    BIRD = "bird"


Ringtones = Mapping[str, Ringtone]
"""By the leader's user id, "" for own calls. Missing ones ring CLASSIC."""


def ringtones_from(stored: object) -> dict[str, Ringtone]:
    """The stored choices, without unknown values."""
    if not isinstance(stored, dict):
        return {}
    known = {ringtone.value: ringtone for ringtone in Ringtone}
    return {who: known[name] for who, name in stored.items() if isinstance(who, str) and _in(name, known)}


def ringtone_for(leader_id: str | None, ringtones: Ringtones) -> Ringtone:
    return ringtones.get(leader_id or "", Ringtone.CLASSIC)


def _in(name: object, known: Mapping[str, Ringtone]) -> bool:
    return isinstance(name, str) and name in known
