"""Why a server's certificate is not accepted, with its names and dates, and what can be done about it."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from softphone.domain.certificates import CertificateFault, CertificateReport

translate = QCoreApplication.translate

_NAMES_SHOWN = 3


def certificate_text(host: str, certificate: CertificateReport | None) -> str:
    """Names come from the server, so they are shown in quotes and never trusted."""
    if certificate is None:
        return _untrusted(host)
    match certificate.fault:
        case CertificateFault.EXPIRED:
            text = translate(
                "Problems",
                "The certificate of {host} expired on {until} (issued by “{issuer}”). Please tell the "
                "administrator of the server; if that date is still to come, set this computer's "
                "clock.",
            )
        case CertificateFault.NOT_YET_VALID:
            text = translate(
                "Problems",
                "The certificate of {host} is not valid before {since} (issued by “{issuer}”). Please "
                "check this computer's date and time.",
            )
        case CertificateFault.WRONG_HOST:
            text = translate(
                "Problems", "{host} presents a certificate for {names}. Please check the server address."
            )
        case CertificateFault.SELF_SIGNED:
            text = translate(
                "Problems",
                "The certificate of {host} is self-signed (“{subject}”, valid until {until}). Choose "
                "it as CA file under Advanced if it is yours.",
            )
        case CertificateFault.UNKNOWN_ISSUER:
            text = translate(
                "Problems",
                "The certificate of {host} was issued by “{issuer}”, which this computer does not know "
                "(valid until {until}). Choose the CA file of the issuer under Advanced if you trust "
                "it.",
            )
        case CertificateFault.OTHER:
            return _untrusted(host)
        case _:
            assert_never(certificate.fault)
    return text.format(
        host=host,
        issuer=certificate.issuer,
        subject=certificate.subject,
        names=_names(certificate),
        since=day(certificate.valid_from_s),
        until=day(certificate.valid_until_s),
    )


def day(at_s: float) -> str:
    """A date as it is written here; the year may be far away, so it is always there."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at_s)).date(), QLocale.FormatType.ShortFormat)


def _names(certificate: CertificateReport) -> str:
    names = certificate.names or (certificate.subject,)
    shown = ", ".join(f"“{name}”" for name in names[:_NAMES_SHOWN])
    return f"{shown} …" if len(names) > _NAMES_SHOWN else shown


def _untrusted(host: str) -> str:
    text = translate(
        "Problems", "The certificate of {host} is not trusted. Choose a CA file under Advanced if it is yours."
    )
    return text.format(host=host)
