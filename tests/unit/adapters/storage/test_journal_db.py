"""The journal on disk answers as a plain list would, survives damage, and forgets what is deleted."""

import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.adapters.storage.journal_db import MIGRATIONS, JournalDb
from softphone.domain.journal.entry import JournalEntry, JournalKind, JournalQuery, number_key
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError
from softphone.domain.telephone.call import CallEnd
from softphone.services.journal.memory_journal import MemoryJournal
from softphone.services.journal.patient_journal import PatientJournal
from tests.samples.journal import ENTRIES, PLAIN, QUERIES, entry

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@contextmanager
def fresh() -> Iterator[JournalDb]:
    """A journal of its own for each example."""
    with TemporaryDirectory() as folder:
        journal = JournalDb(Path(folder) / "journal.db")
        try:
            yield journal
        finally:
            journal.close()


def pages(store: JournalDb | MemoryJournal, query: JournalQuery, size: int) -> list[JournalEntry]:
    found: list[JournalEntry] = []
    while page := store.page(query, found[-1] if found else None, size):
        assert len(page) <= size
        found += page
    return found


@QUICK
@given(
    entries=st.lists(ENTRIES, max_size=12), queries=st.lists(QUERIES, min_size=1, max_size=6), size=st.integers(1, 5)
)
def test_every_question_is_answered_as_by_a_list(
    entries: list[JournalEntry], queries: list[JournalQuery], size: int
) -> None:
    memory = MemoryJournal()
    with fresh() as disk:
        for one in entries:
            assert disk.add(one) == memory.add(one)
        for query in queries:
            assert pages(disk, query, size) == pages(memory, query, size)
        assert disk.counts() == memory.counts()


@QUICK
@given(
    entries=st.lists(ENTRIES, min_size=1, max_size=8),
    changed=st.lists(st.tuples(st.integers(1, 9), ENTRIES), max_size=5),
    deleted=st.lists(st.integers(1, 9), max_size=5),
    query=QUERIES,
)
def test_changes_and_deletions_leave_nothing_behind(
    entries: list[JournalEntry], changed: list[tuple[int, JournalEntry]], deleted: list[int], query: JournalQuery
) -> None:
    memory = MemoryJournal()
    with fresh() as disk:
        for store in (disk, memory):
            _work(store, entries, changed, deleted)
        assert pages(disk, query, 3) == pages(memory, query, 3)
        counts, expected = disk.counts(), memory.counts()
    assert [count.total for count in counts.leaders] == [count.total for count in expected.leaders]
    assert (counts.total, counts.missed, counts.call_backs) == (expected.total, expected.missed, expected.call_backs)


def _work(
    store: JournalDb | MemoryJournal,
    entries: list[JournalEntry],
    changed: list[tuple[int, JournalEntry]],
    deleted: list[int],
) -> None:
    for one in entries:
        store.add(replace(one, leader_name=one.leader_id))
    for entry_id, wish in changed:
        old = store.get(entry_id)
        if old is not None:
            store.change(replace(wish, id=entry_id, leader_id=old.leader_id, leader_name=old.leader_name))
    for entry_id in deleted:
        store.delete(entry_id)
    store.call_came_about("410")


def test_it_is_there_again_after_closing_and_for_this_user_alone(file: Path) -> None:
    first = JournalDb(file)
    kept = first.add(PLAIN)
    first.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = JournalDb(file)
    assert again.get(kept.id) == kept
    assert again.add(PLAIN).id > kept.id
    again.close()


def test_ids_are_never_given_twice(file: Path) -> None:
    journal = JournalDb(file)
    first = journal.add(PLAIN)
    journal.delete(first.id)
    assert journal.add(PLAIN).id != first.id
    journal.close()


def test_an_empty_file_is_lifted_to_the_present_version_and_a_newer_one_is_left_alone(file: Path) -> None:
    JournalDb(file).close()
    plain = sqlite3.connect(file)
    assert plain.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    plain.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    plain.close()
    with pytest.raises(ProblemError) as caught:
        JournalDb(file)
    assert caught.value.problem == NotPossibleNow(Obstacle.JOURNAL_NEWER)
    assert file.exists()


