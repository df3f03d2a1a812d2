"""SIP messages: a strict parser and the serialiser (RFC 3261 section 7, torture cases of RFC 4475)."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from softphone.demo_pbx.sip.messages.addresses import NameAddr, Uri, Via
from softphone.demo_pbx.sip.messages.grammar import SipError, is_token, parse_number, split_outside
from softphone.demo_pbx.sip.messages.statuses import reason_of

MAX_BODY_BYTES = 10_000_000
MAX_CSEQ = 2**31 - 1
_COMPACT = {
    "a": "accept-contact", "b": "referred-by", "c": "content-type", "d": "request-disposition",
    "e": "content-encoding", "f": "from", "i": "call-id", "j": "reject-contact", "k": "supported",
    "l": "content-length", "m": "contact", "o": "event", "r": "refer-to", "s": "subject", "t": "to",
    "u": "allow-events", "v": "via", "x": "session-expires",
}  # fmt: skip
_CANONICAL = {
    "call-id": "Call-ID", "cseq": "CSeq", "via": "Via", "from": "From", "to": "To", "contact": "Contact",
    "mime-version": "MIME-Version", "www-authenticate": "WWW-Authenticate",
    "x-broadworks-correlation-info": "X-BroadWorks-Correlation-Info",
}  # fmt: skip
_REQUIRED = ("via", "from", "to", "call-id", "cseq")
_ONCE = ("from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type", "expires")
_NUMBERS = (("max-forwards", 255), ("expires", 2**32 - 1))
_STATUS_LINE = re.compile(r"SIP/2\.0 ([1-6][0-9]{2})(?: (.*))?", re.IGNORECASE)
_REQUEST_LINE = re.compile(r"(\S+) (\S+) SIP/([0-9]+\.[0-9]+)", re.IGNORECASE)


class Headers:
    """Header fields in order; names compare without case, and compact forms count as the long ones."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        self._fields = [(_long_name(name), value) for name, value in fields]

    def first(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> list[str]:
        wanted = name.lower()
        return [value for known, value in self._fields if known == wanted]

    def items(self, name: str) -> list[str]:
        """The values of a comma-separated header, over all its fields."""
        return [item for value in self.all(name) for item in split_outside(value, ",")]

    def add(self, name: str, value: object) -> None:
        self._fields.append((_long_name(name), str(value)))

    def prepend(self, name: str, value: object) -> None:
        self._fields.insert(0, (_long_name(name), str(value)))

    def replace(self, name: str, value: object) -> None:
        self.remove(name)
        self.add(name, value)

    def remove(self, name: str) -> None:
        wanted = name.lower()
        self._fields = [entry for entry in self._fields if entry[0] != wanted]

    def extend(self, fields: Iterable[tuple[str, str]]) -> None:
        for name, value in fields:
            self.add(name, value)

    def select(self, names: Iterable[str]) -> list[tuple[str, str]]:
        wanted = set(names)
        return [entry for entry in self._fields if entry[0] in wanted]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._fields)


def _long_name(name: str) -> str:
    lowered = name.lower()
    return _COMPACT.get(lowered, lowered)


@dataclass(slots=True)
class Message:
    """What requests and responses share."""

    headers: Headers = field(default_factory=Headers, kw_only=True)
    body: bytes = field(default=b"", kw_only=True)

    @property
    def vias(self) -> list[Via]:
        return [Via.parse(value) for value in self.headers.items("via")]

    @property
    def top_via(self) -> Via:
        return Via.parse(split_outside(self._needed("via"), ",")[0])

    @property
    def sender(self) -> NameAddr:
        return NameAddr.parse(self._needed("from"))

    @property
    def to(self) -> NameAddr:
        return NameAddr.parse(self._needed("to"))

    @property
    def call_id(self) -> str:
        return self._needed("call-id")

    @property
    def cseq(self) -> tuple[int, str]:
        words = self._needed("cseq").split()
        if len(words) != 2 or not is_token(words[1]):
            raise SipError(400, "Bad CSeq")
        return parse_number(words[0], MAX_CSEQ, "CSeq"), words[1]

    @property
    def contacts(self) -> list[NameAddr]:
        return [NameAddr.parse(value) for value in self.headers.items("contact") if value != "*"]

    @property
    def content_type(self) -> str:
        return self.headers.first("content-type") or ""

    @property
    def expires_s(self) -> int | None:
        value = self.headers.first("expires")
        return None if value is None else parse_number(value, 2**32 - 1, "Expires")

    def _needed(self, name: str) -> str:
        value = self.headers.first(name)
        if value is None:
            raise SipError(400, f"Missing {name}")
        return value

    def _write(self, start_line: str) -> bytes:
        lines = [start_line, *(f"{_written(n)}: {v}" for n, v in self.headers if n != "content-length")]
        lines.append(f"Content-Length: {len(self.body)}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape") + self.body


def _written(name: str) -> str:
    return _CANONICAL.get(name) or "-".join(word.capitalize() for word in name.split("-"))


