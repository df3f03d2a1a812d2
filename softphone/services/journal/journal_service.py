"""The journal: every finished call once, notes and promised call-backs; the newest stand in the state."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from softphone.domain.calls.hidden_caller import is_hidden_name
from softphone.domain.contacts.initials import initials
from softphone.domain.journal.csv_export import csv_lines
from softphone.domain.journal.entry import (
    LONGEST_NOTE,
    JournalCounts,
    JournalEntry,
    JournalKind,
    JournalQuery,
    number_key,
)
from softphone.domain.numbers.phone_numbers import same_number
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError
from softphone.domain.telephone.call import CallEnd, CallKey, Direction, Ring
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.ports import Clock, JournalStore, Spawn
from softphone.services.core.session_context import SIGNED_OUT, SessionContext
from softphone.services.journal.memory_journal import MemoryJournal
from softphone.services.journal.patient_journal import PatientJournal
from softphone.services.state.calls import CallView
from softphone.services.state.groups import LeaderRef
from softphone.services.state.journal import JournalRow
from softphone.services.state.state_store import StateStore

ROWS_SHOWN = 200
PAGE = 500
DAY_S = 86_400
RETRY_S = 2.0
_MISSED = frozenset({CallEnd.MISSED, CallEnd.PROGRAM_CLOSED, CallEnd.PROGRAM_ENDED_RINGING})
T = TypeVar("T")
Cells = Callable[[JournalRow], tuple[str, ...]]


class JournalService:
    """Owns `AppState.journal`, `call_backs`, `journal_counts` and `journal_revision`; fulfils JournalActions.

    A call's row is begun when it rings or is dialled and closed at its end. A store that fails does not keep a
    call from ending: the entry waits in memory for room, and the problem is told until it is written.
    """

    def __init__(
        self,
        state: StateStore,
        clock: Clock,
        store: JournalStore | None = None,
        context: SessionContext = SIGNED_OUT,
        keep_days: Callable[[], int] = lambda: 0,
        spawn: Spawn | None = None,
    ) -> None:
        """Without `spawn` nothing is written again by itself."""
        self._state, self._clock, self._context, self._keep_days = state, clock, context, keep_days
        self._store = PatientJournal(store or MemoryJournal())
        self._spawn = spawn
        self._retries = False
        self._keys: dict[int, CallKey] = {}
        self._begun: dict[CallKey, int] = {}
        if self._store.problem is not None:
            state.raise_problem(self._store.problem)

    def begin(self, call: CallView) -> None:
        """Writes a running call ahead, as it is to stand in the journal if the program is killed now."""
        if call.asks_for is None:
            self._begun[call.key] = self._store.begin(self._entry(call), self._begun.get(call.key, 0))

    def record(self, call: CallView) -> None:
        """Keeps a call that has ended, each once.

        Asking somebody while a caller waits is part of that caller's call.
        """
        entry, begun = self._entry(call), self._begun.pop(call.key, 0)
        closed = 0
        if entry.direction is Direction.OUTGOING and entry.duration_s is not None:
            closed = self._tried(lambda: self._store.call_came_about(entry.number_key), 0)
        added = None
        if call.asks_for is None:
            added = self._keep(call, entry, begun)
        else:
            self._tried(lambda: self._store.drop(begun), None)
        if added is not None and not closed:
            self._show_added(added)
        else:
            self.refresh()
        self.tidy()

    def _show_added(self, entry: JournalEntry) -> None:
        """A new entry costs what it changes: the others in the state are not read again."""
        now = self._state.value
        rows = sorted((self._row(entry), *now.journal), key=lambda row: (-row.started_at_s, -row.id))
        self._state.update(
            journal=tuple(rows[:ROWS_SHOWN]),
            journal_counts=self._tried(self._store.counts, now.journal_counts),
            journal_revision=now.journal_revision + 1,
        )

    def _keep(self, call: CallView, entry: JournalEntry, begun: int) -> JournalEntry | None:
        """The new entry; None where an earlier one goes on: a conversation that came back stays one entry."""
        earlier = self._earlier(call)
        if earlier is not None:
            whole = _joined(earlier, entry)
            kept = self._tried(lambda: self._changed_entry(whole, begun), None)
        else:
            kept = self._store.add(entry, begun)
        if kept is not None:
            self._keys[kept.id] = call.key
            self._written()
        return kept if earlier is None else None

    def _changed_entry(self, entry: JournalEntry, begun: int) -> JournalEntry:
        self._store.change(entry)
        self._store.drop(begun)
        return entry

    def _earlier(self, call: CallView) -> JournalEntry | None:
        ids = [entry_id for entry_id, key in self._keys.items() if key == call.continues]
        return self._tried(lambda: self._store.get(ids[-1]), None) if ids else None

    def tidy(self) -> None:
        """Forgets what is older than the user wants to keep (0: nothing); owed call-backs stay."""
        days = self._keep_days()
        if not days:
            return
        oldest_s = self._clock.now_s() - days * DAY_S
        if self._tried(lambda: self._store.forget_before(oldest_s), 0):
            self.refresh()

    def refresh(self) -> None:
        """Reads again what stands in the state: entries changed, or leaders became known."""
        newest = self.page(JournalQuery(), None, ROWS_SHOWN)
        call_backs = self.page(JournalQuery(kind=JournalKind.CALL_BACKS), None, ROWS_SHOWN)
        counts = self._tried(self._store.counts, JournalCounts())
        now = self._state.value
        if (newest, call_backs, counts) != (now.journal, now.call_backs, now.journal_counts):
            revision = now.journal_revision + 1
            self._state.update(
                journal=newest, call_backs=call_backs, journal_counts=counts, journal_revision=revision
            )

    def page(self, query: JournalQuery, after: JournalRow | None, limit: int) -> tuple[JournalRow, ...]:
        behind = self._store.get(after.id) if after is not None else None
        if after is not None and behind is None:
            return ()
        nothing: tuple[JournalEntry, ...] = ()
        entries = self._tried(lambda: self._store.page(query, behind, limit), nothing)
        return tuple(self._row(entry) for entry in entries)

    def row(self, entry_id: int) -> JournalRow | None:
        entry = self._tried(lambda: self._store.get(entry_id), None)
        return self._row(entry) if entry is not None else None

    def set_note(self, entry_id: int, note: str) -> Outcome:
        return self._changed(entry_id, lambda entry: replace(entry, note=note.strip()[:LONGEST_NOTE]))

    def promise(self, entry_id: int, until_s: float | None) -> Outcome:
        promised_at_s = self._clock.now_s() if until_s is not None else None
        return self._changed(
            entry_id,
            lambda entry: replace(entry, promised_until_s=until_s, promised_at_s=promised_at_s, done=False),
        )

    def set_done(self, entry_id: int, done: bool) -> Outcome:
        return self._changed(entry_id, lambda entry: replace(entry, done=done))

    def set_missed_done(self) -> Outcome:
        return self._done(self._store.missed_done)

    def delete(self, entry_id: int) -> Outcome:
        if self._tried(lambda: self._store.get(entry_id), None) is None:
            return settled(NotPossibleNow(Obstacle.NO_SUCH_ENTRY))
        return self._done(lambda: self._store.delete(entry_id))

    def export(self, file: str, heading: tuple[str, ...], cells: Cells, query: JournalQuery) -> Outcome:
        def rows() -> Iterator[tuple[str, ...]]:
            yield heading
            for row in self._every(query):
                yield cells(row)

        return self._done(lambda: self._store.write_text(file, csv_lines(rows())))

    def _every(self, query: JournalQuery) -> Iterator[JournalRow]:
        last: JournalRow | None = None
        while rows := self.page(query, last, PAGE):
            yield from rows
            last = rows[-1]

    def _changed(self, entry_id: int, change: Callable[[JournalEntry], JournalEntry]) -> Outcome:
        entry = self._tried(lambda: self._store.get(entry_id), None)
        if entry is None:
            return settled(NotPossibleNow(Obstacle.NO_SUCH_ENTRY))
        return self._done(lambda: self._store.change(change(entry)))

    def _done(self, work: Callable[[], None]) -> Outcome:
        try:
            work()
        except ProblemError as error:
            return settled(error.problem)
        self.refresh()
        return settled()

    def _written(self) -> None:
        """Tells whether the disk takes the rows; what it refused is tried again until it does."""
        refused = self._store.refused_with
        if refused is not None:
            self._state.raise_problem(refused)
            self._write_later()
        elif self._store.problem is None:
            self._state.clear_problem(NotPossibleNow(Obstacle.JOURNAL_NOT_WRITTEN))

    def _write_later(self) -> None:
        if self._spawn is not None and not self._retries:
            self._retries = True
            self._spawn(self._write_waiting(), "write journal rows")

    async def _write_waiting(self) -> None:
        while self._store.refused_with is not None:
            await self._clock.sleep(RETRY_S)
            for waiting_id, entry_id in self._store.write_waiting().items():
                self._keys[entry_id] = self._keys.pop(waiting_id, CallKey(0))
        self._retries = False
        self._written()
        self.refresh()

    def close(self) -> None:
        """Writes what waits, if it can."""
        self._store.close()

    def _tried(self, work: Callable[[], T], otherwise: T) -> T:
        try:
            return work()
        except ProblemError as error:
            self._state.raise_problem(error.problem)
            return otherwise

    def _entry(self, call: CallView) -> JournalEntry:
        number = "" if self._is_leaders(call, call.number) else call.number
        answered_here = call.answered_at_s is not None and call.direction is Direction.INCOMING
        outgoing = call.direction is Direction.OUTGOING
        leader = call.on_behalf_of if outgoing else call.leader
        end = call.end or _if_killed(call)
        return JournalEntry(
            id=0,
            direction=call.direction,
            name=call.name or number,
            number=number,
            number_key=number_key(number, self._context.known_region),
            leader_id=leader.user_id if leader is not None else "",
            leader_name=leader.name if leader is not None else "",
            end=end,
            started_at_s=call.started_at_s,
            duration_s=_duration_s(call),
            missed=self._is_missed(call, end),
            answered_by=self._state.value.sign_in.user_name if answered_here else "",
            note=call.note,
        )

    def _is_leaders(self, call: CallView, number: str) -> bool:
        """Whether the platform shows the leader's number in place of the caller's: nobody is called back by it."""
        if call.direction is Direction.OUTGOING or call.leader is None:
            return False
        return any(
            same_number(known, number, self._context.known_region)
            for leader in self._context.leaders()
            if leader.user_id == call.leader.user_id
            for known in leader.numbers
        )

    def _is_missed(self, call: CallView, end: CallEnd) -> bool:
        """A notification (silent, or the one tone of a leader's own splash) is never missed: it asked for nothing."""
        own_splash = call.ring is Ring.SPLASH and call.leader is None and self._state.value.sign_in.roles.is_executive
        notification = call.ring is Ring.SILENT or own_splash
        return call.direction is Direction.INCOMING and end in _MISSED and not notification

    def _row(self, entry: JournalEntry) -> JournalRow:
        """A caller who was once written as "unavailable" is hidden: nobody is called back by that word."""
        name, number = (_unless_hidden(text) for text in (entry.name, entry.number))
        return JournalRow(
            key=self._keys.get(entry.id, CallKey(0)),
            direction=entry.direction,
            headline=name,
            detail=number if number != name else "",
            leader=self._leader(entry),
            end=entry.end,
            started_at_s=entry.started_at_s,
            duration_s=entry.duration_s,
            missed=entry.missed,
            id=entry.id,
            number=number,
            answered_by=entry.answered_by,
            note=entry.note,
            promised_until_s=entry.promised_until_s,
            promised_at_s=entry.promised_at_s,
            done=entry.done,
        )

    def _leader(self, entry: JournalEntry) -> LeaderRef | None:
        """One who leads here no longer keeps the name the entry was written with."""
        if not entry.leader_id:
            return None
        name = entry.leader_name or entry.leader_id
        return self._context.ref(entry.leader_id) or LeaderRef(entry.leader_id, name, initials(name), 0)


def _unless_hidden(text: str) -> str:
    return "" if is_hidden_name(text) else text


def _joined(earlier: JournalEntry, later: JournalEntry) -> JournalEntry:
    """One conversation: begun by the earlier call, ended like the later one, as long as both."""
    talked = [entry.duration_s for entry in (earlier, later) if entry.duration_s is not None]
    return replace(
        earlier,
        end=later.end,
        missed=later.missed,
        duration_s=sum(talked) if talked else None,
        answered_by=earlier.answered_by or later.answered_by,
        note=" · ".join(dict.fromkeys(note for note in (earlier.note, later.note) if note)),
    )


def _if_killed(call: CallView) -> CallEnd:
    """The end of a running call whose program is killed."""
    talks = call.answered_at_s is not None
    return CallEnd.PROGRAM_ENDED_TALKING if talks else CallEnd.PROGRAM_ENDED_RINGING


def _duration_s(call: CallView) -> float | None:
    if call.answered_at_s is None or call.ended_at_s is None:
        return None
    return max(0.0, call.ended_at_s - call.answered_at_s)
