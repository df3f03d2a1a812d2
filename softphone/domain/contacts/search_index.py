"""Search index of contacts: beginnings of words, and digits anywhere in a number. Pure, in memory.

50,000 contacts: sorted words and one long text of digits, bisection and str.find (scripts/contact_speed.py).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from softphone.domain.contacts.contact import Contact, NumberKind, number_digits, search_words, sort_key
from softphone.domain.contacts.name_folding import words

_LAST = "\U0010ffff"
_NUMBER_SIGNS = frozenset("0123456789+/.()- ")


@dataclass(frozen=True, slots=True)
class Query:
    """A typed query: beginnings of words, or digits of a number. Both empty: matches nothing."""

    words: tuple[str, ...] = ()
    digits: str = ""

    @property
    def empty(self) -> bool:
        return not self.words and not self.digits


def query_of(text: str) -> Query:
    """Digits and separators alone are a number; `00` and `+` begin the international spelling."""
    squeezed = text.strip()
    if squeezed and set(squeezed) <= _NUMBER_SIGNS:
        digits = "".join(c for c in squeezed if c.isdigit())
        return Query(digits=digits.removeprefix("00") if len(digits) > 2 else digits)
    return Query(words=words(text))


def fits(found: Iterable[str], digits: Sequence[str], query: Query) -> bool:
    """Whether these folded words and numbers match; a word of digits may be part of a number."""
    if query.digits:
        return any(query.digits in number for number in digits)
    own = tuple(found)
    return bool(query.words) and all(
        any(word.startswith(wanted) for word in own) or (wanted.isdigit() and any(wanted in n for n in digits))
        for wanted in query.words
    )


class ContactIndex:
    """Immutable index of a set of contacts. Results are sorted by name."""

    def __init__(self, contacts: Iterable[Contact] = ()) -> None:
        self._contacts = sorted(contacts, key=sort_key)
        pairs = sorted((word, index) for index, one in enumerate(self._contacts) for word in search_words(one))
        self._words = [word for word, _ in pairs]
        self._word_indexes = [index for _, index in pairs]
        self._digits, self._digit_starts = _digit_text(self._contacts)
        self._by_number = _by_number(self._contacts)
        self._by_key = {one.key: index for index, one in enumerate(self._contacts)}

    def __len__(self) -> int:
        return len(self._contacts)

    def __iter__(self) -> Iterator[Contact]:
        return iter(self._contacts)

    def get(self, key: str) -> Contact | None:
        index = self._by_key.get(key)
        return None if index is None else self._contacts[index]

    def by_number(self, number_key: str) -> Contact | None:
        """The contact of a number; of several the directory's person, then the first by name."""
        index = self._by_number.get(number_key) if number_key else None
        return None if index is None else self._contacts[index]

    def with_contact(self, contact: Contact) -> "ContactIndex":
        """The index with this contact's favourite mark changed; name and numbers must be unchanged."""
        changed = copy(self)
        index = self._by_key[contact.key]
        changed._contacts = [*self._contacts[:index], contact, *self._contacts[index + 1 :]]
        return changed

    def find(self, text: str, limit: int) -> tuple[Contact, ...]:
        query = query_of(text)
        if query.empty or limit <= 0:
            return ()
        if query.digits:
            return tuple(self._contacts[index] for index in self._with_digits(query.digits, limit))
        indexes = self._with_words(query.words)
        return tuple(self._contacts[index] for index in sorted(indexes)[:limit])

    def _with_words(self, wanted: tuple[str, ...]) -> set[int]:
        """Searches the longest word first, as it leaves the fewest candidates."""
        found: set[int] | None = None
        for word in sorted(wanted, key=len, reverse=True):
            indexes = set(self._indexes_of(word))
            found = indexes if found is None else found & indexes
            if not found:
                return set()
        return found or set()

    def _indexes_of(self, word: str) -> Iterator[int]:
        start, end = bisect_left(self._words, word), bisect_right(self._words, word + _LAST)
        yield from self._word_indexes[start:end]
        if word.isdigit():
            yield from self._with_digits(word, len(self._contacts))

    def _with_digits(self, wanted: str, limit: int) -> Iterator[int]:
        """Matches in the order of names, each contact once."""
        at = self._digits.find(wanted)
        while at >= 0 and limit > 0:
            index = bisect_right(self._digit_starts, at) - 1
            yield index
            limit -= 1
            if index + 1 == len(self._digit_starts):
                return
            at = self._digits.find(wanted, self._digit_starts[index + 1])


def _digit_text(contacts: Sequence[Contact]) -> tuple[str, list[int]]:
    """All digits in the order of the contacts, and the offsets of each contact."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for contact in contacts:
        own = "".join(f"{digits}\n" for digits in number_digits(contact.numbers)) or "\n"
        starts.append(length)
        parts.append(own)
        length += len(own)
    return "".join(parts), starts


def _by_number(contacts: Sequence[Contact]) -> Mapping[str, int]:
    """Contacts by number, without faxes; persons of a directory come before imported ones."""
    found: dict[str, int] = {}
    for index, contact in enumerate(contacts):
        for number in contact.numbers:
            if number.kind is NumberKind.FAX or not number.key:
                continue
            known = found.setdefault(number.key, index)
            if contact.source_kind.is_internal and not contacts[known].source_kind.is_internal:
                found[number.key] = index
    return found
