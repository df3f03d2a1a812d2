"""Certificate check: connects, verifies, returns the expiry, disconnects."""

import asyncio
import socket
import ssl
from collections.abc import Mapping

import certifi

from softphone.domain.certificates import names_any
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
            _context(server).wrap_socket(plain, server_hostname=server.server_name or server.host) as secured,
        ):
            return _seen(server, secured.getpeercert() or {})
    except ssl.SSLCertVerificationError as error:
        raise ProblemError(CertificateRefused(server.host, error.verify_message)) from error
    except OSError as error:
        raise ProblemError(PortalUnreachable(server.host, error.strerror or type(error).__name__)) from error


def _context(server: TlsServer) -> ssl.SSLContext:
    known = ssl.get_default_verify_paths()
    by_itself = known.cafile or known.capath or hasattr(ssl, "enum_certificates")
    context = ssl.create_default_context(cafile=server.ca_file or (None if by_itself else certifi.where()))
    context.check_hostname = not server.names
    if server.client_certificate:
        context.load_cert_chain(server.client_certificate, password=lambda: "")
    return context


def _seen(server: TlsServer, certificate: Mapping[str, object]) -> SeenCertificate:
    if server.names and not names_any(certificate, server.names, server.wildcards):
        raise ProblemError(CertificateRefused(server.host, "the certificate is for another name"))
    return SeenCertificate(float(ssl.cert_time_to_seconds(str(certificate["notAfter"]))))
