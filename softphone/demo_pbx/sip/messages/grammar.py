"""The smallest pieces of SIP text: tokens, parameters, quoted strings (RFC 3261 section 25)."""

import re

TOKEN = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]+")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9.\-_]*[A-Za-z0-9.])?")

Params = dict[str, str | None]


class SipError(Exception):
    """A message that cannot be accepted, with the status to answer."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason


def is_token(text: str) -> bool:
    return TOKEN.fullmatch(text) is not None


def split_outside(text: str, separator: str) -> list[str]:
    """Split at `separator` outside quotes and angle brackets."""
    parts, start, depth, position = [], 0, 0, 0
    while position < len(text):
        character = text[position]
        if character == '"' and depth == 0:
            position = _end_of_quotes(text, position)
            continue
        depth += (character == "<") - (character == ">" and depth > 0)
        if character == separator and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
        position += 1
    parts.append(text[start:].strip())
    return parts


def _end_of_quotes(text: str, start: int) -> int:
    match = QUOTED.match(text, start)
    if match is None:
        raise SipError(400, "Unbalanced Quotes")
    return match.end()


def parse_params(parts: list[str]) -> Params:
    """`name` or `name=value` pieces; empty pieces and doubled names are errors."""
    params: Params = {}
    for part in parts:
        name, equals, value = (piece.strip() for piece in part.partition("="))
        name = name.lower()
        if not is_token(name) or name in params or (equals and not value):
            raise SipError(400, "Bad Parameter")
        params[name] = value if equals else None
    return params


def format_params(params: Params) -> str:
    return "".join(f";{name}" if value is None else f";{name}={value}" for name, value in params.items())


def unquote_string(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)


def quote_string(text: str) -> str:
    """A quoted string on one line; control characters become spaces so that no text can start a header field."""
    safe = re.sub(r"[\x00-\x1f\x7f]", " ", text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'


def parse_number(text: str, limit: int, what: str) -> int:
    """Decimal digits only (no sign, no Unicode digits), at most `limit`."""
    if not re.fullmatch(r"[0-9]{1,12}", text) or int(text) > limit:
        raise SipError(400, f"Bad {what}")
    return int(text)
