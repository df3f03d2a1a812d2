"""Search filters of LDAP as text (RFC 4515) into BER: and, or, not, equality, presence, parts of a value."""

import re

from softphone.adapters.address_books.ldap_ber import BerError, octets, sequence

DEEPEST = 20
_AND, _OR, _NOT, _EQUAL, _PARTS, _AT_LEAST, _AT_MOST, _PRESENT, _ALIKE = (
    0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0x87, 0xA8,
)  # fmt: skip
_ITEM = re.compile(r"\s*(?P<name>[A-Za-z0-9.;-]+)\s*(?P<sign>>=|<=|~=|=)(?P<value>[^()]*)\Z", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-9A-Fa-f]{2})")
_SIGNS = {">=": _AT_LEAST, "<=": _AT_MOST, "~=": _ALIKE, "=": _EQUAL}


def filter_ber(text: str) -> bytes:
    """Raises BerError for what is no filter."""
    made, rest = _filter(text.strip(), 0)
    if rest.strip():
        raise BerError("filter")
    return made


def _filter(text: str, depth: int) -> tuple[bytes, str]:
    if not text.startswith("(") or depth > DEEPEST:
        raise BerError("filter")
    sign, rest = text[1:2], text[2:].lstrip()
    if sign in ("&", "|"):
        parts = []
        while rest.startswith("("):
            part, rest = _filter(rest, depth + 1)
            rest = rest.lstrip()
            parts.append(part)
        return sequence(*parts, tag=_AND if sign == "&" else _OR), _closed(rest)
    if sign == "!":
        part, rest = _filter(rest, depth + 1)
        return sequence(part, tag=_NOT), _closed(rest.lstrip())
    item, bracket, rest = text[1:].partition(")")
    return _item(item), rest if bracket else _closed("")


def _closed(rest: str) -> str:
    if not rest.startswith(")"):
        raise BerError("filter")
    return rest[1:]


def _item(text: str) -> bytes:
    match = _ITEM.match(text)
    if match is None:
        raise BerError("filter")
    name, value = match["name"], match["value"].strip()
    if match["sign"] != "=" or "*" not in value:
        return sequence(octets(name), octets(_plain(value)), tag=_SIGNS[match["sign"]])
    if value == "*":
        return octets(name, _PRESENT)
    first, *middle, last = value.split("*")
    parts = [(0x80, first), *((0x81, one) for one in middle), (0x82, last)]
    return sequence(octets(name), sequence(*(octets(_plain(one), tag) for tag, one in parts if one)), tag=_PARTS)


def _plain(value: str) -> bytes:
    return _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), value.encode())
