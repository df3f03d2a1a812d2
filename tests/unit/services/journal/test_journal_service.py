"""The journal over sessions: every call once, missed only if unanswered, notes and promises."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.journal.entry import JournalEntry, JournalKind, JournalQuery
from softphone.domain.options.table import KEEP_JOURNAL_DAYS
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction
from softphone.domain.telephone.events import CallAnswered, CallEnded, RemoteRinging
from softphone.services.journal.journal_service import RETRY_S, JournalService
from softphone.services.journal.memory_journal import MemoryJournal
from softphone.services.journal.patient_journal import MOST_WAITING, PatientJournal
from softphone.services.state.journal import JournalRow
from softphone.services.state.state_store import StateStore
from tests.samples.calls import ringing, talking
from tests.samples.journal import ENTRIES, PLAIN, QUERIES, entry
from tests.samples.services import LEA, FakeClock, World, for_leader, play, quiet, result

FAILED: Problem = NotPossibleNow(Obstacle.JOURNAL_NOT_WRITTEN)


async def missed(world: World, key: int, number: str = "+4989111222") -> None:
    await world.incoming(key, for_leader(LEA, number))
    await world.emit(CallEnded(CallKey(key), 487))


def rows(world: World, **query: Any) -> tuple[JournalRow, ...]:
    return world.app.journal.page(JournalQuery(**query), None, 50)


def test_a_call_stands_in_the_journal_of_its_leader() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await missed(world, 1)
        (row,) = world.state.journal
        assert row.missed
        assert row.leader is not None
        assert row.number == "089 111222"
        assert row.id > 0
        assert world.state.journal_counts.missed == 1
        (count,) = world.state.journal_counts.leaders
        assert (count.leader_id, count.total, count.missed) == (LEA, 1, 1)

    play(story)


def test_who_answered_here_is_known() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        await world.emit(CallEnded(CallKey(1), 200))
        assert world.state.journal[0].answered_by == "Anna Beispiel"
        assert world.state.journal[0].leader is None

    play(story)


def test_calling_back_closes_what_was_open_with_that_number() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await missed(world, 1)
        (row,) = world.state.journal
        result(world.app.journal.promise(row.id, world.clock.now_s() + 60))
        assert world.state.journal_counts.call_backs == 1
        assert world.state.call_backs[0].promised_at_s == world.clock.now_s()
        world.app.calls.dial("089 111222")
        await world.emit(RemoteRinging(CallKey(2), 180), CallAnswered(CallKey(2)), CallEnded(CallKey(2), 200))
        assert world.state.journal_counts.call_backs == 0
        assert world.state.journal_counts.missed == 0
        assert rows(world, kind=JournalKind.MISSED)[0].done

    play(story)


def test_a_call_that_nobody_answered_leaves_the_promise_open() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await missed(world, 1)
        world.app.calls.dial("089 111222")
        await world.emit(RemoteRinging(CallKey(2), 180), CallEnded(CallKey(2), 486))
        assert world.state.journal_counts.missed == 1

    play(story)


LEAS_NUMBER = "+493023125410"


def test_nobody_is_called_back_by_the_leaders_number() -> None:
    """The number mode may put the leader's number in place of the caller's."""

    async def story(world: World) -> None:
        await world.sign_in()
        await missed(world, 1, LEAS_NUMBER)
        (row,) = world.state.journal
        assert (row.missed, row.headline, row.number, row.detail) == (True, "Erika Mustermann", "", "")
        await talk_out(world, LEAS_NUMBER)
        assert world.state.journal_counts.missed == 1

    play(story)


async def talk_out(world: World, number: str) -> None:
    world.app.calls.dial(number)
    key = world.state.calls[-1].key
    await world.emit(CallAnswered(key))
    await world.emit(CallEnded(key, 200))


def test_asking_somebody_is_part_of_the_callers_call() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        world.app.transfers.ask("+4989111333", CallKey(1))
        asked = world.state.calls[-1].key
        await world.emit(CallAnswered(asked))
        await world.emit(CallEnded(asked, 200))
        assert not world.state.journal
        await world.emit(CallEnded(CallKey(1), 200))
        assert [row.direction for row in world.state.journal] == [Direction.INCOMING]

    play(story)


def test_a_conversation_that_came_back_stays_one_row() -> None:
    state, clock = StateStore(), FakeClock()
    journal = JournalService(state, clock, MemoryJournal())
    first = talking(1, "Otto Ruf", "089 111222", None, 20)
    journal.record(replace(first, state=CallState.ENDED, end=CallEnd.HANDED_OVER, ended_at_s=first.started_at_s + 28))
    again = talking(2, "Otto Ruf", "089 111222", None, 5, continues=first.key)
    again = replace(again, direction=Direction.OUTGOING)
    journal.record(replace(again, end=CallEnd.HUNG_UP_HERE, ended_at_s=again.started_at_s + 13))
    row = state.value.journal[0]
    assert (row.direction, row.end, row.duration_s) == (Direction.INCOMING, CallEnd.HUNG_UP_HERE, 25)
    again_missed = ringing(3, "Otto Ruf", "089 111222", None, 9, continues=again.key, end=CallEnd.MISSED)
    journal.record(again_missed)
    row = state.value.journal[0]
    assert (row.missed, row.started_at_s, row.duration_s) == (True, first.started_at_s, 25)


def test_notes_promises_and_deletions_are_kept() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await missed(world, 1)
        journal, row = world.app.journal, world.state.journal[0]
        assert result(journal.set_note(row.id, "  wegen Angebot ")) is None
        assert world.state.journal[0].note == "wegen Angebot"
        assert rows(world, text="angebot")[0].id == row.id
        assert result(journal.set_done(row.id, True)) is None
        assert world.state.journal_counts.missed == 0
        assert result(journal.delete(row.id)) is None
        assert world.state.journal == ()
        for outcome in (journal.set_note(row.id, "x"), journal.delete(row.id), journal.promise(99, 1.0)):
            assert result(outcome) == NotPossibleNow(Obstacle.NO_SUCH_ENTRY)

    play(story)


def test_a_leader_who_is_gone_keeps_the_name_of_then() -> None:
    holder, store = StateStore(), MemoryJournal()
    service = JournalService(holder, FakeClock(), store)
    store.add(PLAIN)
    service.refresh()
    leader = holder.value.journal[0].leader
    assert leader is not None
    assert (leader.name, leader.initials) == ("Dr. Lea Muster", "LM")
    assert holder.value.journal[0].key == 0


class Disk(MemoryJournal):
    """A store whose disk may be full; `begun` are the rows written ahead."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self.begun: dict[int, JournalEntry] = {}
        self._next = 1

    def begin(self, entry: JournalEntry, begun: int = 0) -> int:
        self._check()
        self.begun.pop(begun, None)
        self._next += 1
        self.begun[self._next] = entry
        return self._next

    def drop(self, begun: int) -> None:
        self._check()
        self.begun.pop(begun, None)

    def add(self, entry: JournalEntry, begun: int = 0) -> JournalEntry:
        self._check()
        self.begun.pop(begun, None)
        return super().add(entry)

    def _check(self) -> None:
        if self.full:
            raise ProblemError(FAILED)


