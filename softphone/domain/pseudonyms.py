"""Names and numbers become short stand-ins, the same one for the same person through a whole bundle."""

import re
from collections.abc import Iterable

_SHORTEST_NAME, _SHORTEST_NUMBER = 3, 6
_TAIL = 2

_SIP_USER = re.compile(r"(?i)\b((?:sips?|im|pres):)([^\s@;:<>\"',]+)(?=[@:;])(?=[^\s<>\"]*@|:[^\s@]*@|@)")
_TEL = re.compile(r"(?i)\b(tel:)([+\d][\d().\- ]*\d)")
_QUOTED_NAME = re.compile(r'"((?:\\.|[^"\\\r\n])+)"(\s*<\s*(?:sips?|tel):)', re.IGNORECASE)
_PLAIN_NAME = re.compile(r"(?im)^([\w-]+[ \t]*:[ \t]*)([^\s<\"][^<\"\r\n]*?)([ \t]*<[ \t]*(?:sips?|tel):)")
_NUMBER = re.compile(r"(?<![\w.:@/\-])(?:\+|0)\d[\d ()/\-]{4,}\d(?![\w.:])")
_ADDRESS = re.compile(r"(?<![\w.+-])([\w.+-]+)@(?=[\w-]+(?:\.[\w-]+)+)")


class Pseudonyms:
    """`names`: people known by name; they are replaced wherever they stand."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_text: dict[str, str] = {}
        known = {name.strip() for name in names if _is_telling(name.strip())}
        self._names = sorted(known, key=lambda name: (-len(name), name))

    def shorten(self, text: str) -> str:
        for name in self._names:
            if name in text:
                text = text.replace(name, self._name(name))
        text = _QUOTED_NAME.sub(lambda m: f'"{self._name(m[1])}"{m[2]}', text)
        text = _PLAIN_NAME.sub(lambda m: f"{m[1]}{self._name(m[2])}{m[3]}", text)
        text = _SIP_USER.sub(lambda m: m[1] + self._user(m[2]), text)
        text = _TEL.sub(lambda m: m[1] + self._user(m[2]), text)
        text = _ADDRESS.sub(lambda m: f"{self._user(m[1])}@", text)
        return _NUMBER.sub(lambda m: self._user(m[0]), text)

    def _name(self, name: str) -> str:
        """A stand-in stays what it is."""
        return name if name in self._by_text.values() else self._stand_in(name, "Name")

    def _user(self, user: str) -> str:
        if user in self._by_text.values():
            return user
        digits = re.sub(r"\D", "", user)
        is_number = len(digits) >= _TAIL and not re.search(r"[A-Za-z]", user)
        return self._stand_in(digits if is_number else user, "n" if is_number else "u")

    def _stand_in(self, text: str, kind: str) -> str:
        key = f"{kind} {text}"
        if key not in self._by_text:
            place = 1 + sum(known.startswith(f"{kind} ") for known in self._by_text)
            tail = f"-{text[-_TAIL:]}" if kind == "n" and len(text) > 2 * _TAIL else ""
            self._by_text[key] = f"{kind}{place}{tail}"
        return self._by_text[key]


def _is_telling(name: str) -> bool:
    """An extension of three digits stands in every second line and in none of them for a person."""
    return len(name) >= (_SHORTEST_NUMBER if name.isdigit() else _SHORTEST_NAME)
