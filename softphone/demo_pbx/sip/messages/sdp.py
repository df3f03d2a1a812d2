"""What this server needs of SDP: the audio line for its own media, and rewriting what it passes on."""

import re
from dataclasses import dataclass
from enum import Enum

from softphone.demo_pbx.sip.messages.grammar import SipError

SDP_TYPE = "application/sdp"
_STATIC = {0: "PCMU/8000", 8: "PCMA/8000", 9: "G722/8000"}
_DIRECTION = re.compile(rb"(?m)^a=(sendrecv|sendonly|recvonly|inactive)[ \t]*(\r?)$")
_ORIGIN = re.compile(rb"(?m)^o=.*?(\r?)$")


class Direction(Enum):
    """As the sender of the description sees it."""

    SENDRECV = "sendrecv"
    SENDONLY = "sendonly"
    RECVONLY = "recvonly"
    INACTIVE = "inactive"

    @property
    def mirrored(self) -> "Direction":
        swapped = {Direction.SENDONLY: Direction.RECVONLY, Direction.RECVONLY: Direction.SENDONLY}
        return swapped.get(self, self)

    @property
    def receives(self) -> bool:
        return self in (Direction.SENDRECV, Direction.RECVONLY)


@dataclass(frozen=True, slots=True)
class Codec:
    """`name` is encoding/clock in upper case; `format` the fmtp text or ""."""

    payload: int
    name: str
    format: str = ""

    @property
    def is_events(self) -> bool:
        return self.name.startswith("TELEPHONE-EVENT/")


@dataclass(frozen=True, slots=True)
class Audio:
    """The first audio line of a description, and the media lines around it that have to be refused."""

    host: str
    port: int
    codecs: tuple[Codec, ...]
    direction: Direction
    media_lines: tuple[str, ...]
    index: int


def parse_audio(sdp: bytes) -> Audio:
    """Raises SipError 488 without a plain RTP audio stream."""
    sections = re.split(r"(?m)^(?=m=)", sdp.decode("utf-8", "replace"))
    session, media = sections[0], sections[1:]
    for index, section in enumerate(media):
        words = section.split("\n", 1)[0].split()
        if words[0] == "m=audio" and len(words) > 3 and words[2] == "RTP/AVP" and words[1] != "0":
            lines = tuple(part.split("\n", 1)[0].strip() for part in media)
            return _audio(session, section, words, lines, index)
    raise SipError(488, "No Plain RTP Audio")


def _audio(session: str, section: str, words: list[str], lines: tuple[str, ...], index: int) -> Audio:
    host = _field(section, "c=IN IP4 ") or _field(session, "c=IN IP4 ")
    if not words[1].isdecimal() or int(words[1]) > 65535 or not host:
        raise SipError(488, "Bad Media Address")
    payloads = [int(word) for word in words[3:] if word.isdecimal()]
    codecs = [_codec(section, payload) for payload in payloads]
    direction = _direction(section) or _direction(session) or Direction.SENDRECV
    if host == "0.0.0.0":  # noqa: S104 - the old way of holding a call (RFC 2543), no binding
        direction = Direction.INACTIVE
    return Audio(host, int(words[1]), tuple(c for c in codecs if c.name), direction, lines, index)


def _field(text: str, start: str) -> str:
    return next((line[len(start) :].strip() for line in text.splitlines() if line.startswith(start)), "")


def _direction(text: str) -> Direction | None:
    names = [line[2:].strip() for line in text.splitlines() if line.startswith("a=")]
    return next((direction for direction in Direction if direction.value in names), None)


def _codec(section: str, payload: int) -> Codec:
    name = _field(section, f"a=rtpmap:{payload} ") or _STATIC.get(payload, "")
    return Codec(payload, name.upper(), _field(section, f"a=fmtp:{payload} "))


def describe(host: str, port: int, codecs: tuple[Codec, ...], direction: Direction) -> bytes:
    """An offer with one audio line."""
    return _session(host) + _media(port, codecs, direction)


def answer_to(offer: Audio, host: str, port: int, codecs: tuple[Codec, ...]) -> bytes:
    """As many media lines as offered; all but the audio line refused with port 0 (RFC 3264 section 6)."""
    refused = [re.sub(r"^(m=\S+) \S+", r"\1 0", line) + "\r\n" for line in offer.media_lines]
    parts = [line.encode() for line in refused]
    parts[offer.index] = _media(port, codecs, offer.direction.mirrored)
    return _session(host) + b"".join(parts)


def _session(host: str) -> bytes:
    return f"v=0\r\no=- 0 0 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n".encode()


def _media(port: int, codecs: tuple[Codec, ...], direction: Direction) -> bytes:
    lines = [f"m=audio {port} RTP/AVP {' '.join(str(codec.payload) for codec in codecs)}"]
    for codec in codecs:
        lines.append(f"a=rtpmap:{codec.payload} {codec.name}")
        if codec.format:
            lines.append(f"a=fmtp:{codec.payload} {codec.format}")
    return "\r\n".join([*lines, "a=ptime:20", f"a={direction.value}", ""]).encode()


def made_active(sdp: bytes) -> bytes:
    """The description with hold removed, for a new peer."""
    return _DIRECTION.sub(rb"a=sendrecv\2", sdp)


def holds(sdp: bytes) -> bool:
    """Whether this description puts the peer on hold."""
    directions = {match.group(1) for match in _DIRECTION.finditer(sdp)}
    return bool(directions & {b"sendonly", b"inactive"}) or b"c=IN IP4 0.0.0.0" in sdp


def same_place(first: bytes, second: bytes) -> bool:
    """Whether two descriptions name the same audio address; unreadable ones never match."""
    try:
        one, other = parse_audio(first), parse_audio(second)
    except SipError:
        return False
    return (one.host, one.port) == (other.host, other.port)


class Origin:
    """The o= line of a dialog; its version increases when the description changes (RFC 3264 8)."""

    def __init__(self, host: str, session: int) -> None:
        self._host = host
        self._session = session
        self._version = 0
        self._last = b""

    def stamp(self, sdp: bytes) -> bytes:
        rest = _ORIGIN.sub(b"", sdp, count=1)
        if rest != self._last:
            self._version += 1
            self._last = rest
        line = f"o=pbx {self._session} {self._version} IN IP4 {self._host}".encode()
        return _ORIGIN.sub(lambda match: line + match.group(1), sdp, count=1)
