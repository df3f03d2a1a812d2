"""Probes a SIP server with OPTIONS on a separate socket; blocks."""

import contextlib
import secrets
import socket

from softphone.domain.account.account import Transport
from softphone.domain.account.server_list import Server
from softphone.telephony.engine.gate.flows.tls import TlsSettings, TlsSettingsError, client_context, fits
from softphone.telephony.engine.gate.wire.values import host_port

LIMIT_S = 3.0
REPEATS = 3


def answers(server: Server, transport: Transport, tls: TlsSettings | None = None) -> bool:
    """True for any SIP answer, a refusal included."""
    with contextlib.suppress(OSError, TlsSettingsError):
        return _by_datagram(server) if transport is Transport.UDP else _by_stream(server, tls)
    return False


def _by_datagram(server: Server) -> bool:
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.settimeout(LIMIT_S / REPEATS)
        probe.connect((server.host, server.port))
        request = _options(server, "UDP", probe.getsockname())
        for _ in range(REPEATS):
            probe.send(request)
            with contextlib.suppress(TimeoutError):
                return probe.recv(4096).startswith(b"SIP/2.0 ")
    return False


def _by_stream(server: Server, tls: TlsSettings | None) -> bool:
    with socket.create_connection((server.host, server.port), timeout=LIMIT_S) as plain:
        if tls is None:
            return _asked(plain, server, "TCP")
        with client_context(tls).wrap_socket(plain, server_hostname=tls.server_name) as protected:
            return fits(protected.getpeercert() or {}, tls) and _asked(protected, server, "TLS")


def _asked(stream: socket.socket, server: Server, transport: str) -> bool:
    stream.sendall(_options(server, transport, stream.getsockname()))
    return stream.recv(4096).startswith(b"SIP/2.0 ")


def _options(server: Server, transport: str, own: tuple[str, int]) -> bytes:
    tag, host = secrets.token_hex(8), host_port(*own[:2])
    lines = (
        f"OPTIONS sip:{server} SIP/2.0",
        f"Via: SIP/2.0/{transport} {host};rport;branch=z9hG4bK{tag}",
        "Max-Forwards: 70",
        f"From: <sip:probe@{host}>;tag={tag}",
        f"To: <sip:{server}>",
        f"Call-ID: {tag}",
        "CSeq: 1 OPTIONS",
        "Content-Length: 0",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
