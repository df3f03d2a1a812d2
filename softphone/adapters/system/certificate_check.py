"""Certificate check: connects, verifies, returns the expiry, disconnects."""

import asyncio
import socket
import ssl
from collections.abc import Mapping

import certifi

from softphone.domain.diagnostics.self_test import SeenCertificate, TlsServer
from softphone.domain.problems import CertificateRefused, PortalUnreachable, ProblemError

LIMIT_S = 6.0


async def fetch(server: TlsServer) -> SeenCertificate:
    """Raises ProblemError: CertificateRefused if verification fails, PortalUnreachable without an answer.

    Runs in a thread, because not every event loop supports TLS.
    """
    return await asyncio.to_thread(_fetch, server)


def _fetch(server: TlsServer) -> SeenCertificate:
    try:
        with (
            socket.create_connection((server.host, server.port), LIMIT_S) as plain,
            _context(server.ca_file).wrap_socket(plain, server_hostname=server.host) as secured,
        ):
            return _seen(secured.getpeercert() or {})
    except ssl.SSLCertVerificationError as error:
        raise ProblemError(CertificateRefused(server.host, error.verify_message)) from error
    except OSError as error:
        raise ProblemError(PortalUnreachable(server.host, error.strerror or type(error).__name__)) from error


def _context(ca_file: str) -> ssl.SSLContext:
    known = ssl.get_default_verify_paths()
    by_itself = known.cafile or known.capath or hasattr(ssl, "enum_certificates")
    return ssl.create_default_context(cafile=ca_file or (None if by_itself else certifi.where()))


def _seen(certificate: Mapping[str, object]) -> SeenCertificate:
    return SeenCertificate(float(ssl.cert_time_to_seconds(str(certificate["notAfter"]))))