def on_disk(story: Callable[[World, Disk], Awaitable[None]]) -> None:
    async def signed_in(world: World) -> None:
        disk = Disk()
        world.app.journal._store = PatientJournal(disk)
        await world.sign_in()
        await story(world, disk)

    play(signed_in)


def test_rows_wait_for_room_on_the_disk_and_the_problem_ends_with_its_cause() -> None:
    async def story(world: World, disk: Disk) -> None:
        disk.full = True
        await missed(world, 1)
        await missed(world, 3)
        assert world.state.calls[0].end is CallEnd.MISSED
        assert FAILED in world.state.problems
        assert len(world.state.journal) == world.state.journal_counts.missed == 2
        waiting = world.state.journal[0]
        assert result(world.app.journal.set_note(waiting.id, "Angebot")) is None
        await world.clock.advance(RETRY_S)
        assert FAILED in world.state.problems
        disk.full = False
        await world.clock.advance(RETRY_S)
        assert FAILED not in world.state.problems
        assert [(row.note, row.key) for row in world.state.journal] == [("Angebot", 3), ("", 1)]
        assert disk.counts().missed == world.state.journal_counts.missed == 2
        assert all(row.id > 0 for row in world.state.journal)

    on_disk(story)


def test_a_ringing_call_is_written_ahead_and_closed_as_one_row() -> None:
    async def story(world: World, disk: Disk) -> None:
        await world.incoming(1, for_leader(LEA, "+4989111222"))
        (ahead,) = disk.begun.values()
        assert (ahead.end, ahead.missed, ahead.number) == (CallEnd.PROGRAM_ENDED_RINGING, True, "089 111222")
        await world.emit(CallAnswered(CallKey(1)))
        (ahead,) = disk.begun.values()
        assert (ahead.end, ahead.missed) == (CallEnd.PROGRAM_ENDED_TALKING, False)
        await world.emit(CallEnded(CallKey(1), 200, by_remote=True))
        assert not disk.begun
        assert [row.end for row in world.state.journal] == [CallEnd.HUNG_UP_THERE]

    on_disk(story)


def test_a_dialled_call_is_written_ahead_and_not_missed() -> None:
    async def story(world: World, disk: Disk) -> None:
        world.app.calls.dial("089 111222")
        (ahead,) = disk.begun.values()
        assert (ahead.direction, ahead.missed) == (Direction.OUTGOING, False)

    on_disk(story)


@pytest.mark.parametrize("jump_s", [86_400.0, -86_400.0])
def test_a_jump_of_the_clock_changes_no_duration(jump_s: float) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        started_s = world.clock.now_s()
        await world.talk(1)
        await world.clock.advance(5)
        world.clock.jump(jump_s)
        await world.clock.advance(7)
        await world.emit(CallEnded(CallKey(1), 200, by_remote=True))
        (row,) = world.state.journal
        assert (row.started_at_s, row.duration_s) == (started_s, 12)
        await world.clock.advance(60)
        assert world.clock.now_s() == started_s + 72 + jump_s

    play(story)


