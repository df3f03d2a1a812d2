"""Credentials as an address book server wants them: Basic, or Digest where it takes nothing else (RFC 7616)."""

from collections.abc import Generator

import httpx


class BasicOrDigest(httpx.Auth):
    """Basic at once, which most servers take; a server that challenges with Digest only gets that from then on."""

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
    if answer.status_code != httpx.codes.UNAUTHORIZED:
        return False
    schemes = {one.strip().partition(" ")[0].casefold() for one in answer.headers.get_list("WWW-Authenticate")}
    return "digest" in schemes and "basic" not in schemes
