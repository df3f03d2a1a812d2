"""Contacts as a whole: fulfils ContactActions out of the book, the search and the sources."""

from collections.abc import Callable, Coroutine
from typing import Any

from softphone.domain.contacts.contact import Contact, ContactSource
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem
from softphone.services.actions import JournalActions
from softphone.services.contacts.address_book_service import AddressBookService
from softphone.services.contacts.contact_book import ContactBook
from softphone.services.contacts.contact_ports import ContactParts
from softphone.services.contacts.dial_search_service import DialSearchService
from softphone.services.contacts.directory_service import DirectoryService
from softphone.services.contacts.import_service import ImportService
from softphone.services.contacts.own_contacts import OwnContacts
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.ports import Clock, Secrets, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.state.contacts import ContactQuery, Found
from softphone.services.state.state_store import StateStore


class ContactService:
    def __init__(
        self,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        secrets: Secrets,
        journal: JournalActions,
        parts: ContactParts,
        context: SessionContext,
    ) -> None:
        self._spawn, self._context = spawn, context
        self.book = ContactBook(state, parts.store, parts.background, context)
        self._search = DialSearchService(state, self.book, journal, context)
        self._directories = DirectoryService(clock, self.book)
        self._servers = AddressBookService(clock, self.book, parts.address_books, secrets, context)
        self._own = OwnContacts(clock, self.book, context)
        self._files = ImportService(clock, state, self.book, parts.reader, parts.background, context)

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(self._servers.secrets)

    def load(self) -> Outcome:
        """Reads what is kept; address books are asked for news from then on."""
        return self._does(lambda: self._load(), "contacts")

    def signed_in(self) -> None:
        """The portal has let this user in: its directories are fetched in the background."""
        self._does(lambda: self._fetch_directories(), "directories")

    def name_of(self, number: str) -> str:
        return self._search.name_of(number)

    def colleague_numbers(self, number: str) -> tuple[str, ...]:
        return self._search.colleague_numbers(number)

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        return self._search.find(text, limit)

    def page(self, query: ContactQuery, limit: int) -> tuple[Contact, ...]:
        return self.book.page(query, limit)

    def get(self, key: str) -> Contact | None:
        return self.book.index.get(key)

    def photo(self, contact: Contact) -> bytes | None:
        return self.book.photo(contact)

    def set_favourite(self, key: str, on: bool) -> Outcome:
        contact = self.get(key)
        return settled(
            NotPossibleNow(Obstacle.NO_SUCH_CONTACT) if contact is None else self.book.set_favourite(contact, on)
        )

    def add(self, name: str, number: str) -> Outcome:
        return self._does(lambda: self._own.add(name, number), "own contact")

    def remove(self, key: str) -> Outcome:
        return self._does(lambda: self._own.remove(key), "own contact")

    def import_vcards(self, file: str, name: str) -> Outcome:
        return self._does(lambda: self._files.vcards(file, name), "vcard import")

    def preview_csv(self, file: str, encoding: str = "") -> Outcome:
        return self._does(lambda: self._files.preview(file, encoding), "csv preview")

    def set_csv_field(self, column: int, field: CsvField) -> Outcome:
        return settled(self._files.set_field(column, field))

    def import_csv(self, name: str) -> Outcome:
        return self._does(lambda: self._files.csv(name), "csv import")

    def drop_csv(self) -> Outcome:
        self._files.drop()
        return settled()

    def add_address_book(self, name: str, url: str, user: str, password: str, ca_file: str = "") -> Outcome:
        return self._does(lambda: self._servers.add(name, url, user, password, ca_file), "address book")

    def refresh(self, source_id: str | None = None) -> Outcome:
        if source_id is None:
            return self._does(lambda: self._refresh_all(), "contacts")
        source = self.book.source(source_id)
        if source is None:
            return settled(NotPossibleNow(Obstacle.NO_SUCH_SOURCE))
        return self._does(lambda: self._refresh(source), "contacts")

    def delete_source(self, source_id: str) -> Outcome:
        source = self.book.source(source_id)
        if source is None:
            return settled(NotPossibleNow(Obstacle.NO_SUCH_SOURCE))
        return self._does(lambda: self._delete(source), "contacts")

    async def _load(self) -> Problem | None:
        problem = await self.book.load()
        self._spawn(self._servers.keep_in_step(), "address books")
        return problem or await self._servers.refresh_all()

    async def _refresh_all(self) -> Problem | None:
        problem = await self._fetch_directories()
        return await self._servers.refresh_all() or problem

    async def _refresh(self, source: ContactSource) -> Problem | None:
        if source.kind.is_server:
            return await self._servers.refresh(source)
        portal, account = self._context.portal(), self._context.account()
        if not source.kind.is_directory:
            return NotPossibleNow(Obstacle.IMPORT_AGAIN)
        if portal is None or account is None:
            return NotPossibleNow(Obstacle.SIGNED_OUT)
        return await self._directories.fetch(portal, source.kind, account.user_id, account.region)

    async def _fetch_directories(self) -> Problem | None:
        portal, account = self._context.portal(), self._context.account()
        if portal is None or account is None:
            return None
        await self.book.follow_region()
        return await self._directories.fetch_all(portal, account.user_id, account.region)

    async def _delete(self, source: ContactSource) -> Problem | None:
        await self._servers.forget(source)
        return await self.book.delete(source.id)

    def _does(self, work: Callable[[], Coroutine[Any, Any, Problem | None]], name: str) -> Outcome:
        outcome = pending()

        async def run() -> None:
            settle(outcome, await work())

        self._spawn(run(), name)
        return outcome
