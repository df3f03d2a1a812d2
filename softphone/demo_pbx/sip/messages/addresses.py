"""SIP URIs, name-addr values and Via values: parsed strictly, written back canonically."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from softphone.demo_pbx.sip.messages.grammar import (
    HOST,
    QUOTED,
    Params,
    SipError,
    format_params,
    is_token,
    parse_number,
    parse_params,
    quote_string,
    split_outside,
    unquote_string,
)

SIP_SCHEMES = ("sip", "sips")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)
_VIA = re.compile(r"SIP\s*/\s*2\.0\s*/\s*(\S+)\s+(.+)", re.IGNORECASE | re.DOTALL)
_USER_SAFE = "-_.!~*'()&=+$,;?/"
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def split_host(text: str) -> tuple[str, int | None]:
    """`host`, `host:port`, `[v6]:port`; spaces around the colon are allowed (Via)."""
    match = HOST.match(text)
    if match is None:
        raise SipError(400, "Bad Host")
    rest = text[match.end() :].strip()
    if not rest:
        return match.group(), None
    if not rest.startswith(":"):
        raise SipError(400, "Bad Host")
    return match.group(), parse_number(rest[1:].strip(), 65535, "Port")


@dataclass(frozen=True, slots=True)
class Uri:
    """A SIP(S) URI; any other scheme is kept as `opaque`."""

    scheme: str
    user: str | None = None
    host: str = ""
    port: int | None = None
    params: Params = field(default_factory=dict)
    headers: str = ""
    opaque: str = ""

    @classmethod
    def parse(cls, text: str) -> "Uri":
        match = _SCHEME.fullmatch(text)
        if match is None or re.search(r'[\s<>"\x00-\x1f]', text) or _ESCAPE.search(text):
            raise SipError(400, "Bad URI")
        scheme, rest = match.group(1).lower(), match.group(2)
        if scheme not in SIP_SCHEMES:
            return cls(scheme, opaque=rest)
        user, at, rest = rest.rpartition("@")
        rest, _, headers = rest.partition("?")
        place, *params = rest.split(";")
        host, port = split_host(place)
        return cls(scheme, user if at else None, host, port, parse_params(params), headers)

    @classmethod
    def of(cls, user: str, host: str) -> "Uri":
        """A URI with the given user part, escaped as needed."""
        return cls("sip", quote(user, safe=_USER_SAFE), host)

    @property
    def name(self) -> str:
        """The user part without escapes, password and user parameters."""
        return unquote((self.user or "").split(";")[0].split(":")[0])

    @property
    def is_sip(self) -> bool:
        return self.scheme in SIP_SCHEMES

    def same_as(self, other: "Uri") -> bool:
        """Close enough to RFC 3261 section 19.1.4 for telling registrations apart."""
        return self._comparable() == other._comparable()

    def _comparable(self) -> tuple[object, ...]:
        transport = (self.params.get("transport") or "").lower()
        return self.scheme, unquote(self.user or ""), self.host.lower(), self.port, transport, self.opaque

    def __str__(self) -> str:
        if not self.is_sip:
            return f"{self.scheme}:{self.opaque}"
        user = "" if self.user is None else f"{self.user}@"
        port = "" if self.port is None else f":{self.port}"
        headers = f"?{self.headers}" if self.headers else ""
        return f"{self.scheme}:{user}{self.host}{port}{format_params(self.params)}{headers}"


@dataclass(frozen=True, slots=True)
class NameAddr:
    """`"display" <uri>;params`, the form of From, To, Contact, Diversion, Refer-To."""

    uri: Uri
    display: str = ""
    params: Params = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> "NameAddr":
        display, uri, tail = _split_name_addr(text.strip())
        params = parse_params(split_outside(tail[1:], ";")) if tail else {}
        return cls(Uri.parse(uri), display, params)

    @property
    def tag(self) -> str:
        return self.params.get("tag") or ""

    def tagged(self, tag: str) -> "NameAddr":
        return replace(self, params={**self.params, "tag": tag})

    def __str__(self) -> str:
        display = quote_string(self.display) + " " if self.display else ""
        return f"{display}<{self.uri}>{format_params(self.params)}"


def _split_name_addr(text: str) -> tuple[str, str, str]:
    quoted = QUOTED.match(text)
    display = unquote_string(quoted.group()) if quoted else ""
    rest = text[quoted.end() :].strip() if quoted else text
    if "<" not in rest:
        return _split_addr_spec(rest, bool(quoted))
    before, _, after = rest.partition("<")
    uri, closed, tail = after.partition(">")
    if not closed or (quoted and before) or not all(is_token(word) for word in before.split()):
        raise SipError(400, "Bad Name-Addr")
    tail = tail.strip()
    if tail and not tail.startswith(";"):
        raise SipError(400, "Bad Name-Addr")
    return display or " ".join(before.split()), uri, tail


def _split_addr_spec(text: str, quoted: bool) -> tuple[str, str, str]:
    """Without angle brackets all parameters belong to the header, and `,` and `?` are forbidden in the URI."""
    uri, semicolon, tail = text.partition(";")
    if quoted or "?" in uri or "," in uri:
        raise SipError(400, "Address Needs Angle Brackets")
    return "", uri.strip(), semicolon + tail


@dataclass(frozen=True, slots=True)
class Via:
    protocol: str
    host: str
    port: int | None
    params: Params

    @classmethod
    def parse(cls, text: str) -> "Via":
        head, *params = split_outside(text, ";")
        match = _VIA.fullmatch(head)
        if match is None or not is_token(match.group(1)):
            raise SipError(400, "Bad Via")
        host, port = split_host(match.group(2).strip())
        return cls(match.group(1).upper(), host, port, parse_params(params))

    @property
    def branch(self) -> str:
        return self.params.get("branch") or ""

    def seen_from(self, host: str, port: int) -> "Via":
        """With `received` and `rport` filled in for the source address (RFC 3261 18.2.1, RFC 3581)."""
        extra: Params = {}
        if self.host != host or "rport" in self.params:
            extra["received"] = host
        if "rport" in self.params:
            extra["rport"] = str(port)
        return replace(self, params={**self.params, **extra})

    def __str__(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        return f"SIP/2.0/{self.protocol} {self.host}{port}{format_params(self.params)}"
