"""Folding of names for comparison while typing: no case, accents or umlaut spellings (ä = ae = a)."""

import unicodedata

_LETTERS = {"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_BEFORE_E = frozenset("aou")


def fold(text: str) -> str:
    """Folds a text and keeps prefixes: a word is found by its first letters in any spelling."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    if plain.isascii():
        return _without_e(plain)
    return _without_e("".join(_LETTERS.get(c, c) for c in plain if not unicodedata.combining(c)))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name or a query."""
    return tuple("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _without_e(text: str) -> str:
    if "e" not in text:
        return text
    kept = [c for before, c in zip(" " + text, text, strict=False) if c != "e" or before not in _BEFORE_E]
    return "".join(kept)
