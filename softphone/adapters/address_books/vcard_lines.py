"""Lines of a vCard that vobject would drop or cut without a word: odd parameters, commas without a backslash."""

import re

from softphone.domain.contacts.name_folding import words

_FIELD = re.compile(
    r"(?P<name>(?:[\w-]+\.)?(?:TEL|FN|N|ORG|EMAIL|X-ABLABEL|UID))[ \t]*(?=[;:])", re.IGNORECASE | re.ASCII
)
_PARAMETER = re.compile(r"[A-Za-z0-9-]+(?:=.*)?\Z", re.DOTALL)
_SINGLE = frozenset({"TEL", "FN", "EMAIL", "X-ABLABEL", "UID"})
"""Fields of one value: vobject takes what stands before a bare comma."""
_COMMA = re.compile(r"(?<!\\),")
_ESCAPED = r"\\,"


def mended_line(line: str) -> str:
    """The line with well-formed parameters; what is none becomes a type: it may name the kind of a number."""
    field = _FIELD.match(line)
    if field is None or ":" not in line:
        return line
    parameters, value = _split(line[field.end() :])
    kept = (mended for one in parameters if (mended := _mended(one.strip())))
    single = field["name"].rpartition(".")[2].upper() in _SINGLE
    head = "".join((field["name"], *(f";{one}" for one in kept)))
    return f"{head}:{_COMMA.sub(_ESCAPED, value) if single else value}"


def _split(rest: str) -> tuple[list[str], str]:
    """Parameters and value; quotes that are never closed are no quotes."""
    for quotes in (True, False):
        parts, start, inside = [], 0, False
        for at, character in enumerate(rest):
            inside = inside != (quotes and character == '"')
            if inside or character not in ";:":
                continue
            parts.append(rest[start:at])
            start = at + 1
            if character == ":":
                return parts if quotes else [one.replace('"', "") for one in parts], rest[start:]
    return [], rest


def _mended(parameter: str) -> str:
    name, equals, value = parameter.partition("=")
    written = f"{name.strip()}={value.strip()}" if equals else parameter
    if not written or _PARAMETER.match(written):
        return written
    return f"TYPE={'-'.join(words(parameter))}" if words(parameter) else ""