def test_a_call_that_rings_while_the_program_is_closed_is_missed_and_says_why() -> None:
    async def story(world: World, disk: Disk) -> None:
        await world.incoming(1, for_leader(LEA, "+4989111222"))
        world.app.quit()
        await world.emit(CallEnded(CallKey(1), 480))
        (row,) = world.state.journal
        assert (row.end, row.missed) == (CallEnd.PROGRAM_CLOSED, True)

    on_disk(story)


def test_the_oldest_of_too_many_waiting_rows_is_lost_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    disk = Disk()
    disk.full = True
    journal = PatientJournal(disk)
    for number in range(MOST_WAITING + 1):
        journal.add(entry(started_at_s=float(number)))
    assert "the oldest is lost" in caplog.text
    disk.full = False
    journal.close()
    assert journal.counts().total == 0


@given(st.lists(ENTRIES, max_size=8), st.integers(0, 8), QUERIES)
def test_waiting_rows_are_found_and_counted_like_written_ones(
    entries: list[JournalEntry], full_after: int, query: JournalQuery
) -> None:
    disk, plain = Disk(), MemoryJournal()
    patient = PatientJournal(disk)
    for number, one in enumerate(entries):
        disk.full = number >= full_after
        patient.add(one)
        plain.add(one)
    found, wanted = patient.page(query, None, 20), plain.page(query, None, 20)
    assert sorted(repr(replace(one, id=0)) for one in found) == sorted(repr(replace(one, id=0)) for one in wanted)
    counted, right = patient.counts(), plain.counts()
    assert (counted.total, counted.missed, counted.call_backs) == (right.total, right.missed, right.call_backs)
    disk.full = False
    patient.write_waiting()
    assert disk.counts().total == len(entries)


def test_a_journal_that_is_not_kept_says_so() -> None:
    holder = StateStore()
    JournalService(holder, FakeClock(), MemoryJournal(FAILED))
    assert holder.value.problems == (FAILED,)


def test_pages_join_without_a_gap_and_only_the_newest_stand_in_the_state() -> None:
    async def story(world: World) -> None:
        store = MemoryJournal()
        holder = StateStore()
        service = JournalService(holder, world.clock, store)
        for number in range(450):
            store.add(entry(started_at_s=float(number)))
        service.refresh()
        assert len(holder.value.journal) == 200
        first = service.page(JournalQuery(), None, 300)
        second = service.page(JournalQuery(), first[-1], 300)
        assert [row.started_at_s for row in (*first, *second)] == [float(n) for n in reversed(range(450))]
        service.delete(first[-1].id)
        assert service.page(JournalQuery(), first[-1], 5) == ()
        await quiet()

    play(story)


def test_an_export_holds_every_row_the_question_is_about(tmp_path: Path) -> None:
    written: list[str] = []

    class Writing(MemoryJournal):
        def write_text(self, file: str, parts: Iterable[str]) -> None:
            written.extend(parts)

    async def story(world: World) -> None:
        store = Writing()
        service = JournalService(StateStore(), world.clock, store)
        for number in range(1200):
            store.add(entry(name="=x", missed=number % 2 == 0))
        query = JournalQuery(kind=JournalKind.MISSED)
        assert result(service.export("f", ("Name",), lambda row: (row.headline,), query)) is None
        assert len(written) == 601
        assert set(written[1:]) == {"'=x\r\n"}

    play(story)


def test_the_journal_is_kept_as_long_as_the_user_wants() -> None:
    async def story(world: World) -> None:
        day_s = 86_400.0
        await world.sign_in()
        await missed(world, 1)
        await missed(world, 2)
        owed = world.state.journal[0].id
        assert result(world.app.journal.promise(owed, world.clock.now_s() + 60.0)) is None
        await world.clock.advance(8 * day_s)
        assert len(world.state.journal) == 2
        assert result(world.app.options.set(KEEP_JOURNAL_DAYS, 7)) is None
        assert [row.id for row in world.state.journal] == [owed]
        assert result(world.app.journal.set_done(owed, True)) is None
        await missed(world, 3)
        assert [row.id for row in world.state.journal] != [owed]
        assert len(world.state.journal) == 1
        await world.clock.advance(6 * day_s)
        await missed(world, 4)
        assert len(world.state.journal) == 2

    play(story)


@pytest.mark.parametrize("word", ["unavailable", "anonymous", "Unbekannt", "Restricted", "nicht verfügbar"])
def test_a_row_that_names_nobody_offers_no_call_back(word: str) -> None:
    store = MemoryJournal()
    store.add(entry(name=word, number=word))
    (row,) = JournalService(StateStore(), FakeClock(), store).page(JournalQuery(), None, 9)
    assert (row.headline, row.detail, row.number) == ("", "", "")
