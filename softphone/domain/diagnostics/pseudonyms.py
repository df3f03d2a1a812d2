"""Pseudonyms for names and numbers, consistent within a diagnostic bundle."""

import re
from collections.abc import Iterable

_SHORTEST_NAME, _SHORTEST_NUMBER = 3, 6
_TAIL = 2
LEFT_OUT = "<left out>"

_FOLD = r"\r?\n[ \t]"
_NEXT = r"[ \t]*<[ \t]*(?:sips?|tel|im|pres):"
_SIP_USER = re.compile(r"(?i)\b((?:sips?|im|pres):)([^\s@;:<>\"',]+)(?=[@:;])(?=[^\s<>\"]{0,300}@)")
_TEL = re.compile(r"(?i)\b(tel:)([+\d][\d().\- ]*\d)")
_QUOTED_NAME = re.compile(rf'"((?:\\.|{_FOLD}|[^"\\\r\n])+)"(?=(?:{_FOLD})?{_NEXT})', re.IGNORECASE)
_PLAIN_NAME = re.compile(
    rf"(?im)(^[\w-]+[ \t]*:|>[^\r\n<>\",]*,)((?:[ \t]|{_FOLD})*)([^\s<\"](?:{_FOLD}|[^<\"\r\n,])*)(?={_NEXT})"
)
"""Both also match folded headers; no two parts match the same text, so long lines take linear time."""
_DISPLAY = re.compile(r"""(?i)(\b(?:display|display-name|displayname)\s*=\s*)("[^"]*"|'[^']*')""")
_DISPLAY_ELEMENT = re.compile(
    r"(?is)(<((?:[\w.-]{1,40}:)?(?:display-?name|(?:first|last|full)?name)\b)[^>]{0,300}>)([^<]+)(</\2\s*>)"
)
_TELLING_HEADER = re.compile(
    r"""(?imx) ^ ( (?: subject | s | organization | call-info | identity | y | user-to-user | geolocation | alert-name
        | x-[\w-]{0,40}(?:name|caller|user|display|number|contact)[\w-]{0,40} ) [ \t]* : )
        [^\r\n]* (?: \r?\n [ \t]+ [^\r\n]* )*"""
)
"""Free text about people, their picture, or a signed copy of their numbers (RFC 8224)."""
_SDP_NAMED = re.compile(r"(?m)^(s|i|e|p|u)=(?!-|pjmedia\b)[^\r\n]+(?=\r?$)")
_SDP_ORIGIN = re.compile(r"(?m)^(o=)(?!-[ ])([^\s]+)(?=[ ]\d+[ ]\d+[ ]IN[ ])")
_NUMBER = re.compile(r"(?<![\w.:@/\-])(?:\+|0)\d[\d ()/\-]{4,40}\d(?![\w:]|\.\w)")
_ADDRESS = re.compile(r"(?<![\w.+-])([\w.+-]+)@(?=\[?[\w:]+)")


class Pseudonyms:
    """`names`: known people's names; they are replaced everywhere."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_text: dict[str, str] = {}
        known = {name.strip() for name in names if _is_telling(name.strip())}
        self._names = sorted(known, key=lambda name: (-len(name), name))

    def shorten(self, text: str) -> str:
        for name in self._names:
            if name in text:
                text = text.replace(name, self._name(name))
        return self._numbers(self._addresses(self._display_names(_TELLING_HEADER.sub(rf"\1 {LEFT_OUT}", text))))

    def _display_names(self, text: str) -> str:
        text = _QUOTED_NAME.sub(lambda m: f'"{self._name(m[1])}"', text)
        text = _PLAIN_NAME.sub(lambda m: f"{m[1]}{m[2]}{self._name(m[3])} ", text)
        text = _DISPLAY.sub(lambda m: f"{m[1]}{m[2][0]}{self._name(m[2][1:-1])}{m[2][0]}", text)
        text = _DISPLAY_ELEMENT.sub(lambda m: f"{m[1]}{self._name(m[3])}{m[4]}", text)
        text = _SDP_NAMED.sub(rf"\1={LEFT_OUT}", text)
        return _SDP_ORIGIN.sub(lambda m: m[1] + self._user(m[2]), text)

    def _addresses(self, text: str) -> str:
        text = _SIP_USER.sub(lambda m: m[1] + self._user(m[2]), text)
        text = _TEL.sub(lambda m: m[1] + self._user(m[2]), text)
        return _ADDRESS.sub(lambda m: f"{self._user(m[1])}@", text)

    def _numbers(self, text: str) -> str:
        return _NUMBER.sub(lambda m: self._user(m[0]), text)

    def _name(self, name: str) -> str:
        """The pseudonym of a name, ignoring folding; an existing pseudonym is unchanged."""
        name = " ".join(name.split())
        return name if not name or name in self._by_text.values() else self._stand_in(name, "Name")

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
    """Whether a name is specific enough: three-digit extensions match unrelated numbers everywhere."""
    return len(name) >= (_SHORTEST_NUMBER if name.isdigit() else _SHORTEST_NAME)
