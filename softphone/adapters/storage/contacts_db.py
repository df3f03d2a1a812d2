"""The contacts on disk: one SQLite file per profile, read whole at the start; pictures stay there until shown."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from softphone.adapters.storage.sqlite_file import failures_as_problems, open_or_set_aside, storable
from softphone.domain.contacts.contact import Contact, ContactNumber, ContactSource, Imported, NumberKind, SourceKind
from softphone.domain.problems import Problem

_NAME = "contacts"

_V1 = """
CREATE TABLE sources (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL, user TEXT NOT NULL,
    ca_file TEXT NOT NULL, sync_state TEXT NOT NULL, fetched_at_s REAL, region TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE contacts (
    key TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE, first_name TEXT NOT NULL,
    last_name TEXT NOT NULL, company TEXT NOT NULL, numbers TEXT NOT NULL, mail TEXT NOT NULL, photo TEXT NOT NULL,
    full_name TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_source ON contacts (source);
CREATE TABLE photos (
    source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE, name TEXT NOT NULL, image BLOB NOT NULL,
    PRIMARY KEY (source, name)
);
CREATE TABLE favourites (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
MIGRATIONS = (_V1,)
"""Each lifts the file by one version; what has been given out is never changed."""

_SOURCE_COLUMNS = tuple(field.name for field in fields(ContactSource))
_READ_SOURCES = f"SELECT {', '.join(_SOURCE_COLUMNS)} FROM sources ORDER BY id"  # noqa: S608
_WRITE_SOURCE = (
    f"INSERT INTO sources ({', '.join(_SOURCE_COLUMNS)}) VALUES ({', '.join('?' * len(_SOURCE_COLUMNS))}) "  # noqa: S608
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _SOURCE_COLUMNS[1:])}"
)
_WRITE_CONTACT = "INSERT OR REPLACE INTO contacts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_READ_PHOTO = "SELECT image FROM photos WHERE source = ? AND name = ?"
_DROP_PHOTOS = "DELETE FROM photos WHERE source = ? AND name NOT IN (SELECT photo FROM contacts WHERE source = ?)"
_READ_CONTACTS = """
SELECT contacts.key, source, sources.kind, first_name, last_name, company, numbers, mail, photo, favourites.key,
    full_name
FROM contacts JOIN sources ON sources.id = source LEFT JOIN favourites ON favourites.key = contacts.key
"""


class ContactsDb:
    """services.core.ports.ContactStore on SQLite, from any thread; every failure is a ProblemError.

    Pictures have a way of their own: a window that draws does not wait for an import.
    """

    def __init__(self, file: Path) -> None:
        """Raises ProblemError where the file cannot be used; a damaged one is set aside and a fresh one created."""
        self.problem: Problem | None = None
        self._lock = threading.Lock()
        self._db, self.set_aside_as = open_or_set_aside(file, _NAME, MIGRATIONS, any_thread=True)
        self._looking = threading.Lock()
        self._pictures, _ = open_or_set_aside(file, _NAME, MIGRATIONS, any_thread=True)
        self._db.execute("PRAGMA foreign_keys = ON")

    def sources(self) -> tuple[ContactSource, ...]:
        with self._asked() as db:
            return tuple(_source(row) for row in db.execute(_READ_SOURCES))

    def contacts(self) -> tuple[Contact, ...]:
        with self._asked() as db:
            rows = db.execute(_READ_CONTACTS).fetchall()
        return tuple(_contact(row) for row in rows)

    def replace(self, source: ContactSource, imported: Imported) -> None:
        """The source with these contacts and no others; all or nothing."""
        rows = _rows(imported)
        with self._asked() as db:
            db.execute("DELETE FROM contacts WHERE source = ?", (source.id,))
            _write(db, source, rows, imported.photos)

    def change(self, source: ContactSource, imported: Imported, gone: Iterable[str]) -> None:
        """These contacts new or changed, those keys no longer there; all or nothing."""
        rows = _rows(imported)
        with self._asked() as db:
            db.executemany("DELETE FROM contacts WHERE source = ? AND key = ?", ((source.id, key) for key in gone))
            _write(db, source, rows, imported.photos)

    def delete(self, source_id: str) -> None:
        with self._asked() as db:
            db.execute(
                "DELETE FROM favourites WHERE key IN (SELECT key FROM contacts WHERE source = ?)", (source_id,)
            )
            db.execute("DELETE FROM sources WHERE id = ?", (source_id,))

    def set_favourite(self, key: str, on: bool) -> None:
        change = "INSERT OR IGNORE INTO favourites VALUES (?)" if on else "DELETE FROM favourites WHERE key = ?"
        with self._asked() as db:
            db.execute(change, (key,))

    def photo(self, source_id: str, name: str) -> bytes | None:
        with self._looking, failures_as_problems(_NAME):
            found = self._pictures.execute(_READ_PHOTO, (source_id, name)).fetchone()
        return None if found is None else bytes(found[0])

    def close(self) -> None:
        with self._lock, self._looking:
            self._pictures.close()
            self._db.close()

    @contextmanager
    def _asked(self) -> Iterator[sqlite3.Connection]:
        with self._lock, failures_as_problems(_NAME), self._db:
            yield self._db


def _rows(imported: Imported) -> list[tuple[str, ...]]:
    """Made before anything is locked: it takes longer than writing them."""
    return [tuple(map(storable, _values(contact))) for contact in imported.contacts]


def _write(
    db: sqlite3.Connection, source: ContactSource, rows: list[tuple[str, ...]], photos: Mapping[str, bytes]
) -> None:
    """Deletes pictures no contact refers to."""
    db.execute(_WRITE_SOURCE, tuple(storable(_value(getattr(source, name))) for name in _SOURCE_COLUMNS))
    db.executemany(_WRITE_CONTACT, rows)
    db.executemany("INSERT OR REPLACE INTO photos VALUES (?, ?, ?)", _photos(source.id, photos))
    db.execute(_DROP_PHOTOS, (source.id, source.id))


def _photos(source_id: str, photos: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    return ((source_id, name, image) for name, image in photos.items())


def _values(contact: Contact) -> tuple[str, ...]:
    numbers = json.dumps([(number.text, number.kind.value, number.key) for number in contact.numbers])
    names = (contact.first_name, contact.last_name, contact.company)
    return (contact.key, contact.source, *names, numbers, contact.mail, contact.photo, contact.full_name)


def _value(value: Any) -> Any:
    return value.value if isinstance(value, SourceKind) else value


def _source(row: tuple[Any, ...]) -> ContactSource:
    values = dict(zip(_SOURCE_COLUMNS, row, strict=True))
    return ContactSource(**{**values, "kind": _source_kind(values["kind"])})


def _contact(row: tuple[Any, ...]) -> Contact:
    key, source, kind, first, last, company, numbers, mail, photo, favourite, full = row
    return Contact(
        key=key,
        source=source,
        source_kind=_source_kind(kind),
        first_name=first,
        last_name=last,
        company=company,
        numbers=tuple(
            ContactNumber(text, _NUMBER_KINDS.get(k, NumberKind.OTHER), n) for text, k, n in _list(numbers)
        ),
        mail=mail,
        photo=photo,
        favourite=favourite is not None,
        full_name=full,
    )


_NUMBER_KINDS = {kind.value: kind for kind in NumberKind}


def _list(text: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = json.loads(text)
    return found


def _source_kind(value: str) -> SourceKind:
    """A newer program may have written an unknown kind."""
    return next((kind for kind in SourceKind if kind.value == value), SourceKind.VCARD)
