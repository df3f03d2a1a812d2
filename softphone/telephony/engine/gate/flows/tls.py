"""TLS of the gate: the system's OpenSSL, certificates checked against names of the account (RFC 5922)."""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from softphone.domain.certificates import CertificateFault, CertificateReport, names_any

CIPHERS = "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM"
"""Level 2 refuses RSA and DH keys under 2,048 bits and SHA-1 signatures."""


SILENCE_S = 1.5


class TlsSettingsError(Exception):
    """Authorities or our own certificate are not readable; no connection is made then."""

    def __init__(self, why: str, report: CertificateReport | None = None) -> None:
        super().__init__(why)
        self.report = report


class WrongNameError(ssl.SSLError):
    """A valid certificate of another server. `certificate`: DER."""

    def __init__(self, certificate: bytes) -> None:
        super().__init__(0, "the certificate is for another name")
        self.certificate = certificate

    def __str__(self) -> str:
        return "the certificate is for another name"


@dataclass(frozen=True, slots=True)
class TlsSettings:
    """`names`: any of them in the certificate will do; `server_name`: sent in the handshake (SNI).

    `ca_file` empty: the system's authorities. `client_certificate`: PEM with its key, empty for none.
    """

    server_name: str
    names: tuple[str, ...]
    ca_file: str = ""
    wildcards: bool = True
    client_certificate: str = ""


def client_context(settings: TlsSettings) -> ssl.SSLContext:
    """TLS 1.2 or 1.3; verifies the chain, `fits` the name; raises TlsSettingsError.

    SSLKEYLOGFILE is not read, unlike in `ssl.create_default_context`.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    _load_authorities(context, settings.ca_file)
    if settings.client_certificate:
        _load_own(context, settings.client_certificate)
    return context


def _load_own(context: ssl.SSLContext, file: str) -> None:
    """A key with a passphrase is refused: OpenSSL would ask for it at the terminal."""
    try:
        context.load_cert_chain(file, password=lambda: "")
    except OSError as error:
        report = CertificateReport(CertificateFault.OWN_UNREADABLE, subject=file)
        raise TlsSettingsError(f"the client certificate {file} cannot be used: {error}", report) from error


_ALERTS_ON_OURS = (
    *("CERTIFICATE_REQUIRED", "BAD_CERTIFICATE", "UNSUPPORTED_CERTIFICATE", "CERTIFICATE_REVOKED"),
    *("CERTIFICATE_EXPIRED", "CERTIFICATE_UNKNOWN", "UNKNOWN_CA", "ACCESS_DENIED"),
)


def own_certificate_report(why: str, settings: TlsSettings | None) -> CertificateReport | None:
    """What the server's alert in OpenSSL's words `why` says of our own certificate."""
    if settings is None or not any(f"ALERT_{alert}]" in why for alert in _ALERTS_ON_OURS):
        return None
    fault = CertificateFault.OWN_REFUSED if settings.client_certificate else CertificateFault.OWN_MISSING
    return CertificateReport(fault)


def answer_to_silence(host: str, port: int, settings: TlsSettings) -> str:
    """How a server ends a connection on which nothing is sent: a reset by what we sent hides its alert. Blocks."""
    context = client_context(settings)
    try:
        with (
            socket.create_connection((host, port), SILENCE_S) as plain,
            context.wrap_socket(plain, server_hostname=settings.server_name) as secured,
        ):
            secured.recv(1)
    except OSError as error:
        return str(error)
    return ""


MAC_AUTHORITIES = "/etc/ssl/cert.pem"


def _load_authorities(context: ssl.SSLContext, ca_file: str) -> None:
    """Python finds the stores of Windows and Linux; macOS keeps its list where OpenSSL does not look."""
    try:
        if ca_file:
            context.load_verify_locations(ca_file)
        else:
            context.load_default_certs()
            if not context.cert_store_stats()["x509_ca"] and Path(MAC_AUTHORITIES).is_file():
                context.load_verify_locations(MAC_AUTHORITIES)
    except OSError as error:
        raise TlsSettingsError(f"no readable list of certificate authorities: {ca_file}") from error
    if not ca_file and not context.cert_store_stats()["x509_ca"] and not _has_folder():
        raise TlsSettingsError("no readable list of certificate authorities")


def _has_folder() -> bool:
    """A folder of authorities is read when needed, so the context does not count its certificates."""
    folder = ssl.get_default_verify_paths().capath
    return bool(folder) and any(Path(folder).glob("*.0"))


def fits(certificate: Mapping[str, Any], settings: TlsSettings) -> bool:
    """Whether a subjectAltName is one of the names; the subject's CN never counts (RFC 5922 section 7.1)."""
    return names_any(certificate, settings.names, settings.wildcards)
