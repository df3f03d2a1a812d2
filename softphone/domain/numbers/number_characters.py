"""Characters of numbers as PDFs, letters and web pages write them, and their ASCII."""

import unicodedata

_SIGNS = {
    "-": "\u2212\u2043\u02d7\u2500\u2796\u00ac\u30fc\uff70",
    ".": "\u00b7\u0387\u2022\u2023\u2027\u2024\u2219\u22c5\u25cf\u25aa\u2e31\u2e33\u30fb\uff65\uff0e\u16eb",
    "/": "\u2044\u2215\u29f8\uff0f\u2571",
    "|": "\u2502\uff5c\u00a6",
    "+": "\uff0b\ufe62\u207a\u2795",
    "(": "\uff08\ufe59\u207d\u2768",
    ")": "\uff09\ufe5a\u207e\u2769",
    "[": "\uff3b\u3010",
    "]": "\uff3d\u3011",
    "*": "\uff0a\ufe61\u2217\u204e\u2731",
    "#": "\uff03\ufe5f\u266f",
    " ": "\u2800\u260e\u260f\u2706\u2121\u2028\u2029\U0001f4de\U0001f4f1\U0001f4e0\U0001f4f2\u00a4",
    "": "\u20e3\u034f\u3164\uffa0\u115f\u1160\u17b4\u17b5",
}
_ASCII = {character: sign for sign, characters in _SIGNS.items() for character in characters}
_OF_CATEGORIES = {"Pd": "-", "Zs": " ", "Cf": ""}


def ascii_of(character: str) -> str:
    """Digits of other scripts, dashes, dots and spaces as ASCII; invisible characters are removed."""
    if character.isascii():
        return " " if character.isspace() else character
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    if "\ufe00" <= character <= "\ufe0f":
        return ""
    sign = _ASCII.get(character)
    return _OF_CATEGORIES.get(unicodedata.category(character), character) if sign is None else sign
