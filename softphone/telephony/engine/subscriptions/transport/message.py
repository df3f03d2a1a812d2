"""SIP messages to bytes and back, on top of aiosipua's parser, with limits."""

import re
from dataclasses import dataclass

from aiosipua.headers import parse_params
from aiosipua.message import SipMessage, SipRequest, SipResponse, missing_required_headers
from aiosipua.utils import generate_branch

from softphone.domain.calls.sip_headers import parse_name_addr

LARGEST_MESSAGE = 256 * 1024
LONGEST_URI = 512
_URI = re.compile(r"sips?:[!-~]+\Z", re.IGNORECASE)
_COMPACT = {"event": "o", "allow-events": "u"}
"""Compact names of RFC 6665; the parser knows those of RFC 3261."""


class WireError(Exception):
    """Not a usable SIP message; the text is for the log."""


@dataclass(frozen=True, slots=True)
class CSeq:
    number: int
    method: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """A header value such as `active;expires=30`: the value, then parameters with lower-case names."""

    value: str
    params: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        return next((value for key, value in self.params if key == name), "")

    def seconds(self, name: str) -> int | None:
        return whole(self.get(name))


def parsed(data: bytes) -> SipRequest | SipResponse:
    """Raises WireError and nothing else."""
    if len(data) > LARGEST_MESSAGE:
        raise WireError("larger than the limit")
    try:
        message = SipMessage.parse(data)
        missing = missing_required_headers(message)  # type: ignore[arg-type]  # reads the headers only
        number = cseq_of(message)
    except (ValueError, IndexError) as error:
        raise WireError(f"not SIP: {error}") from error
    if missing or number is None:
        raise WireError(f"without {', '.join(missing) or 'a usable cseq'}")
    return message


def header(message: SipMessage, name: str) -> str:
    """The first value, empty without one."""
    return message.get_header(name) or message.get_header(_COMPACT.get(name, name)) or ""


def parameters(message: SipMessage, name: str) -> Parameters:
    value, _, rest = header(message, name).partition(";")
    params = parse_params(rest)
    return Parameters(value.strip(), tuple((key, (text or "").strip('"')) for key, text in params.items()))


def cseq_of(message: SipMessage) -> CSeq | None:
    number, _, method = header(message, "cseq").partition(" ")
    found = whole(number)
    return CSeq(found, method.strip().upper()) if found is not None and method.strip() else None


def tag_of(message: SipMessage, name: str) -> str:
    address = parse_name_addr(header(message, name))
    return (address.param("tag") or "") if address is not None else ""


def uri_of(message: SipMessage, name: str) -> str:
    address = parse_name_addr(header(message, name))
    return address.uri if address is not None else ""


def is_addressable(uri: str) -> bool:
    """Whether the URI can be put into a request line unchanged (no spaces or line breaks)."""
    return len(uri) <= LONGEST_URI and _URI.match(uri) is not None


def branch_of(message: SipMessage) -> str:
    vias = message.get_header_values("via")
    return parse_params(vias[0].partition(";")[2]).get("branch") or "" if vias else ""


def whole(text: str) -> int | None:
    """A non-negative whole number; None for anything else or an absurd length."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None


def stamp(request: SipRequest, transport: str, sent_by: str) -> str:
    """Sets the Via of a new transaction; returns its branch."""
    branch: str = generate_branch()
    request.headers.set_single("Via", f"SIP/2.0/{transport} {sent_by};rport;branch={branch}")
    return branch


def reply_to(request: SipRequest, status: int, reason: str, tag: str = "", **fields: str) -> bytes:
    """A response with the headers copied from the request (RFC 3261, section 8.2.6)."""
    response = SipResponse(status_code=status, reason_phrase=reason)
    for name in ("Via", "From", "To", "Call-ID", "CSeq"):
        for value in request.get_header_values(name):
            response.add_header(name, value)
    if tag and not tag_of(request, "to"):
        response.set_header("To", f"{header(request, 'to')};tag={tag}")
    for name, value in fields.items():
        response.set_header(name.replace("_", "-"), value)
    return bytes(response)
