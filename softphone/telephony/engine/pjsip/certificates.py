"""Finds the list of certificate authorities that TLS connections are verified with."""

import os
import ssl
from pathlib import Path

USUAL_PLACES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


class AuthoritiesMissingError(Exception):
    """No readable list: better no connection than an unverified one."""


def authorities_file(wished: str) -> str:
    """`wished`, or the system's list. pjsip's OpenSSL reads one PEM file, no folder and no Windows store."""
    candidates = [wished] if wished else [*_from_openssl(), *USUAL_PLACES]
    for candidate in candidates:
        if os.access(candidate, os.R_OK) and Path(candidate).is_file():
            return candidate
    raise AuthoritiesMissingError(f"no readable list of certificate authorities: {', '.join(candidates)}")


def _from_openssl() -> list[str]:
    paths = ssl.get_default_verify_paths()
    return [path for path in (paths.cafile, paths.openssl_cafile) if path]
