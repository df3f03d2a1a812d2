"""HTTP authentication for address books: Basic, or Digest where the server demands it (RFC 7616)."""

from collections.abc import Generator

import httpx


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
    if answer.status_code != httpx.codes.UNAUTHORIZED:
        return False
    schemes = {one.strip().partition(" ")[0].casefold() for one in answer.headers.get_list("WWW-Authenticate")}
    return "digest" in schemes and "basic" not in schemes
