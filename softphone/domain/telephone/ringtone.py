"""The tones a call can ring with; each leader has one, so that the ear knows for whom before the eye does."""

from collections.abc import Mapping
from enum import Enum


class Melody(Enum):
    """CLASSIC unless somebody chose another one."""

    CLASSIC = "classic"
    BELL = "bell"
    RISING = "rising"
    MARIMBA = "marimba"
    PULSE = "pulse"
    BIRD = "bird"


Melodies = Mapping[str, Melody]
"""By the leader's user id; "" for calls of one's own. What is not in it rings CLASSIC."""


def melodies_from(stored: object) -> dict[str, Melody]:
    """What was stored, as far as it is known here."""
    if not isinstance(stored, dict):
        return {}
    known = {melody.value: melody for melody in Melody}
    return {who: known[name] for who, name in stored.items() if isinstance(who, str) and _in(name, known)}


def melody_for(leader_id: str | None, melodies: Melodies) -> Melody:
    return melodies.get(leader_id or "", Melody.CLASSIC)


def _in(name: object, known: Mapping[str, Melody]) -> bool:
    return isinstance(name, str) and name in known
