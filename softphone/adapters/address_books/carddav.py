"""CardDAV client: address books synchronised by sync token (RFC 6578), or by etag without one.

No maintained Python library reads CardDAV (docs/decisions/0007): discovery, sync and multiget are four requests.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from softphone.adapters.address_books.dav_documents import ENTRIES, TAG, WHERE, Answered, multiget_report, sync_report
from softphone.adapters.address_books.dav_exchange import DavExchange, elsewhere, same_server
from softphone.adapters.address_books.vcard_text import is_group, unfolded
from softphone.adapters.address_books.vcards import read_card
from softphone.domain.contacts.contact import Contact, ContactSource, DavChanges, Imported
from softphone.domain.problems import NotPossibleNow, Obstacle, PortalAnswerUnusable, PortalRefused, ProblemError
from softphone.portal.http.address import portal_address
from softphone.portal.http.exchange import TOO_LARGE

AT_ONCE = 50
MOST_BOOKS = 20
_WELL_KNOWN = "/.well-known/carddav"
_USUAL_PATHS = ("remote.php/dav/", "dav.php/")
"""Nextcloud and Baïkal in a folder of a server that does not say where they are."""
_NO_SYNC = frozenset({400, 403, 404, 405, 409, 410, 412, 415, 422, 500, 501, 507})
"""What servers answer to a report or a token they do not know."""


@dataclass(slots=True)
class _Book:
    """One collection: `token` of RFC 6578 where the server has it, else `ctag` and the etags of all entries."""

    url: str
    token: str = ""
    ctag: str = ""
    etags: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _News:
    """`changed`: as the server writes them; `gone`: paths."""

    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Read:
    """Cards of one or more answers; `skipped` could not be read, `gone` are paths that are no longer there."""

    contacts: list[Contact] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    skipped: int = 0

    def add(self, other: "_Read") -> None:
        self.contacts += other.contacts
        self.photos |= other.photos
        self.gone += other.gone
        self.skipped += other.skipped


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
        every = _Read()
        for book in books:
            news = await self._sync(book)
            every.gone += news.gone
            for start in range(0, len(news.changed), AT_ONCE):
                every.add(await self._cards(book, news.changed[start : start + AT_ONCE]))
        state = json.dumps([_plain(book) for book in books])
        imported = Imported(tuple(every.contacts), every.photos, every.skipped)
        return DavChanges(state, imported, tuple(self._key(path) for path in every.gone), whole)

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
                    (news.gone.append(_path(book.url, one.href)) if one.missing else news.changed.append(one.href))
            if not any(one.cut_off for one in answer.answers) or book.token == before:
                return news

    async def _by_etag(self, book: _Book) -> _News:
        _, head = await self._exchange.request("PROPFIND", book.url, TAG, 0)
        ctag = next((one.ctag or one.etag for one in head.answers), "")
        if ctag and ctag == book.ctag:
            return _News()
        _, answer = await self._exchange.request("PROPFIND", book.url, ENTRIES, 1)
        cards = [a for a in answer.answers if not a.is_collection and not _is_itself(book.url, a.href)]
        now = {_path(book.url, one.href): one.etag for one in cards}
        before = {_path(book.url, href): etag for href, etag in book.etags.items()}
        news = _News(
            [one.href for one in cards if not one.etag or before.get(_path(book.url, one.href)) != one.etag],
            [path for path in before if path not in now],
        )
        book.ctag, book.etags = ctag, now
        return news

    async def _cards(self, book: _Book, hrefs: list[str]) -> _Read:
        """Where they are too large together, in halves; one that is too large alone is left out."""
        try:
            return await self._cards_at_once(book, hrefs)
        except ProblemError as error:
            if not _is_too_large(error):
                raise
        if len(hrefs) == 1:
            return _Read(skipped=1)
        middle = len(hrefs) // 2
        read = await self._cards(book, hrefs[:middle])
        read.add(await self._cards(book, hrefs[middle:]))
        return read

    async def _cards_at_once(self, book: _Book, hrefs: list[str]) -> _Read:
        wanted = [href if href.startswith(("/", "http")) else _beside(book.url, href) for href in hrefs]
        _, answer = await self._exchange.request("REPORT", book.url, multiget_report(wanted), 1)
        return await asyncio.to_thread(self._read, book, answer.answers, len(wanted))

    def _read(self, book: _Book, answers: Sequence[Answered], wanted: int) -> _Read:
        """A group is no person, and was one before where its card has changed."""
        groups = [one for one in answers if is_group(unfolded(one.card))]
        gone = [one for one in answers if one.missing] + groups
        people = [one for one in answers if one.card and one not in groups]
        each = [read_card(one.card, self._source, _path(book.url, one.href)) for one in people]
        read = _Read(gone=[_path(book.url, one.href) for one in gone])
        for contact, photos in (one for one in each if one is not None):
            read.contacts.append(contact)
            read.photos |= photos
        read.skipped = max(wanted - len(read.contacts) - len(gone), 0)
        return read

    def _key(self, path: str) -> str:
        return f"{self._source.id}/{path}"

    async def _discover(self) -> list[_Book]:
        """The address itself, else the address books of whom we are there (RFC 6352 section 7.1, RFC 6764)."""
        url, head = await self._where(self._source.url)
        books = [url] if head is not None and head.is_book else await self._books_of(url, head)
        if not books:
            raise ProblemError(NotPossibleNow(Obstacle.NO_ADDRESS_BOOK))
        return [_Book(book) for book in books[:MOST_BOOKS]]

    async def _where(self, url: str) -> tuple[str, Answered | None]:
        """Where the server's own address leads: to itself, by the well-known path, or to where it usually is."""
        refused: ProblemError | None = None
        answered = ""
        beside = url if url.endswith("/") else f"{url}/"
        for place in (url, urljoin(url, _WELL_KNOWN), *(urljoin(beside, path) for path in _USUAL_PATHS)):
            try:
                found, answer = await self._exchange.request("PROPFIND", place, WHERE, 0)
            except ProblemError as error:
                if not _is_refusal(error):
                    raise
                refused = refused or error
                continue
            answered, head = found, next(iter(answer.answers), None)
            if head is not None and (head.is_book or head.home or head.principal):
                return found, head
        if refused is not None and not answered:
            raise refused
        return answered, None

    async def _books_of(self, url: str, head: Answered | None) -> list[str]:
        home = head.home if head is not None else ""
        if head is not None and head.principal and not home:
            url, answer = await self._exchange.request("PROPFIND", self._at(url, head.principal), WHERE, 0)
            home = next((one.home for one in answer.answers if one.home), "")
        url, answer = await self._exchange.request("PROPFIND", self._at(url, home or url), WHERE, 1)
        places = (urljoin(url, one.href) for one in answer.answers if one.is_book)
        return [place for place in places if same_server(url, place)]

    def _at(self, url: str, href: str) -> str:
        """An address named by the server must be on that server: the password goes there."""
        place = urljoin(url, href)
        if same_server(url, place):
            return place
        problem = elsewhere(urlsplit(url).hostname or "", place)
        if problem is not None:
            raise ProblemError(problem)
        return url


def _is_refusal(error: ProblemError) -> bool:
    return isinstance(error.problem, PortalRefused) and error.problem.status in _NO_SYNC


def _is_too_large(error: ProblemError) -> bool:
    return isinstance(error.problem, PortalAnswerUnusable) and error.problem.detail == TOO_LARGE


def _path(book: str, href: str) -> str:
    """One spelling of a resource: servers write addresses, paths and names, with and without percent signs."""
    return f"/{unquote(href if href.startswith('//') else _beside(book, href)).lstrip('/')}"


def _beside(book: str, href: str) -> str:
    return urlsplit(urljoin(book if book.endswith("/") else f"{book}/", href)).path


def _is_itself(url: str, href: str) -> bool:
    return _path(url, href).rstrip("/") == _path(url, urlsplit(url).path).rstrip("/")


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
