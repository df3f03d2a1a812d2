"""Text from the network made harmless for one line on the screen."""

import unicodedata

_DIRECTION_AND_INVISIBLE = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_ELLIPSIS = "…"


def plain(text: str, limit: int = 120) -> str:
    """One line without control, direction and invisible characters; what is over `limit` becomes "…"."""
    line = " ".join("".join(_kept(c) for c in text[: 8 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + _ELLIPSIS


def _kept(character: str) -> str:
    if character in _DIRECTION_AND_INVISIBLE:
        return ""
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cs" | "Cn" | "Co":
            return ""
        case _:
            return character
