"""SIP messages as lists of headers: tolerant where the gate reads, exact where it writes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from softphone.telephony.engine.gate.wire.values import split_list

_COMPACT = {
    "a": "accept-contact",
    "b": "referred-by",
    "c": "content-type",
    "d": "request-disposition",
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "j": "reject-contact",
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "o": "event",
    "r": "refer-to",
    "s": "subject",
    "t": "to",
    "u": "allow-events",
    "v": "via",
    "x": "session-expires",
}
_SPELLING = {
    "call-id": "Call-ID",
    "cseq": "CSeq",
    "www-authenticate": "WWW-Authenticate",
    "rack": "RAck",
    "rseq": "RSeq",
    "mime-version": "MIME-Version",
    "min-se": "Min-SE",
}
_METHOD = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]{1,32}", re.ASCII)
_STATUS_LINE = re.compile(r"SIP/2\.0 ([1-6]\d\d)(?: (.*))?", re.ASCII)
_CSEQ = re.compile(r"\s*(\d{1,10})\s+(\S+)\s*", re.ASCII)
_LENGTH = re.compile(r"\d{1,9}", re.ASCII)


class DamagedMessageError(Exception):
    """Not a SIP message; `message` holds what could be read of it, for an answer with `status`."""

    def __init__(self, status: int, why: str, message: "WireMessage") -> None:
        super().__init__(why)
        self.status, self.why, self.message = status, why, message


@dataclass(frozen=True, slots=True)
class Header:
    """`key`: the long name in lower case; `name` as it was written."""

    key: str
    name: str
    value: str


@dataclass(slots=True)
class WireMessage:
    """A request has a `method` and a `uri`, a response a `status` and a `reason`."""

    method: str = ""
    uri: str = ""
    status: int = 0
    reason: str = ""
    headers: list[Header] = field(default_factory=list)
    body: bytes = b""

    # ------------------------------------------------------------ reading

    def first(self, key: str) -> str:
        """The first value, empty without one."""
        return next((header.value for header in self.headers if header.key == key), "")

    def all(self, key: str) -> list[str]:
        return [header.value for header in self.headers if header.key == key]

    def listed(self, key: str) -> list[str]:
        """The entries of a list header, whether they came in lines or behind commas."""
        return [entry for value in self.all(key) for entry in split_list(value)]

    @property
    def cseq(self) -> tuple[int, str]:
        """Number and method, (-1, "") where they cannot be read."""
        match = _CSEQ.fullmatch(self.first("cseq"))
        return (int(match[1]), match[2]) if match else (-1, "")

    @property
    def content_type(self) -> str:
        """In lower case, without parameters."""
        return self.first("content-type").partition(";")[0].strip().lower()

    @property
    def has_sdp(self) -> bool:
        return bool(self.body) and self.content_type == "application/sdp"

    # ------------------------------------------------------------ changing

    def remove(self, *keys: str) -> None:
        self.headers = [header for header in self.headers if header.key not in keys]

    def replace(self, key: str, *values: str) -> None:
        """In the place of the first header of that name, else at the end."""
        at = next((i for i, header in enumerate(self.headers) if header.key == key), len(self.headers))
        rest = [header for header in self.headers[at:] if header.key != key]
        self.headers = [*self.headers[:at], *_headers(key, values), *rest]

    def prepend(self, key: str, *values: str) -> None:
        """Before all others; any of that name go."""
        rest = [header for header in self.headers if header.key != key]
        self.headers = [*_headers(key, values), *rest]

    def insert_after_via(self, key: str, *values: str) -> None:
        at = max((i for i, header in enumerate(self.headers) if header.key == "via"), default=-1) + 1
        self.headers[at:at] = _headers(key, values)

    def add(self, key: str, value: str) -> None:
        self.headers.append(Header(key, spelling(key), value))

    # ------------------------------------------------------------ writing

    @property
    def start_line(self) -> str:
        return f"{self.method} {self.uri} SIP/2.0" if self.method else f"SIP/2.0 {self.status} {self.reason}"

    def encode(self) -> bytes:
        lines = [self.start_line]
        lines += [f"{header.name}: {header.value}" for header in self.headers if header.key != "content-length"]
        lines.append(f"Content-Length: {len(self.body)}\r\n\r\n")
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + self.body


def parse(data: bytes) -> WireMessage:
    """Raises DamagedMessageError. Octets that are not UTF-8 stay as surrogates and are written as they came."""
    head, end, body = data.partition(b"\r\n\r\n")
    if not end:
        head, _, body = data.partition(b"\n\n")
    lines = head.decode("utf-8", "surrogateescape").replace("\r\n", "\n").split("\n")
    message = WireMessage(headers=_parsed_headers(lines[1:]))
    _read_start_line(lines[0], message)
    message.body = _bounded_body(body, message)
    return message


def _parsed_headers(lines: Iterable[str]) -> list[Header]:
    found: list[Header] = []
    for line in lines:
        if line[:1] in (" ", "\t"):
            if found:
                last = found[-1]
                found[-1] = Header(last.key, last.name, f"{last.value} {line.strip()}".strip())
            continue
        name, colon, value = line.partition(":")
        name = name.strip()
        if colon and _METHOD.fullmatch(name):
            lower = name.lower()
            found.append(Header(_COMPACT.get(lower, lower), name, value.strip()))
    return found


def _read_start_line(line: str, message: WireMessage) -> None:
    status = _STATUS_LINE.fullmatch(line.rstrip())
    if status is not None:
        message.status, message.reason = int(status[1]), status[2] or ""
        return
    parts = line.split(" ")
    message.method = parts[0] if _METHOD.fullmatch(parts[0]) else ""
    message.uri = parts[1] if len(parts) > 1 else ""
    if not message.method or len(parts) != 3 or parts[2].strip() != "SIP/2.0":
        version = bool(message.method) and len(parts) == 3 and parts[2].upper().startswith("SIP/")
        raise DamagedMessageError(505 if version else 400, "bad start line", message)


def _bounded_body(body: bytes, message: WireMessage) -> bytes:
    length = message.first("content-length")
    if not length:
        return body
    if not _LENGTH.fullmatch(length) or int(length) > len(body):
        raise DamagedMessageError(400, "bad Content-Length", message)
    return body[: int(length)]


def response_to(request: WireMessage, status: int, reason: str, tag: str = "") -> WireMessage:
    """A response with the headers copied from the request (RFC 3261 section 8.2.6)."""
    kept = [header for header in request.headers if header.key in ("via", "from", "to", "call-id", "cseq")]
    response = WireMessage(status=status, reason=reason, headers=kept)
    to = request.first("to")
    if tag and to and ";tag=" not in to.lower():
        response.replace("to", f"{to};tag={tag}")
    return response


def spelling(key: str) -> str:
    return _SPELLING.get(key) or key.title()


def _headers(key: str, values: Iterable[str]) -> list[Header]:
    return [Header(key, spelling(key), value) for value in values]
