"""Contacts that a person adds one by one, from a call or the journal."""

from softphone.domain.contacts.contact import (
    Contact,
    ContactNumber,
    ContactSource,
    Imported,
    SourceKind,
    tidy,
)
from softphone.domain.problems import NotANumber, NotPossibleNow, Obstacle, Problem
from softphone.services.contacts.contact_book import ContactBook
from softphone.services.core.ports import Clock
from softphone.services.core.session_context import SessionContext

SOURCE_ID = "own"


class OwnContacts:
    """One source of the book; the number is the key, so that adding it again renames the contact."""

    def __init__(self, clock: Clock, book: ContactBook, context: SessionContext) -> None:
        self._clock, self._book, self._context = clock, book, context

    async def add(self, name: str, number: str) -> Problem | None:
        region = self._context.known_region
        contact = tidy(
            Contact(SOURCE_ID, SOURCE_ID, SourceKind.OWN, full_name=name, numbers=(ContactNumber(number),)), region
        )
        if contact is None or not contact.numbers:
            return NotANumber(number)
        keyed = Contact(
            f"{SOURCE_ID}/{contact.numbers[0].key}",
            SOURCE_ID,
            SourceKind.OWN,
            full_name=contact.full_name,
            numbers=contact.numbers,
        )
        return await self._book.change(self._source(region), Imported((keyed,)), ())

    async def remove(self, key: str) -> Problem | None:
        contact = self._book.index.get(key)
        source = self._book.source(SOURCE_ID)
        if contact is None or source is None or contact.source_kind is not SourceKind.OWN:
            return NotPossibleNow(Obstacle.NO_SUCH_CONTACT)
        return await self._book.change(source, Imported(), (key,))

    def _source(self, region: str) -> ContactSource:
        return ContactSource(SOURCE_ID, SourceKind.OWN, "", region=region, fetched_at_s=self._clock.now_s())
