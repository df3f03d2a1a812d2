"""Contacts on disk: what was put in comes out, in another process too; trouble is a problem, never a crash."""

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.adapters.storage.contacts_db import ContactsDb
from softphone.domain.contacts.contact import Contact, ContactSource, Imported, SourceKind
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError
from softphone.services.contacts.memory_contacts import MemoryContacts
from softphone.services.core.ports import ContactStore
from tests.samples.contacts import ERIKA, EVERYBODY, JUERGEN, SOURCE, contacts

OURS = tuple(contact for contact in EVERYBODY if contact.source == SOURCE.id)
OTHER = ContactSource("carddav:1", SourceKind.CARDDAV, "Büro", "https://dav.example/", "nele", "", "tok", 7.0, "DE")


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    db = ContactsDb(tmp_path / "contacts.db")
    ours = (replace(OURS[0], photo="p"), *OURS[1:])
    db.replace(SOURCE, Imported(ours, {"p": b"\x89PNG"}))
    db.replace(OTHER, Imported())
    db.set_favourite(ERIKA.key, True)
    db.close()
    again = ContactsDb(tmp_path / "contacts.db")
    found = {contact.key: contact for contact in again.contacts()}
    assert found[ERIKA.key].favourite
    assert tuple(replace(found[contact.key], favourite=False) for contact in ours) == ours
    assert again.sources() == (OTHER, SOURCE)
    assert again.photo(SOURCE.id, "p") == b"\x89PNG"
    assert again.photo(SOURCE.id, "q") is None
    again.close()
    assert stat.S_IMODE((tmp_path / "contacts.db").stat().st_mode) == 0o600


class _Slow(tuple[Contact, ...]):
    """Contacts whose writing waits until the test lets it go on."""

    reached, may_go = Event(), Event()

    def __iter__(self) -> Iterator[Contact]:
        yield from super().__iter__()
        self.reached.set()
        assert self.may_go.wait(20)


def test_a_picture_is_there_while_many_contacts_are_being_written(tmp_path: Path) -> None:
    """The window draws meanwhile, and waits for no import."""
    db = ContactsDb(tmp_path / "contacts.db")
    db.replace(SOURCE, Imported((replace(ERIKA, photo="p"),), {"p": b"\x89PNG"}))
    slow = _Slow(OURS)
    with ThreadPoolExecutor() as pool:
        with db._asked():
            assert pool.submit(db.photo, SOURCE.id, "p").result(10) == b"\x89PNG"
        writing = pool.submit(db.replace, SOURCE, Imported(slow))
        assert slow.reached.wait(20)
        looking = pool.submit(db.photo, SOURCE.id, "p")
        starring = pool.submit(db.set_favourite, ERIKA.key, True)
        try:
            assert looking.result(10) == b"\x89PNG"
            starring.result(10)
        finally:
            slow.may_go.set()
        writing.result(10)
    assert db.photo(SOURCE.id, "p") is None
    db.close()


def test_a_picture_goes_with_the_last_contact_that_has_it(tmp_path: Path) -> None:
    db = ContactsDb(tmp_path / "contacts.db")
    pictured = replace(ERIKA, photo="old")
    db.replace(SOURCE, Imported((pictured,), {"old": b"1"}))
    db.change(SOURCE, Imported((replace(pictured, photo="new"),), {"new": b"2"}), ())
    assert (db.photo(SOURCE.id, "old"), db.photo(SOURCE.id, "new")) == (None, b"2")
    db.change(SOURCE, Imported(), (ERIKA.key,))
    assert db.photo(SOURCE.id, "new") is None
    db.close()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("replace"), st.lists(contacts(), max_size=3)),
        st.tuples(st.just("change"), st.lists(contacts(), max_size=3)),
        st.tuples(st.just("delete"), st.just([])),
        st.tuples(st.just("favourite"), st.just([])),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(STEPS)
def test_the_file_does_what_plain_dictionaries_do(steps: list[tuple[str, list[Contact]]]) -> None:
    db, memory = _fresh(), MemoryContacts()
    for what, some in steps:
        for store in (db, memory):
            _do(store, what, tuple(replace(c, source=SOURCE.id, source_kind=SOURCE.kind) for c in some))
        assert sorted(db.contacts(), key=lambda c: c.key) == sorted(memory.contacts(), key=lambda c: c.key)
        assert db.sources() == memory.sources()
    db.close()


def _do(store: ContactStore, what: str, some: tuple[Contact, ...]) -> None:
    known = sorted(contact.key for contact in store.contacts())
    if what == "replace":
        store.replace(SOURCE, Imported(some))
    elif what == "change":
        store.change(SOURCE, Imported(some), known[:1])
    elif what == "delete":
        store.delete(SOURCE.id)
    elif known:
        store.set_favourite(known[0], True)


def _fresh() -> ContactsDb:
    return ContactsDb(Path(mkdtemp()) / "contacts.db")


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "contacts.db").write_bytes(b"no database at all" * 100)
    db = ContactsDb(tmp_path / "contacts.db")
    assert db.contacts() == ()
    assert (tmp_path / "contacts.damaged.db").exists()
    db.close()


def test_a_folder_in_its_place_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "contacts.db").mkdir()
    with pytest.raises(ProblemError) as caught:
        ContactsDb(tmp_path / "contacts.db")
    assert caught.value.problem == NotPossibleNow(Obstacle.CONTACTS_NOT_WRITTEN)


def test_half_a_surrogate_can_be_kept(tmp_path: Path) -> None:
    db = ContactsDb(tmp_path / "contacts.db")
    db.replace(SOURCE, Imported((replace(JUERGEN, last_name="\ud800x"),)))
    assert db.contacts()[0].last_name == "?x"
    db.close()


def test_contacts_of_a_newer_program_are_left_alone_and_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "contacts.db"
    ContactsDb(file).close()
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    with pytest.raises(ProblemError) as caught:
        ContactsDb(file)
    assert caught.value.problem == NotPossibleNow(Obstacle.CONTACTS_NEWER)
    assert file.read_bytes() == before
