"""Why pjsip refused a server's certificate, copied in its callback."""

import pjsua2 as pj

from softphone.domain.certificates import CertificateReport, report

# pj_ssl_cert_verify_flag_t of pjlib (pj/ssl_sock.h).
ISSUER_NOT_FOUND, UNTRUSTED, ISSUER_MISMATCH = 1 << 0, 1 << 1, 1 << 5
CHAIN_TOO_LONG, IDENTITY_NOT_MATCH = 1 << 8, 1 << 30


def report_of(info: pj.TlsInfo, now_s: float) -> CertificateReport | None:
    """None when it was not the certificate."""
    shown = info.remoteCertInfo
    if not info.verifyStatus or shown.isEmpty():
        return None
    return report(
        str(shown.subjectCn or shown.subjectInfo),
        str(shown.issuerCn or shown.issuerInfo),
        tuple(str(name.name) for name in shown.subjectAltName),
        (float(shown.validityStart.sec), float(shown.validityEnd.sec)),
        now_s,
        wrong_host=bool(info.verifyStatus & IDENTITY_NOT_MATCH),
        untrusted=bool(info.verifyStatus & (ISSUER_NOT_FOUND | UNTRUSTED | ISSUER_MISMATCH | CHAIN_TOO_LONG)),
        self_signed=str(shown.subjectInfo) == str(shown.issuerInfo),
    )
