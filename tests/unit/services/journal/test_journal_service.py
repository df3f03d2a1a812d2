"""The journal over sessions: every call once, missed only if unanswered, notes and promises."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from softphone.domain.journal.entry import JournalEntry, JournalKind, JournalQuery
from softphone.domain.options.table import KEEP_JOURNAL_DAYS
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction
from softphone.domain.telephone.events import CallAnswered, CallEnded, RemoteRinging
from softphone.services.journal.journal_service import JournalService
from softphone.services.journal.memory_journal import MemoryJournal
from softphone.services.state.journal import JournalRow
from softphone.services.state.state_store import StateStore
from tests.samples.calls import ringing, talking
from tests.samples.journal import PLAIN, entry
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


class BrokenStore(MemoryJournal):
    def add(self, entry: JournalEntry) -> JournalEntry:
        raise ProblemError(FAILED)


def test_a_store_that_fails_keeps_no_call_from_ending() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.journal._store = BrokenStore()
        await missed(world, 1)
        assert world.state.calls[0].end is CallEnd.MISSED
        failed = world.state
        assert failed.problems == (FAILED,)
        world.app.journal._store = MemoryJournal()
        await missed(world, 3)
        assert world.state.problems == ()

    play(story)


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
