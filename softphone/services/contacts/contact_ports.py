"""The outside of the contacts handed in as one; without it they live as long as the program and come from no file."""

from collections.abc import Callable
from dataclasses import dataclass, field

from softphone.domain.contacts.contact import ContactSource, DavChanges, Imported
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError
from softphone.services.contacts.memory_contacts import MemoryContacts
from softphone.services.core.ports import AddressBooks, Background, ContactReader, ContactStore, T


async def at_once(work: Callable[[], T], /) -> T:
    return work()


class _Nothing:
    """No files and no servers."""

    def data(self, file: str) -> bytes:
        raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_READ))

    def vcards(self, data: bytes, source: ContactSource) -> Imported:
        raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_READ))

    async def changes(self, source: ContactSource, password: str) -> DavChanges:
        raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_READ))


@dataclass(frozen=True, slots=True)
class ContactParts:
    store: ContactStore = field(default_factory=MemoryContacts)
    reader: ContactReader = field(default_factory=_Nothing)
    address_books: AddressBooks = field(default_factory=_Nothing)
    background: Background = at_once