def test_a_migration_that_breaks_leaves_the_file_at_its_version(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    JournalDb(file).close()
    monkeypatch.setattr(
        "softphone.adapters.storage.journal_db.MIGRATIONS", (*MIGRATIONS, "CREATE TABLE a (b); nonsense;")
    )
    with pytest.raises(ProblemError):
        JournalDb(file)
    monkeypatch.undo()
    journal = JournalDb(file)
    assert journal.add(PLAIN).id == 1
    journal.close()


def test_a_damaged_file_is_set_aside_and_a_fresh_one_begun(file: Path) -> None:
    file.write_bytes(b"this is no database" * 100)
    journal = JournalDb(file)
    assert journal.counts().total == 0
    journal.close()
    assert file.with_name("journal.damaged.db").read_bytes().startswith(b"this is no")


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        JournalDb(tmp_path / "missing" / "journal.db")


def test_texts_of_the_network_are_kept_whatever_they_hold(file: Path) -> None:
    journal = JournalDb(file)
    kept = journal.add(entry(name="a\0b\ud83d'; DROP TABLE calls; --", note="\x00"))
    assert journal.page(JournalQuery("drop table"), None, 5)[0].id == kept.id
    journal.close()


def test_a_deleted_text_is_gone_from_the_file(file: Path) -> None:
    journal = JournalDb(file)
    kept = journal.add(entry(name="Vertraulichster Name", note="Geheimnisvolle Notiz"))
    journal.delete(kept.id)
    assert journal.page(JournalQuery("vertraulich"), None, 5) == ()
    assert journal.page(JournalQuery("geheimnis"), None, 5) == ()
    journal.close()


def test_a_promise_and_a_missed_call_are_done_by_a_call_that_came_about(file: Path) -> None:
    journal = JournalDb(file)
    journal.add(entry(missed=True, end=CallEnd.MISSED))
    journal.add(entry(promised_until_s=5.0))
    journal.add(entry(number_key="other", missed=True))
    assert journal.call_came_about(PLAIN.number_key) == 2
    assert (journal.counts().missed, journal.counts().call_backs) == (1, 0)
    assert len(journal.page(JournalQuery(kind=JournalKind.MISSED), None, 9)) == 2
    assert journal.call_came_about("") == 0
    journal.close()


@pytest.mark.parametrize("in_memory", [True, False])
def test_all_missed_calls_are_seen_to_at_once_but_no_promise_is(file: Path, in_memory: bool) -> None:
    journal = MemoryJournal() if in_memory else JournalDb(file)
    for each in (entry(missed=True), entry(missed=True), entry(missed=True, promised_until_s=5.0), entry()):
        journal.add(each)
    journal.missed_done()
    assert (journal.counts().missed, journal.counts().call_backs) == (1, 1)
    assert len(journal.page(JournalQuery(kind=JournalKind.MISSED), None, 9)) == 3
    journal.close()


def test_an_export_is_whole_or_not_there(file: Path, tmp_path: Path) -> None:
    journal, target = JournalDb(file), tmp_path / "out.csv"
    journal.write_text(str(target), ["ä,b\r\n"])
    assert target.read_bytes() == b"\xef\xbb\xbf\xc3\xa4,b\r\n"
    with pytest.raises(ProblemError) as caught:
        journal.write_text(str(tmp_path / "missing" / "out.csv"), ["x"])
    assert caught.value.problem == NotPossibleNow(Obstacle.FILE_NOT_WRITTEN)
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".export")) == []
    journal.close()


def test_a_closed_journal_tells_that_it_cannot(file: Path) -> None:
    journal = JournalDb(file)
    journal.close()
    with pytest.raises(ProblemError):
        journal.add(PLAIN)


def test_two_ways_of_writing_a_number_have_one_key() -> None:
    assert number_key("0152 28817386", "DE") == number_key("+49 152 2881 7386", "DE") == "+4915228817386"
    assert number_key("", "DE") == ""
    assert number_key("410", "DE") == "410"


@settings(QUICK, max_examples=15)
@given(entries=st.lists(ENTRIES, max_size=12), at_s=st.floats(0.0, 5.0))
def test_what_is_too_old_goes_and_owed_call_backs_stay(entries: list[JournalEntry], at_s: float) -> None:
    memory = MemoryJournal()
    entries = [replace(one, leader_name=one.leader_id.title()) for one in entries]  # one person has one name
    with fresh() as disk:
        disk.add_all(entries)
        for one in entries:
            memory.add(one)
        assert disk.forget_before(at_s) == memory.forget_before(at_s)
        kept = pages(disk, JournalQuery(), 20)
        assert kept == pages(memory, JournalQuery(), 20)
        assert all(e.started_at_s >= at_s or (e.promised_until_s is not None and not e.done) for e in kept)
        assert len([e for e in entries if e.started_at_s >= at_s]) <= len(kept)
        assert disk.counts() == memory.counts()


def test_a_call_begun_by_a_killed_program_is_one_entry_at_the_next_start(file: Path) -> None:
    killed = JournalDb(file)
    ringing = replace(PLAIN, end=CallEnd.PROGRAM_ENDED_RINGING, missed=True)
    open_row = killed.begin(ringing)
    closed = killed.begin(ringing)
    assert not killed.page(JournalQuery(), None, 9)
    killed.add(PLAIN, closed)
    talking = replace(PLAIN, end=CallEnd.PROGRAM_ENDED_TALKING, missed=False)
    killed.begin(talking, open_row)
    killed.drop(killed.begin(ringing))
    again = JournalDb(file)
    assert [one.end for one in again.page(JournalQuery(), None, 9)] == [CallEnd.PROGRAM_ENDED_TALKING, PLAIN.end]
    again.close()
    third = JournalDb(file)
    assert third.counts().total == 2
    third.close()
    killed.close()


def test_a_locked_file_is_told_at_once(file: Path) -> None:
    journal = JournalDb(file)
    other = sqlite3.connect(file)
    other.execute("BEGIN IMMEDIATE")
    begun_s = time.monotonic()
    with pytest.raises(ProblemError):
        journal.add(PLAIN)
    assert time.monotonic() - begun_s < 2
    other.rollback()
    other.close()
    assert journal.add(PLAIN).id == 1
    journal.close()


def test_rows_that_a_full_disk_refuses_are_written_once_there_is_room(file: Path) -> None:
    journal = JournalDb(file)
    patient = PatientJournal(journal)
    (pages,) = journal._db.execute("PRAGMA page_count").fetchone()
    journal._db.execute(f"PRAGMA max_page_count = {pages}")
    long = replace(PLAIN, note="x" * 2000)
    added = [patient.add(long, patient.begin(long)) for _ in range(20)]
    assert added[-1].id < 0
    assert patient.counts().total == len(patient.page(JournalQuery(), None, 50)) == 20
    assert patient.write_waiting() == {}
    journal._db.execute("PRAGMA max_page_count = 100000")
    assert patient.write_waiting()
    assert patient.refused_with is None
    patient.close()
    again = JournalDb(file)
    assert again.counts().total == 20
    again.close()
