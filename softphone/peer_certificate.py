"""Report on a refused server certificate: fetches it again, sends nothing, blocks."""

import socket
import ssl
import time
from typing import TYPE_CHECKING

from softphone.domain.certificates import CertificateReport, report

if TYPE_CHECKING:
    from cryptography import x509

LIMIT_S = 3.0
# OpenSSL's X509_V_ERR_… codes: why verification failed.
WRONG_HOST = frozenset({62, 63, 64})
UNTRUSTED = frozenset({2, 7, 18, 19, 20, 21, 27})
SELF_SIGNED = 18
TOO_WEAK = frozenset({66, 67, 68})
LEAST_SECURITY = "DEFAULT:@SECLEVEL=0"
"""Shows weak certificates too: this connection carries nothing."""


def inspect_certificate(
    host: str, port: int, verify_code: int, server_name: str = "", wanted: tuple[str, ...] = ()
) -> CertificateReport | None:
    """None when the server no longer presents a certificate, or an unreadable one.

    `server_name`: what it is asked for (SNI), empty: the host; `wanted`: accepted names, as in the report.
    """
    try:
        return describe_der(_shown(host, port, server_name or host), verify_code, wanted)
    except OSError:
        return None


def describe_der(certificate: bytes, verify_code: int, wanted: tuple[str, ...] = ()) -> CertificateReport | None:
    """None for an unreadable certificate."""
    from cryptography import x509  # 10 MiB that most starts do not need

    try:
        return describe(x509.load_der_x509_certificate(certificate), verify_code, time.time(), wanted)
    except ValueError:
        return None


def describe(
    certificate: "x509.Certificate", verify_code: int, now_s: float, wanted: tuple[str, ...] = ()
) -> CertificateReport:
    return report(
        _name(certificate.subject),
        _name(certificate.issuer),
        _hosts(certificate),
        (certificate.not_valid_before_utc.timestamp(), certificate.not_valid_after_utc.timestamp()),
        now_s,
        wrong_host=verify_code in WRONG_HOST,
        untrusted=verify_code in UNTRUSTED,
        self_signed=verify_code == SELF_SIGNED or certificate.subject == certificate.issuer,
        weak=verify_code in TOO_WEAK,
        wanted=wanted,
    )


def _shown(host: str, port: int, server_name: str) -> bytes:
    """The one connection that verifies nothing: it ends right after the handshake."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers(LEAST_SECURITY)
    with (
        socket.create_connection((host, port), timeout=LIMIT_S) as plain,
        context.wrap_socket(plain, server_hostname=server_name) as protected,
    ):
        return protected.getpeercert(binary_form=True) or b""


def _name(name: "x509.Name") -> str:
    from cryptography.x509.oid import NameOID

    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(kind):
            return str(found[0].value)
    return name.rfc4514_string()


def _hosts(certificate: "x509.Certificate") -> tuple[str, ...]:
    from cryptography import x509

    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return ()
    uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    addresses = (str(address) for address in names.get_values_for_type(x509.IPAddress))
    return (*names.get_values_for_type(x509.DNSName), *uris, *addresses)
