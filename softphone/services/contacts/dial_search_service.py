"""Whom somebody means who types into the dial field: one answer out of all the program knows, while they type."""

from collections.abc import Iterator

from softphone.domain.contacts.contact import Contact, ContactNumber, NumberKind, number_digits
from softphone.domain.contacts.initials import initials
from softphone.domain.contacts.name_folding import words
from softphone.domain.contacts.search_index import Query, fits, query_of
from softphone.domain.journal.entry import JournalQuery, needle
from softphone.domain.numbers.phone_numbers import display, match_key
from softphone.services.actions import JournalActions
from softphone.services.contacts.contact_book import ContactBook
from softphone.services.core.session_context import SIGNED_OUT, SessionContext
from softphone.services.state.contacts import Found, FoundGroup
from softphone.services.state.groups import LeaderRef
from softphone.services.state.state_store import StateStore

JOURNAL_FROM = 3
"""Its word index holds three characters each: with fewer, 50,000 calls take 42 ms (scripts/journal_speed.py)."""
_MOST_LOOKED_AT = 400
_ORDER = tuple(FoundGroup)

_AT_THE_DESK = frozenset({NumberKind.WORK, NumberKind.EXTENSION})


class DialSearchService:
    """Answers at once; scripts/contact_speed.py measures it with 50,000 contacts."""

    def __init__(
        self, state: StateStore, book: ContactBook, journal: JournalActions, context: SessionContext = SIGNED_OUT
    ) -> None:
        self._state, self._book, self._journal, self._context = state, book, journal, context

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """In the order of FoundGroup; a number that stands already does not come again."""
        query = query_of(text)
        if query.empty or limit <= 0:
            return ()
        found: list[Found] = []
        seen: set[str] = set()
        for one in self._all(text, query, limit):
            key = match_key(one.number, self._context.region)
            if key not in seen:
                seen.add(key)
                found.append(one)
            if len(found) == limit:
                break
        return tuple(found)

    def name_of(self, number: str) -> str:
        """Whose number it is, empty where nobody knows; an address book may have an extension with its domain."""
        key = match_key(number, self._context.region, self._context.domain)
        contact = self._book.index.by_number(key) or self._book.index.by_number(
            f"{key}@{self._context.domain.casefold()}"
        )
        return contact.name if contact is not None and contact.name != number else ""

    def colleague_numbers(self, number: str) -> tuple[str, ...]:
        """The numbers at which the platform itself rings the colleague whose number this is; none for strangers."""
        key = match_key(number, self._context.region, self._context.domain)
        contact = self._book.index.by_number(key)
        if contact is None or not contact.source_kind.is_internal:
            return ()
        desk = tuple(n for n in contact.numbers if n.kind in _AT_THE_DESK)
        return tuple(n.key for n in desk) if any(n.key == key for n in desk) else ()

    def _all(self, text: str, query: Query, limit: int) -> Iterator[Found]:
        yield from self._leaders(query)
        yield from self._contacts(text, query, limit)
        if len(needle(text)) >= JOURNAL_FROM:
            yield from self._calls(text, limit)

    def _leaders(self, query: Query) -> Iterator[Found]:
        for group in self._state.value.groups:
            leader = group.leader
            numbers = (ContactNumber(leader.number, NumberKind.WORK, match_key(leader.number, self._context.region)),)
            if leader.number and fits(words(leader.name), number_digits(numbers), query):
                yield _leader(leader, display(leader.number, self._context.region))

    def _contacts(self, text: str, query: Query, limit: int) -> Iterator[Found]:
        """Sorted by name within a group; favourites are looked at apart, so that none falls behind the limit."""
        favourites = [c for c in self._state.value.contacts.favourites if _fits(c, query)]
        others = [c for c in self._book.index.find(text, _MOST_LOOKED_AT) if not c.favourite]
        ordered = sorted((*favourites, *others), key=lambda contact: _ORDER.index(_group(contact)))
        for contact in ordered[: 2 * limit]:
            yield from self._numbers(contact, query)

    def _numbers(self, contact: Contact, query: Query) -> Iterator[Found]:
        """All numbers of somebody found by name; of somebody found by digits only those that have them."""
        source = self._book.source(contact.source)
        for number in contact.numbers:
            if number.kind is NumberKind.FAX or not number.key or not _has(number, query):
                continue
            yield Found(
                group=_group(contact),
                name=contact.name,
                number=number.text,
                kind=number.kind,
                company=contact.company if contact.company != contact.name else "",
                source_kind=contact.source_kind,
                source_name=source.name if source is not None else "",
                contact_key=contact.key,
                initials=initials(contact.name),
            )

    def _calls(self, text: str, limit: int) -> Iterator[Found]:
        for row in self._journal.page(JournalQuery(text), None, limit):
            if row.number:
                name = row.headline if row.headline != row.number else ""
                yield Found(FoundGroup.JOURNAL, name, row.number, initials=initials(name) if name else "")


def _group(contact: Contact) -> FoundGroup:
    if contact.favourite:
        return FoundGroup.FAVOURITE
    return FoundGroup.INTERNAL if contact.source_kind.is_internal else FoundGroup.CONTACT


def _fits(contact: Contact, query: Query) -> bool:
    names = words(f"{contact.full_name} {contact.first_name} {contact.last_name} {contact.company}")
    return fits(names, number_digits(contact.numbers), query)


def _has(number: ContactNumber, query: Query) -> bool:
    return not query.digits or any(query.digits in digits for digits in number_digits((number,)))


def _leader(leader: LeaderRef, number: str) -> Found:
    return Found(
        FoundGroup.LEADER,
        leader.name,
        number,
        NumberKind.WORK,
        leader_id=leader.user_id,
        initials=leader.initials,
    )
