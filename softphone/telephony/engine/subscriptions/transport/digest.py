"""Digest authentication (RFC 7616, RFC 8760) with the strongest algorithm both sides support."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from aiosipua.auth import SipDigestAuth, build_credentials
from aiosipua.headers import AuthChallenge, parse_auth, stringify_auth
from aiosipua.message import SipRequest, SipResponse

_STRENGTH = ("SHA-256", "MD5")
_CHALLENGES = {401: ("WWW-Authenticate", "Authorization"), 407: ("Proxy-Authenticate", "Proxy-Authorization")}


@dataclass(frozen=True, slots=True)
class Credentials:
    user: str
    password: str = field(repr=False)

    def sign(self, request: SipRequest, response: SipResponse, realm: str | None) -> bool:
        """Signs the request for the challenge; False for an unknown algorithm or another realm (None: any)."""
        asked, answered = _CHALLENGES[response.status_code]
        challenge = strongest(response.get_header_values(asked))
        if challenge is None or (realm is not None and challenge.params.get("realm") != realm):
            return False
        auth = SipDigestAuth(self.user, self.password)
        credentials = build_credentials(auth, challenge, request.method, request.uri)
        if credentials is None:
            return False
        request.set_header(answered, stringify_auth(credentials))
        return True


def strongest(values: Sequence[str]) -> AuthChallenge | None:
    """The strongest supported challenge, None without one."""
    challenges = [parse_auth(value) for value in values]
    known = [c for c in challenges if c.scheme.lower() == "digest" and _algorithm(c) in _STRENGTH]
    return min(known, key=lambda c: _STRENGTH.index(_algorithm(c)), default=None)


def is_stale(response: SipResponse) -> bool:
    """Whether only the nonce has expired; the password was not refused."""
    challenge = strongest(response.get_header_values(_CHALLENGES[response.status_code][0]))
    return challenge is not None and challenge.params.get("stale", "").lower() == "true"


def _algorithm(challenge: AuthChallenge) -> str:
    return str(challenge.params.get("algorithm", "MD5")).upper()