@dataclass(slots=True)
class Request(Message):
    method: str
    uri: str

    def __bytes__(self) -> bytes:
        return self._write(f"{self.method} {self.uri} SIP/2.0")

    @property
    def target(self) -> Uri:
        return Uri.parse(self.uri)


@dataclass(slots=True)
class Response(Message):
    """`local` marks a locally generated response: time-out or dead connection."""

    status: int
    reason: str
    local: bool = False

    def __bytes__(self) -> bytes:
        return self._write(f"SIP/2.0 {self.status} {self.reason}")

    @classmethod
    def to_request(cls, request: Request, status: int, reason: str = "", tag: str = "") -> "Response":
        """The headers every response copies; a To without tag gets `tag` or a fresh one, except in a 100."""
        response = cls(status, reason or reason_of(status))
        response.headers.extend(request.headers.select(("via", "from", "call-id", "cseq")))
        if status < 300:
            response.headers.extend(request.headers.select(("record-route",)))
        to = request.headers.first("to") or ""
        if status > 100 and not request.to.tag:
            to += f";tag={tag or secrets.token_hex(6)}"
        response.headers.add("to", to)
        return response


class BadMessageError(SipError):
    """A malformed request; keeps the readable headers so that it can be answered."""

    def __init__(self, error: SipError, request: Request | None) -> None:
        super().__init__(error.status, error.reason)
        self.request = request


def parse(data: bytes) -> Request | Response:
    """One whole message; bytes behind Content-Length are dropped (RFC 3261 18.3). Raises BadMessageError."""
    head, body = _split_head(data.lstrip(b"\r\n"))
    start_line, *lines = re.split(r"\r?\n", head.decode("utf-8", "surrogateescape"))
    message: Request | Response | None = None
    try:
        fields, broken = _parse_fields(lines)
        message = _parse_start_line(start_line, fields)
        if broken:
            raise SipError(400, "Bad Header Line")
        message.body = _cut_body(message.headers, body)
        _check(message)
    except BadMessageError:
        raise
    except SipError as error:
        raise BadMessageError(error, message if isinstance(message, Request) else None) from error
    return message


def _split_head(data: bytes) -> tuple[bytes, bytes]:
    match = re.search(rb"\r?\n\r?\n", data)
    if match is None:
        raise BadMessageError(SipError(400, "No End of Headers"), None)
    return data[: match.start()], data[match.end() :]


def _parse_fields(lines: list[str]) -> tuple[Headers, bool]:
    unfolded: list[str] = []
    for line in lines:
        if line[:1] in (" ", "\t") and unfolded:
            unfolded[-1] = f"{unfolded[-1].rstrip()} {line.strip()}"
        else:
            unfolded.append(line)
    pairs = [line.partition(":") for line in unfolded]
    good = [(name.rstrip(), value.strip()) for name, colon, value in pairs if colon and is_token(name.rstrip())]
    return Headers(good), len(good) != len(unfolded)


def _parse_start_line(line: str, headers: Headers) -> Request | Response:
    status = _STATUS_LINE.fullmatch(line)
    if status:
        return Response(int(status.group(1)), status.group(2) or "", headers=headers)
    match = _REQUEST_LINE.fullmatch(line)
    if match is None or not is_token(match.group(1)):
        raise BadMessageError(SipError(400, "Bad Start Line"), _salvage(line, headers))
    request = Request(match.group(1), match.group(2), headers=headers)
    if match.group(3) != "2.0":
        raise BadMessageError(SipError(505, "Version Not Supported"), request)
    return request


def _salvage(line: str, headers: Headers) -> Request | None:
    words = line.split()
    if not words or not is_token(words[0]) or line[:4].upper() == "SIP/":
        return None
    return Request(words[0], "sip:invalid.invalid", headers=headers)


def _cut_body(headers: Headers, body: bytes) -> bytes:
    text = headers.first("content-length")
    if text is None:
        return body
    length = parse_number(text, 10**12, "Content-Length")
    if length > MAX_BODY_BYTES:
        raise SipError(413, "Request Entity Too Large")
    if len(body) < length:
        raise SipError(400, "Body Shorter Than Content-Length")
    return body[:length]


def _check(message: Request | Response) -> None:
    for name in _REQUIRED:
        if message.headers.first(name) is None:
            raise SipError(400, f"Missing {_written(name)}")
    for name in _ONCE:
        if len(message.headers.all(name)) > 1:
            raise SipError(400, f"More Than One {_written(name)}")
    for name, limit in _NUMBERS:
        value = message.headers.first(name)
        if value is not None:
            parse_number(value, limit, _written(name))
    _check_addresses(message)


def _check_addresses(message: Request | Response) -> None:
    _ = message.vias, message.sender, message.to, message.contacts
    _, method = message.cseq
    if not isinstance(message, Request):
        return
    if method != message.method:
        raise SipError(400, "CSeq Method Mismatch")
    if message.target.is_sip and message.target.headers:
        raise SipError(400, "Headers in Request-URI")
