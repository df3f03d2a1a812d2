"""Search for settings by the words people use for them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Searchable:
    """`further`: explanation, values and key; matches there rank below those in the label."""

    key: str
    label: str
    further: str = ""


def found(everything: Sequence[Searchable], query: str) -> tuple[Searchable, ...]:
    """All in which every word of the query begins, ends or is part of a word; labels first, else in given order."""
    words = _folded(query).split()
    if not words:
        return ()
    hits = [(rank, one) for one in everything if (rank := _rank(one, words)) is not None]
    return tuple(one for _, one in sorted(hits, key=lambda hit: hit[0]))


def _rank(one: Searchable, words: Sequence[str]) -> int | None:
    label = _folded(one.label)
    whole = f"{label} {_folded(one.further)} {_folded(one.key)}"
    if not all(word in whole for word in words):
        return None
    return sum(word not in label for word in words)


def _folded(text: str) -> str:
    """Folds alternative spellings: ß and ss, ä and ae."""
    folded = text.casefold()
    for letter, typed in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        folded = folded.replace(letter, typed)
    return folded
