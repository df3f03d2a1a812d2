"""Parsers of SIP header values (RFC 3261, 3325, 3326, 5806, 7044): tolerant, linear, never raising.

Unreadable values are None or left out. Lists may come as several values or as one with commas.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from softphone.domain.platform_facts import SILENT_ALERT_NAMES, SPLASH_ALERT_NAMES
from softphone.domain.telephone.call import Ring

LONGEST_VALUE = 16_384
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_INDEX = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,30}\Z", re.ASCII)
_CAUSE = re.compile(r"[0-9]{1,6}\Z", re.ASCII)

_TAKEN = frozenset({("SIP", 200), ("Q.850", 26)})
_ELSEWHERE = re.compile(
    r"text\s*=\s*\"?[^\";,]*(?:(?:completed|answered|picked[ -]up|taken|accepted)\s+"
    r"(?:elsewhere|(?:by|on|at)\s+(?:an)?other)|lose_race|anderweitig|woanders)",
    re.IGNORECASE,
)

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NameAddr:
    """An address with its display name. `user` and `host` are decoded; parameter names are lower case."""

    display: str
    uri: str
    user: str
    host: str
    params: Params = ()
    uri_params: Params = ()

    def param(self, name: str) -> str | None:
        return next((value for key, value in self.params if key == name), None)


def parse_name_addr(text: str) -> NameAddr | None:
    text = text.strip()
    if not text or len(text) > LONGEST_VALUE:
        return None
    start = _find_outside_quotes(text, "<")
    if start < 0:
        uri, _, rest = text.partition(";")
        return _name_addr("", uri.strip(), rest)
    uri, _, rest = text[start + 1 :].partition(">")
    return _name_addr(_display_of(text[:start]), uri.strip(), rest)


def parse_name_addr_list(texts: Sequence[str]) -> tuple[NameAddr, ...]:
    parsed = (parse_name_addr(part) for text in texts for part in _split_list(text))
    return tuple(address for address in parsed if address is not None)


def history_targets(values: Sequence[str]) -> tuple[NameAddr, ...]:
    """The entries of History-Info, oldest first, ordered by index; entries without one come last."""
    entries = parse_name_addr_list(values)
    return tuple(sorted(entries, key=_index_of))


def answered_elsewhere(reason_header: str) -> bool:
    """Whether another telephone took the call: SIP 200, Q.850 26 (non-selected user clearing), or in words."""
    return bool(_TAKEN & set(_reasons(reason_header))) or _ELSEWHERE.search(reason_header) is not None


def alert_names(values: Sequence[str]) -> tuple[str, ...]:
    """The names in Alert-Info, lower case: of each entry the info= value, then the name."""
    names = (name for value in values for part in _split_list(value) for name in _alert_names_of(part))
    return tuple(dict.fromkeys(name for name in names if name))


def ring_of(
    alert_info: Sequence[str],
    silent_names: frozenset[str] = SILENT_ALERT_NAMES,
    splash_names: frozenset[str] = SPLASH_ALERT_NAMES,
) -> Ring:
    """Unknown names ring normally; silent overrides splash."""
    names = frozenset(alert_names(alert_info))
    if names & silent_names:
        return Ring.SILENT
    return Ring.SPLASH if names & splash_names else Ring.NORMAL


def _name_addr(display: str, uri: str, rest: str) -> NameAddr | None:
    scheme, colon, body = uri.partition(":")
    if not colon or not _SCHEME.match(scheme):
        return None
    user, host, parameters = _sip_parts(body) if scheme.lower() != "tel" else _tel_parts(body)
    if scheme.lower() not in {"sip", "sips", "tel"}:
        user, host = "", ""
    return NameAddr(display, uri, user, host, _params(rest), parameters)


def _sip_parts(body: str) -> tuple[str, str, Params]:
    """User, host and parameters of `user:password@host:port;params?headers`."""
    user, _, place = body.partition("@") if "@" in body else ("", "", body)
    address, _, parameters = place.partition("?")[0].partition(";")
    name, _, of_user = user.partition(":")[0].partition(";")
    return unquote(name, errors="replace"), _host(address), (*_params(of_user), *_params(parameters))


def _tel_parts(body: str) -> tuple[str, str, Params]:
    number, _, parameters = body.partition(";")
    return unquote(number, errors="replace"), "", _params(parameters)


def _host(address: str) -> str:
    """The host without the port; an IPv6 reference keeps its brackets."""
    if address.startswith("["):
        return address.partition("]")[0].lower() + "]"
    return address.partition(":")[0].strip().lower()


def _display_of(text: str) -> str:
    text = text.strip()
    if len(text) > 4 and text.startswith('""') and text.endswith('""'):
        text = text[1:-1]  # some exchanges quote twice
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
    return text.strip('"').strip()


def _params(text: str) -> Params:
    pairs = (part.partition("=") for part in _split(text, ";") if part.strip())
    return tuple((name.strip().lower(), _display_of(value)) for name, _, value in pairs)


def _index_of(entry: NameAddr) -> tuple[int, ...]:
    index = entry.param("index") or ""
    return tuple(int(n) for n in index.split(".")) if _INDEX.match(index) else (10**7,)


def _reasons(text: str) -> Iterator[tuple[str, int]]:
    """Protocol and cause of each Reason (RFC 3326); the cause is 0 where it has none."""
    for part in _split_list(text):
        protocol, _, rest = part.strip().partition(";")
        values: Mapping[str, str] = dict(reversed(_params(rest)))
        cause = values.get("cause", "")
        if protocol.strip() and "=" not in protocol:
            yield protocol.strip().upper(), int(cause) if _CAUSE.match(cause) else 0


def _alert_names_of(part: str) -> Iterator[str]:
    part = part.strip()
    start = _find_outside_quotes(part, "<")
    body, _, rest = part[start + 1 :].partition(">") if start >= 0 else part.partition(";")
    yield next((value.strip().lower() for name, value in _params(rest) if name == "info"), "")
    yield _last_segment(body.strip().strip('"').lower())


def _last_segment(uri: str) -> str:
    if uri.startswith("urn:"):
        return uri.rpartition(":")[2]
    path = uri.partition("?")[0].partition("#")[0].partition(";")[0].rstrip("/")
    return path.rpartition("/")[2].strip()


def _split_list(text: str) -> Iterator[str]:
    return _split(text, ",") if len(text) <= LONGEST_VALUE else iter(())


def _split(text: str, separator: str) -> Iterator[str]:
    """The parts between separators outside quotes and angle brackets."""
    start, bracketed = 0, False
    for position, character in _outside_quotes(text):
        if character in "<>":
            bracketed = character == "<"
        elif character == separator and not bracketed:
            yield text[start:position]
            start = position + 1
    yield text[start:]


def _find_outside_quotes(text: str, wanted: str) -> int:
    return next((position for position, character in _outside_quotes(text) if character == wanted), -1)


_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def _outside_quotes(text: str) -> Iterator[tuple[int, str]]:
    """Characters outside quoted strings; an unclosed quote quotes nothing."""
    position, quoting = 0, True
    while position < len(text):
        quoted = _QUOTED.match(text, position) if quoting and text[position] == '"' else None
        if quoted:
            position = quoted.end()
            continue
        quoting = quoting and text[position] != '"'
        yield position, text[position]
        position += 1
