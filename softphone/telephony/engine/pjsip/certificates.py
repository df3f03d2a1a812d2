"""The list of certificate authorities for TLS connections."""

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
    """No list is readable; no unverified connection is made then."""


def authorities_file(configured: str) -> str:
    """`configured`, or the system's list. pjsip's OpenSSL reads one PEM file, no folder and no Windows store."""
    candidates = [configured] if configured else [*_from_openssl(), *USUAL_PLACES]
    for candidate in candidates:
        if os.access(candidate, os.R_OK) and Path(candidate).is_file():
            return candidate
    raise AuthoritiesMissingError(f"no readable list of certificate authorities: {', '.join(candidates)}")


def _from_openssl() -> list[str]:
    paths = ssl.get_default_verify_paths()
    return [path for path in (paths.cafile, paths.openssl_cafile) if path]
