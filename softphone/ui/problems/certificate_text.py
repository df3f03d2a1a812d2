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
        case CertificateFault.WRONG_HOST if certificate.wanted and not certificate.names:
            text = translate(
                "Problems",
                "The certificate of {host} names no server (subjectAltName is missing). Please tell the administrator"
                " of the server.",
            )
        case CertificateFault.WRONG_HOST if certificate.wanted:
            text = translate(
                "Problems",
                "{host} presents a certificate for {names}, not for {wanted}. Please check the server address and"
                " the SIP domain.",
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
        case CertificateFault.TOO_WEAK:
            text = translate(
                "Problems",
                "The certificate of {host} is too weak (a key under 2,048 bits, or SHA-1; issued by “{issuer}”)."
                " Please tell the administrator of the server.",
            )
        case CertificateFault.OWN_MISSING | CertificateFault.OWN_REFUSED | CertificateFault.OWN_UNREADABLE:
            return _own(host, certificate)
        case CertificateFault.OTHER:
            return _untrusted(host)
        case _:
            assert_never(certificate.fault)
    return text.format(
        host=host,
        issuer=certificate.issuer,
        subject=certificate.subject,
        names=_quoted(certificate.names or (certificate.subject,)),
        wanted=_quoted(certificate.wanted),
        since=day(certificate.valid_from_s),
        until=day(certificate.valid_until_s),
    )


def day(at_s: float) -> str:
    """A date as it is written here; the year may be far away, so it is always there."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at_s)).date(), QLocale.FormatType.ShortFormat)


def _own(host: str, certificate: CertificateReport) -> str:
    if certificate.fault is CertificateFault.OWN_MISSING:
        text = translate(
            "Problems",
            "{host} accepts only telephones with a certificate of their own. Please ask your administrator for one.",
        )
    elif certificate.fault is CertificateFault.OWN_REFUSED:
        text = translate(
            "Problems", "{host} does not accept this telephone's certificate. Please ask your administrator."
        )
    else:
        text = translate(
            "Problems",
            "This telephone's certificate “{file}” cannot be used. Please put certificate and key into one file,"
            " without a passphrase.",
        )
    return text.format(host=host, file=certificate.subject)


def _quoted(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_NAMES_SHOWN])
    return f"{shown} …" if len(names) > _NAMES_SHOWN else shown


def _untrusted(host: str) -> str:
    text = translate(
        "Problems", "The certificate of {host} is not trusted. Choose a CA file under Advanced if it is yours."
    )
    return text.format(host=host)
