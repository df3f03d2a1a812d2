"""Sanitised text from the network for one line on the screen."""

import unicodedata

_JOINERS = frozenset("\u200c\u200d")
"""Used in Persian words and emoji; allowed between other characters only."""
_SEEN_ALTHOUGH_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_LETTERS_NOBODY_SEES = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_ELLIPSIS = "…"


def plain(text: str, limit: int = 120) -> str:
    """One line without control, direction and invisible characters; beyond `limit` it ends with "…"."""
    line = " ".join("".join(_kept(c) for c in text[: 8 * limit]).split()).strip("\u200c\u200d ")
    return line if len(line) <= limit else line[: limit - 1].rstrip() + _ELLIPSIS


def _kept(character: str) -> str:
    if character in _LETTERS_NOBODY_SEES:
        return ""
    match unicodedata.category(character):
        case "Cf":
            return character if character in _JOINERS | _SEEN_ALTHOUGH_FORMAT else ""
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cs" | "Cn" | "Co":
            return ""
        case _:
            return character
