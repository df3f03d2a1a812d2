"""HTTP authentication for address books: Basic, or Digest where the server demands it (RFC 7616)."""

import re
from collections.abc import Generator

import httpx

_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
_SCHEME = re.compile(r"(?:^|,)\s*([A-Za-z][\w-]*)(?=\s+[\w~+/-]|\s*(?:,|$))")


class BasicOrDigest(httpx.Auth):
    """Sends Basic at once; switches to Digest once a server challenges with Digest only."""

    def __init__(self, user: str, password: str) -> None:
        self._basic, self._digest = httpx.BasicAuth(user, password), httpx.DigestAuth(user, password)
        self._digests = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if not self._digests:
            answer = yield next(self._basic.auth_flow(request))
            if not _wants_digest(answer):
                return
            self._digests = True
            del request.headers["Authorization"]
        yield from self._digest.auth_flow(request)


def _wants_digest(answer: httpx.Response) -> bool:
    offered = schemes(answer)
    return "digest" in offered and "basic" not in offered


def refuses_passwords(answer: httpx.Response) -> bool:
    """Whether the server asks for a sign-in, and for none with a password (Bearer, Negotiate)."""
    offered = schemes(answer)
    return bool(offered) and not offered & {"basic", "digest"}


def schemes(answer: httpx.Response) -> frozenset[str]:
    """The schemes of a 401; one header may hold several challenges (RFC 9110 section 11.6.1)."""
    if answer.status_code != httpx.codes.UNAUTHORIZED:
        return frozenset()
    headers = (_QUOTED.sub('""', one) for one in answer.headers.get_list("WWW-Authenticate"))
    return frozenset(match.casefold() for one in headers for match in _SCHEME.findall(one))
