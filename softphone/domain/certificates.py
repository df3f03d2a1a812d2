"""Faults and contents of a server's certificate."""

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from softphone.domain.plain_text import plain

MOST_NAMES = 20


class CertificateFault(Enum):
    """In order of precedence: what the server's administrator can fix comes first. OWN: about our certificate."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    WRONG_HOST = "wrong-host"
    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "unknown-issuer"
    TOO_WEAK = "too-weak"
    OTHER = "other"
    OWN_MISSING = "own-missing"
    OWN_REFUSED = "own-refused"
    OWN_UNREADABLE = "own-unreadable"


@dataclass(frozen=True, slots=True)
class CertificateReport:
    """`names`: its hosts; `wanted`: those of which one would do, empty: the host itself.

    Times in seconds since the epoch. All other texts come from the server.
    """

    fault: CertificateFault
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    valid_from_s: float = 0.0
    valid_until_s: float = 0.0
    wanted: tuple[str, ...] = ()


def report(
    subject: str,
    issuer: str,
    names: tuple[str, ...],
    valid_s: tuple[float, float],
    now_s: float,
    *,
    wrong_host: bool,
    untrusted: bool,
    self_signed: bool,
    weak: bool = False,
    wanted: tuple[str, ...] = (),
) -> CertificateReport:
    """The report for a failed check, with the fault derived from dates and flags."""
    fault = CertificateFault.OTHER
    if now_s > valid_s[1]:
        fault = CertificateFault.EXPIRED
    elif now_s < valid_s[0]:
        fault = CertificateFault.NOT_YET_VALID
    elif wrong_host:
        fault = CertificateFault.WRONG_HOST
    elif untrusted:
        fault = CertificateFault.SELF_SIGNED if self_signed else CertificateFault.UNKNOWN_ISSUER
    elif weak:
        fault = CertificateFault.TOO_WEAK
    clean = tuple(plain(name) for name in names[:MOST_NAMES])
    return CertificateReport(fault, plain(subject), plain(issuer), clean, *valid_s, wanted)


def names_any(certificate: Mapping[str, Any], names: Iterable[str], wildcards: bool) -> bool:
    """Whether a subjectAltName of `ssl`'s `certificate` is one of the names (RFC 5922 section 7.1)."""
    entries: Iterable[tuple[str, str]] = certificate.get("subjectAltName", ())
    return any(_fits(kind, value, name, wildcards) for name in names for kind, value in entries)


def _fits(kind: str, value: str, name: str, wildcards: bool) -> bool:
    wanted = name.strip("[]").rstrip(".").lower()
    if (address := _address(wanted)) is not None:
        return kind == "IP Address" and _address(value.strip()) == address
    if kind == "URI":
        return value.lower() == f"sip:{wanted}"
    if kind != "DNS":
        return False
    shown = value.rstrip(".").lower()
    return shown == wanted or (wildcards and _is_wildcard_of(shown, wanted))


def _is_wildcard_of(shown: str, wanted: str) -> bool:
    """`*.domain.example` covers one label below a name of at least two."""
    star, _, domain = shown.partition(".")
    return star == "*" and "." in domain and "*" not in domain and wanted.partition(".")[2] == domain


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
