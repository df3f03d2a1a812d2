"""CardDAV client: address books synchronised by sync token (RFC 6578), or by etag without one.

No maintained Python library reads CardDAV (docs/decisions/0007): discovery, sync and multiget are four requests.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from softphone.adapters.address_books.dav_documents import ENTRIES, TAG, WHERE, Answered, multiget_report, sync_report
from softphone.adapters.address_books.dav_exchange import DavExchange, same_server
from softphone.adapters.address_books.vcards import read_card
from softphone.domain.contacts.contact import Contact, ContactSource, DavChanges, Imported
from softphone.domain.problems import NotPossibleNow, Obstacle, PortalAnswerUnusable, PortalRefused, ProblemError
from softphone.portal.http.address import portal_address
from softphone.portal.http.exchange import TOO_LARGE

AT_ONCE = 50
MOST_BOOKS = 20
_WELL_KNOWN = "/.well-known/carddav"
_NO_SYNC = frozenset({400, 403, 404, 405, 409, 410, 412, 415, 422, 500, 501})
"""What servers answer to a report or a token they do not know."""


_Card = tuple[Contact, Mapping[str, bytes]]


@dataclass(slots=True)
class _Book:
    """One collection: `token` of RFC 6578 where the server has it, else `ctag` and the etags of all entries."""

    url: str
    token: str = ""
    ctag: str = ""
    etags: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _News:
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


class CardDavServers:
    """services.core.ports.AddressBooks."""

    async def changes(self, source: ContactSource, password: str) -> DavChanges:
        address = portal_address(source.url)
        exchange = DavExchange(address, source.user, password, source.ca_file)
        try:
            return await _Sync(exchange, source).run()
        finally:
            await exchange.aclose()


class _Sync:
    def __init__(self, exchange: DavExchange, source: ContactSource) -> None:
        self._exchange, self._source = exchange, source

    async def run(self) -> DavChanges:
        """A token that the server has forgotten means to begin anew."""
        books = _from_state(self._source.sync_state)
        if books:
            try:
                return await self._news(books, whole=False)
            except ProblemError as error:
                if not _is_refusal(error):
                    raise
        return await self._news(await self._discover(), whole=True)

    async def _news(self, books: list[_Book], whole: bool) -> DavChanges:
        contacts: list[Contact] = []
        photos: dict[str, bytes] = {}
        gone: list[str] = []
        skipped = 0
        for book in books:
            news = await self._sync(book)
            gone += [self._key(href) for href in news.gone]
            for start in range(0, len(news.changed), AT_ONCE):
                wanted = news.changed[start : start + AT_ONCE]
                read = await self._cards(book, wanted)
                contacts += [contact for contact, _ in read]
                photos |= {name: image for _, photo in read for name, image in photo.items()}
                skipped += len(wanted) - len(read)
        state = json.dumps([_plain(book) for book in books])
        return DavChanges(state, Imported(tuple(contacts), photos, skipped), tuple(gone), whole)

    async def _sync(self, book: _Book) -> _News:
        if book.token or not book.etags:
            try:
                return await self._by_token(book)
            except ProblemError as error:
                if book.token or not _is_refusal(error):
                    raise
        return await self._by_etag(book)

    async def _by_token(self, book: _Book) -> _News:
        """A long answer may come in parts (507 for the collection itself)."""
        news = _News()
        while True:
            _, answer = await self._exchange.request("REPORT", book.url, sync_report(book.token), 0)
            before, book.token = book.token, answer.sync_token
            if not answer.sync_token:
                raise ProblemError(PortalRefused(501))
            for one in answer.answers:
                if not _is_itself(book.url, one.href):
                    (news.gone if one.missing else news.changed).append(one.href)
            if not any(one.cut_off for one in answer.answers) or book.token == before:
                return news

    async def _by_etag(self, book: _Book) -> _News:
        _, head = await self._exchange.request("PROPFIND", book.url, TAG, 0)
        ctag = next((one.ctag or one.etag for one in head.answers), "")
        if ctag and ctag == book.ctag:
            return _News()
        _, answer = await self._exchange.request("PROPFIND", book.url, ENTRIES, 1)
        now = {a.href: a.etag for a in answer.answers if not a.is_collection and not _is_itself(book.url, a.href)}
        news = _News(
            [href for href, etag in now.items() if not etag or book.etags.get(href) != etag],
            [href for href in book.etags if href not in now],
        )
        book.ctag, book.etags = ctag, now
        return news

    async def _cards(self, book: _Book, hrefs: list[str]) -> list[_Card]:
        """Where they are too large together, in halves; one that is too large alone is left out."""
        try:
            return await self._cards_at_once(book, hrefs)
        except ProblemError as error:
            if not _is_too_large(error):
                raise
        if len(hrefs) == 1:
            return []
        middle = len(hrefs) // 2
        return [*await self._cards(book, hrefs[:middle]), *await self._cards(book, hrefs[middle:])]

    async def _cards_at_once(self, book: _Book, hrefs: list[str]) -> list[_Card]:
        _, answer = await self._exchange.request("REPORT", book.url, multiget_report(hrefs), 1)

        def read() -> list[_Card]:
            each = (read_card(one.card, self._source, unquote(one.href)) for one in answer.answers if one.card)
            return [contact for contact in each if contact is not None]

        return await asyncio.to_thread(read)

    def _key(self, href: str) -> str:
        return f"{self._source.id}/{unquote(href)}"

    async def _discover(self) -> list[_Book]:
        """The address itself, else the address books of whom we are there (RFC 6352 section 7.1, RFC 6764)."""
        url, head = await self._where(self._source.url)
        books = [url] if head is not None and head.is_book else await self._books_of(url, head)
        if not books:
            raise ProblemError(NotPossibleNow(Obstacle.NO_ADDRESS_BOOK))
        return [_Book(book) for book in books[:MOST_BOOKS]]

    async def _where(self, url: str) -> tuple[str, Answered | None]:
        """Where the server's own address leads: to itself, or by the well-known path."""
        try:
            url, answer = await self._exchange.request("PROPFIND", url, WHERE, 0)
            head = next(iter(answer.answers), None)
            if head is not None and (head.is_book or head.home or head.principal):
                return url, head
        except ProblemError as error:
            if not _is_refusal(error):
                raise
        url, answer = await self._exchange.request("PROPFIND", urljoin(url, _WELL_KNOWN), WHERE, 0)
        return url, next(iter(answer.answers), None)

    async def _books_of(self, url: str, head: Answered | None) -> list[str]:
        home = head.home if head is not None else ""
        if head is not None and head.principal and not home:
            url, answer = await self._exchange.request("PROPFIND", self._at(url, head.principal), WHERE, 0)
            home = next((one.home for one in answer.answers if one.home), "")
        url, answer = await self._exchange.request("PROPFIND", self._at(url, home or url), WHERE, 1)
        return [self._at(url, one.href) for one in answer.answers if one.is_book]

    def _at(self, url: str, href: str) -> str:
        """An address named by the server must be on that server: the password goes there."""
        place = urljoin(url, href)
        return place if same_server(url, place) else url


def _is_refusal(error: ProblemError) -> bool:
    return isinstance(error.problem, PortalRefused) and error.problem.status in _NO_SYNC


def _is_too_large(error: ProblemError) -> bool:
    return isinstance(error.problem, PortalAnswerUnusable) and error.problem.detail == TOO_LARGE


def _is_itself(url: str, href: str) -> bool:
    return unquote(urlsplit(urljoin(url, href)).path).rstrip("/") == unquote(urlsplit(url).path).rstrip("/")


def _plain(book: _Book) -> dict[str, Any]:
    return {"url": book.url, "token": book.token, "ctag": book.ctag, "etags": book.etags}


def _from_state(state: str) -> list[_Book]:
    """What this program wrote itself; anything else means to begin anew."""
    try:
        books = [
            _Book(str(one["url"]), str(one["token"]), str(one["ctag"]), dict(one["etags"]))
            for one in json.loads(state)
        ]
    except (ValueError, KeyError, TypeError):
        return []
    return books
