"""Shortening of names: the surname is the last part to go."""

from collections.abc import Callable, Iterator

Fits = Callable[[str], bool]
_CUT = "…"


def shortened_name(name: str, fits: Fits) -> str:
    """`name` where it fits, else "… Hohenstein-Wittelsbach"; a surname that is too long itself loses its end.

    A number, and a name written "surname, first name", lose their end.
    """
    if fits(name):
        return name
    start = "" if _begins_with_what_counts(name) else _CUT + " "
    words = name.split()
    for first in range(1, len(words)) if start else ():
        if fits(start + " ".join(words[first:])):
            return start + " ".join(words[first:])
    return _cut_at_end(words[-1] if start and words else name, fits)


def shortened_head(head: str, caller: str, fits: Fits) -> str:
    """A head line of leader and caller: the leader's part goes first, and its surname last."""
    return next((text for text in _head_variants(head, caller) if fits(text)), None) or shortened_name(
        caller or head, fits
    )


def _head_variants(head: str, caller: str) -> Iterator[str]:
    yield head
    if not caller or caller == head:
        return
    if head.endswith(caller):
        words = head[: -len(caller)].split()
        yield from (f"{_CUT} {' '.join(words[first:])} {caller}" for first in range(1, len(words)))
    elif head.startswith(caller):
        words = head[len(caller) :].split()
        yield from (f"{caller} {words[0]} {_CUT} {' '.join(words[first:])}" for first in range(2, len(words)))
        yield f"{caller} {_CUT}"


def _begins_with_what_counts(name: str) -> bool:
    return "," in name or not any(character.isalpha() for character in name)


def _cut_at_end(text: str, fits: Fits) -> str:
    """Halves the search: each measurement costs a layout."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle].rstrip(" ,") + _CUT) else (low, middle - 1)
    return text[:low].rstrip(" ,") + _CUT
