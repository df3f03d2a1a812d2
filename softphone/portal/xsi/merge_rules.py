"""The rules by which a wish meets what is stored: whatever already says what is wished keeps its own words (unknown
enum words, spaces, "1" for true, an absent element that means its default).
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import TypeVar

from softphone.safe_xml import DocumentUnusable

E = TypeVar("E", bound=Enum)
B = TypeVar("B")
V = TypeVar("V")
P = TypeVar("P", bool, int)


def needed(value: V | None, name: str) -> V:
    if value is None:
        raise DocumentUnusable(f"{name} is missing")
    return value


def clean(stored: str | None) -> str | None:
    return (stored or "").strip() or None


def known(kind: type[E], stored: str | None) -> E | None:
    word = clean(stored)
    return next((member for member in kind if member.value == word), None)


def word(wish: E | None, stored: str | None) -> str | None:
    """None means a value unknown to this program: the stored word stays."""
    if wish is None or known(type(wish), stored) is wish:
        return stored
    return str(wish.value)


def said(wish: str | None, stored: str | None) -> str | None:
    return stored if clean(stored) == clean(wish) else wish


def or_default(stored: P | None, default: P) -> P:
    return default if stored is None else stored


def unless(wish: P, stored: P | None, default: P) -> P | None:
    return stored if or_default(stored, default) == wish else wish


def present(items: Iterable[V | None]) -> list[V]:
    return [item for item in items if item is not None]


def listed(
    wishes: Sequence[V],
    stored: Sequence[B],
    same: Callable[[V, B], bool],
    bind: Callable[[V, B], B],
    empty: Callable[[], B],
) -> list[B]:
    """Merges each new entry into the stored one it continues, else into an empty one."""
    free = list(stored)
    result: list[B] = []
    for wish in wishes:
        index = next((i for i, entry in enumerate(free) if same(wish, entry)), None)
        result.append(bind(wish, empty() if index is None else free.pop(index)))
    return result
