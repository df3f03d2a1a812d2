"""WebDAV exchange over the bounded HTTP client; follows redirects on the same server only."""

import asyncio
from urllib.parse import urljoin, urlsplit

import httpx

from softphone.adapters.address_books.dav_auth import BasicOrDigest, refuses_passwords
from softphone.adapters.address_books.dav_documents import MAX_BYTES, MultiStatus, read_multistatus
from softphone.domain.problems import AddressBookFailed, BookTrouble, PortalAnswerUnusable, Problem, ProblemError
from softphone.portal.http.address import PortalAddress
from softphone.portal.http.exchange import HttpExchange
from softphone.safe_xml import DocumentUnusable

LIMIT_S = 30.0
_MOST_MOVES = 3
_PORTS = {"http": 80, "https": 443}
LONGEST_PLACE = 300


class _MovedError(Exception):
    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class _Exchange(HttpExchange):
    async def _accepted(self, answer: httpx.Response) -> bytes:
        if answer.is_redirect:
            raise _MovedError(str(answer.headers.get("Location", "")))
        if refuses_passwords(answer):
            raise ProblemError(AddressBookFailed(self._host, BookTrouble.NO_PASSWORDS))
        return await super()._accepted(answer)


class DavExchange:
    """WebDAV requests to one server. Every method raises only ProblemError."""

    def __init__(self, address: PortalAddress, user: str, password: str, ca_file: str) -> None:
        self._host = address.host
        auth = BasicOrDigest(user, password)
        self._http = _Exchange(address, user, password, ca_file, LIMIT_S, MAX_BYTES, auth)

    async def request(self, method: str, url: str, document: bytes, depth: int) -> tuple[str, MultiStatus]:
        """Where the answer came from in the end, and the answer."""
        for _ in range(_MOST_MOVES):
            try:
                body = await self._http.request(method, url, document, {"Depth": str(depth)})
            except _MovedError as moved:
                url = self._next(url, moved.place)
                continue
            return url, await asyncio.to_thread(self._read, body)
        raise ProblemError(PortalAnswerUnusable(self._host, "moves without an end"))

    async def aclose(self) -> None:
        await self._http.aclose()

    def _next(self, url: str, place: str) -> str:
        """Resolves a redirect; the password follows, so another server or plain HTTP is refused."""
        wanted = urljoin(url, place)
        if same_server(url, wanted):
            return wanted
        raise ProblemError(elsewhere(self._host, wanted) or PortalAnswerUnusable(self._host, "moves elsewhere"))

    def _read(self, body: bytes) -> MultiStatus:
        try:
            return read_multistatus(body)
        except DocumentUnusable as error:
            raise ProblemError(PortalAnswerUnusable(self._host, str(error))) from error


def same_server(url: str, other: str) -> bool:
    return _server(url) is not None and _server(url) == _server(other)


def elsewhere(host: str, place: str) -> Problem | None:
    """Another server gets no password by itself: its address is named, for the person to decide; None for HTTP."""
    server = _server(place)
    if server is None or server[0] != "https" or not place.isascii() or len(place) > LONGEST_PLACE:
        return None
    parts = urlsplit(place)
    return AddressBookFailed(host, BookTrouble.OTHER_SERVER, f"https://{parts.netloc.rpartition('@')[2]}{parts.path}")


def _server(url: str) -> tuple[str, str | None, int | None] | None:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
