"""Probes a SIP server with OPTIONS on a separate socket; blocks."""

import contextlib
import secrets
import socket
import ssl

from softphone.domain.account.account import Transport
from softphone.domain.account.server_list import Server

LIMIT_S = 3.0
REPEATS = 3


def answers(server: Server, transport: Transport, authorities: str = "") -> bool:
    """True for any SIP answer, a refusal included."""
    with contextlib.suppress(OSError):
        return _by_datagram(server) if transport is Transport.UDP else _by_stream(server, transport, authorities)
    return False


def _by_datagram(server: Server) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(LIMIT_S / REPEATS)
        probe.connect((server.host, server.port))
        request = _options(server, "UDP", probe.getsockname())
        for _ in range(REPEATS):
            probe.send(request)
            with contextlib.suppress(TimeoutError):
                return probe.recv(4096).startswith(b"SIP/2.0 ")
    return False


def _by_stream(server: Server, transport: Transport, authorities: str) -> bool:
    with socket.create_connection((server.host, server.port), timeout=LIMIT_S) as plain:
        if transport is Transport.TCP:
            return _asked(plain, server, "TCP")
        context = ssl.create_default_context(cafile=authorities or None)
        with context.wrap_socket(plain, server_hostname=server.host) as protected:
            return _asked(protected, server, "TLS")


def _asked(stream: socket.socket, server: Server, transport: str) -> bool:
    stream.sendall(_options(server, transport, stream.getsockname()))
    return stream.recv(4096).startswith(b"SIP/2.0 ")


def _options(server: Server, transport: str, own: tuple[str, int]) -> bytes:
    tag, host = secrets.token_hex(8), f"{own[0]}:{own[1]}"
    lines = (
        f"OPTIONS sip:{server} SIP/2.0",
        f"Via: SIP/2.0/{transport} {host};rport;branch=z9hG4bK{tag}",
        "Max-Forwards: 70",
        f"From: <sip:probe@{own[0]}>;tag={tag}",
        f"To: <sip:{server}>",
        f"Call-ID: {tag}@{own[0]}",
        "CSeq: 1 OPTIONS",
        "Content-Length: 0",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
