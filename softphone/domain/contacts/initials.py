"""Initials and colour of a person; the colour stays the same on this machine."""

import re
from collections.abc import Mapping, Sequence

COLOURS = 8
_ACADEMIC = frozenset({"dr", "prof", "professor", "dipl", "ing", "med", "jur", "phil", "rer", "nat", "mag"})
_TITLES = _ACADEMIC | frozenset({"msc", "bsc", "mba", "herr", "frau", "mr", "mrs", "ms", "sir", "dame"})
_PARTICLES = frozenset({"von", "van", "de", "der", "den", "zu", "zur", "vom", "zum", "la", "le", "di", "da", "del"})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def initials(name: str) -> str:
    """First letters of first and last name, without titles and particles; "?" without any letter."""
    words: list[str] = _WORD.findall(name[:200])
    names = [w for w in words if w.casefold() not in _TITLES] or words
    own = [w for w in names if w.casefold() not in _PARTICLES] or names
    if not own:
        return "?"
    letters = own[0][:2] if len(own) == 1 else own[0][0] + own[-1][0]
    return letters.upper()[:2]


def assign_colours(known: Mapping[str, int], leaders: Sequence[str]) -> Mapping[str, int]:
    """Colours of all leaders: colour = value % 8, double spine from 8 on. Assigned colours are kept.

    The colour of a former leader is reused only when all eight have been used.
    """
    places: Mapping[str, int] = _sound(known)
    for leader in leaders:
        if leader not in places:
            places = _with(places, leader, frozenset(leaders))
    return places


def _with(places: Mapping[str, int], leader: str, present: frozenset[str]) -> Mapping[str, int]:
    place = _lowest_free(set(places.values()))
    if place >= COLOURS:
        place = _lowest_free({value for owner, value in places.items() if owner in present})
    kept = {owner: value for owner, value in places.items() if value != place}
    return {**kept, leader: place}


def _lowest_free(taken: set[int]) -> int:
    return next(place for place in range(len(taken) + 1) if place not in taken)


def _sound(known: Mapping[str, int]) -> dict[str, int]:
    """The stored assignments, without invalid and duplicate ones."""
    places: dict[str, int] = {}
    for leader, place in known.items():
        if isinstance(place, int) and not isinstance(place, bool) and place >= 0 and place not in places.values():
            places[leader] = place
    return places
