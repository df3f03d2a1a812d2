"""Session descriptions as pjsip can bear them (RFC 8866), and the marks of mediasec in them."""

import ipaddress
import re
from collections.abc import Callable, Mapping

from softphone.telephony.engine.gate.wire.values import LONGEST_HOST

MOST_ATTRIBUTES = 40
"""pjsip answers 400 at 69 attributes or 33 payloads of one stream [measured]."""
LONGEST_LINE = 1000
HELD = "0.0.0.0"  # noqa: S104 - an address in a message, not a socket
_LINE_END = re.compile(rb"\r\n|\n|\r")
_OURS = (b"G722/", b"PCMA/", b"PCMU/", b"TELEPHONE-EVENT/")
_OUR_STATIC_PAYLOADS = frozenset({b"0", b"8", b"9"})
_UNREAD = (b"a=candidate", b"a=ssrc", b"a=extmap", b"a=rtcp-fb", b"a=msid", b"i=", b"u=", b"e=", b"p=", b"k=")
_NEEDED_ATTRIBUTES = (
    b"a=rtpmap",
    b"a=fmtp",
    b"a=crypto",
    b"a=send",
    b"a=recv",
    b"a=inactive",
    b"a=rtcp:",
    b"a=ptime",
    b"a=3ge2ae",
)
_PAYLOAD = re.compile(rb"a=(?:rtpmap|fmtp|rtcp-fb):(\d+)")
_RTPMAP = re.compile(rb"a=rtpmap:(\d+) (\S+)")
_CRYPTO_TAG = re.compile(rb"^a=crypto:(\d{1,9}) ", re.MULTILINE)


def lines_of(body: bytes) -> list[bytes]:
    return [line for line in _LINE_END.split(body) if line]


def joined(lines: list[bytes]) -> bytes:
    return b"\r\n".join(lines) + b"\r\n"


def host_names(body: bytes) -> tuple[str, ...]:
    """The names (no addresses) in connection lines, which must be looked up before pjsip sees them."""
    hosts = [_host(line[2:]) for line in lines_of(body) if line.startswith(b"c=")]
    return tuple(dict.fromkeys(host for host in hosts if host and not _is_address(host)))


def mended(body: bytes, addresses: Mapping[str, str]) -> bytes:
    """Without what pjsip would look up or abort at; a stream whose address is unknown is held.

    `addresses`: looked-up names.
    """
    kept: list[bytes] = []
    for line in lines_of(body):
        if line.startswith(b"c="):
            kept.append(b"c=" + _connection(line[2:], addresses))
        elif line.startswith(b"o="):
            kept.append(_origin(line))
        elif line.startswith(b"a=rtcp:"):
            port = line[7:].split(b" ")[0]
            kept += [b"a=rtcp:" + port] if port.isdigit() and len(port) <= 5 else []
        elif len(line) <= LONGEST_LINE:
            kept.append(line)
    return joined(kept)


def _connection(text: bytes, addresses: Mapping[str, str]) -> bytes:
    host = _host(text)
    if _is_address(host):
        kind = "IP6" if ":" in host else "IP4"
        return f"IN {kind} {host}".encode()
    return f"IN IP4 {addresses.get(host, HELD)}".encode()


def _host(connection: bytes) -> str:
    """Of `IN IP4 host/ttl`; empty for anything else."""
    parts = connection.split()
    if len(parts) != 3 or parts[0] != b"IN":
        return ""
    host = parts[2].partition(b"/")[0].decode("ascii", "replace")
    return host if len(host) <= LONGEST_HOST else ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _origin(line: bytes) -> bytes:
    parts = line[2:].split()
    if len(parts) != 6:
        return b"o=- 1 1 IN IP4 " + HELD.encode()
    return line if len(line) <= LONGEST_LINE and len(parts[5]) <= LONGEST_HOST else _shortened_origin(parts)


def _shortened_origin(parts: list[bytes]) -> bytes:
    return b"o=- " + b" ".join(part[:20] for part in parts[1:3]) + b" IN IP4 " + HELD.encode()


# ------------------------------------------------------------ size


def has_too_many_attributes(body: bytes) -> bool:
    return body.count(b"\na=") > MOST_ATTRIBUTES


def thinned(body: bytes, excess: int) -> bytes:
    """Without codecs we do not have, candidates and what nothing here reads; `excess`: octets that must go."""
    lines = lines_of(body)
    ours = _OUR_STATIC_PAYLOADS | {m[1] for m in map(_RTPMAP.match, lines) if m and m[2].upper().startswith(_OURS)}
    kept = [_thinned_media(line, ours) for line in lines if _is_wanted(line, ours)]
    if len(joined(kept)) > len(body) - excess:
        kept = [line for line in kept if not line.startswith(b"a=") or line.startswith(_NEEDED_ATTRIBUTES)]
    return joined(kept)


def _is_wanted(line: bytes, ours: frozenset[bytes]) -> bool:
    payload = _PAYLOAD.match(line)
    return (payload is None or payload[1] in ours) and not line.startswith(_UNREAD)


def _thinned_media(line: bytes, ours: frozenset[bytes]) -> bytes:
    if not line.startswith(b"m=audio"):
        return line
    parts = line.split()
    chosen = [payload for payload in parts[3:] if payload in ours]
    return b" ".join([*parts[:3], *(chosen or parts[3:4])])


# ------------------------------------------------------------ encryption


def crypto_tags(body: bytes) -> frozenset[bytes]:
    return frozenset(_CRYPTO_TAG.findall(body.replace(b"\r\n", b"\n")))


def with_foreign_crypto_removed(body: bytes, offered: frozenset[bytes]) -> bytes:
    """Without keys whose tag was not offered: pjsip ends its media at such an answer, and aborts at the next hold."""
    kept = [
        line for line in lines_of(body) if not line.startswith(b"a=crypto:") or crypto_tags(line + b"\n") & offered
    ]
    return joined(kept)


def with_mediasec(body: bytes, is_answer: bool) -> bytes:
    """Each encrypted stream gets the attribute that asks for, or confirms, encryption to the edge (TS 24.229)."""
    word = b"a=3ge2ae:applied" if is_answer else b"a=3ge2ae:requested"
    marked: list[bytes] = []
    secure = False
    for line in lines_of(body):
        if line.startswith(b"m="):
            marked += [word] if secure else []
            secure = b"RTP/SAVP" in line
        marked.append(line)
    return joined(marked + ([word] if secure else []))


def with_address(body: bytes, replaced: Callable[[str], str]) -> bytes:
    """Connection addresses passed through `replaced` (a NAT's outer address for ours)."""
    lines = lines_of(body)
    return joined([_with_address(line, replaced) if line.startswith(b"c=IN IP4 ") else line for line in lines])


def _with_address(line: bytes, replaced: Callable[[str], str]) -> bytes:
    host = line[len(b"c=IN IP4 ") :].decode("ascii", "replace")
    return f"c=IN IP4 {replaced(host)}".encode()
