"""Contacts that live as long as the program: where none can be kept on disk."""

from collections.abc import Iterable
from dataclasses import replace

from softphone.domain.contacts.contact import Contact, ContactSource, Imported
from softphone.domain.problems import Problem


class MemoryContacts:
    """services.core.ports.ContactStore on plain dictionaries."""

    def __init__(self, problem: Problem | None = None) -> None:
        """`problem`: why they are not on disk."""
        self.problem = problem
        self._sources: dict[str, ContactSource] = {}
        self._contacts: dict[str, Contact] = {}
        self._photos: dict[tuple[str, str], bytes] = {}
        self._favourites: set[str] = set()

    def sources(self) -> tuple[ContactSource, ...]:
        return tuple(sorted(self._sources.values(), key=lambda source: source.id))

    def contacts(self) -> tuple[Contact, ...]:
        return tuple(replace(one, favourite=one.key in self._favourites) for one in self._contacts.values())

    def replace(self, source: ContactSource, imported: Imported) -> None:
        self._drop(source.id)
        self.change(source, imported, ())

    def change(self, source: ContactSource, imported: Imported, gone: Iterable[str]) -> None:
        self._sources[source.id] = source
        for key in gone:
            self._contacts.pop(key, None)
        self._contacts |= {contact.key: contact for contact in imported.contacts}
        self._photos |= {(source.id, name): image for name, image in imported.photos.items()}

    def delete(self, source_id: str) -> None:
        self._favourites -= {one.key for one in self._contacts.values() if one.source == source_id}
        self._sources.pop(source_id, None)
        self._drop(source_id)

    def set_favourite(self, key: str, on: bool) -> None:
        self._favourites = self._favourites | {key} if on else self._favourites - {key}

    def photo(self, source_id: str, name: str) -> bytes | None:
        return self._photos.get((source_id, name))

    def close(self) -> None:
        self._contacts.clear()

    def _drop(self, source_id: str) -> None:
        self._contacts = {key: one for key, one in self._contacts.items() if one.source != source_id}
        self._photos = {place: image for place, image in self._photos.items() if place[0] != source_id}
