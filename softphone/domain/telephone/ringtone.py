"""Ringtones; each leader has one, so that the user hears for whom a call is."""

from collections.abc import Mapping
from enum import Enum


class Melody(Enum):
    """CLASSIC is the default."""

    CLASSIC = "classic"
    BELL = "bell"
    RISING = "rising"
    MARIMBA = "marimba"
    PULSE = "pulse"
    BIRD = "bird"


Melodies = Mapping[str, Melody]
"""By the leader's user id, "" for own calls. Missing ones ring CLASSIC."""


def melodies_from(stored: object) -> dict[str, Melody]:
    """The stored choices, without unknown values."""
    if not isinstance(stored, dict):
        return {}
    known = {melody.value: melody for melody in Melody}
    return {who: known[name] for who, name in stored.items() if isinstance(who, str) and _in(name, known)}


def melody_for(leader_id: str | None, melodies: Melodies) -> Melody:
    return melodies.get(leader_id or "", Melody.CLASSIC)


def _in(name: object, known: Mapping[str, Melody]) -> bool:
    return isinstance(name, str) and name in known
