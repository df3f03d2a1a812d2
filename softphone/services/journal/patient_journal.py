"""A journal store that keeps rows in memory while the disk is full or the file locked, and writes them later."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from softphone.domain.journal.entry import JournalCounts, JournalEntry, JournalQuery, LeaderCount, matches, order
from softphone.domain.problems import Problem, ProblemError
from softphone.services.core.ports import JournalStore

log = logging.getLogger(__name__)
MOST_WAITING = 500
_FIRST_ID = -1_000_000_000
"""Waiting entries count up from here: negative, and the later one has the higher id as everywhere."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    entry: JournalEntry
    begun: int


class PatientJournal:
    """services.core.ports.JournalStore over another one. Waiting entries have negative ids and are found like any.

    While some wait, new ones wait too: one attempt on a locked file costs as long as the file's limit.
    """

    def __init__(self, store: JournalStore) -> None:
        self.problem: Problem | None = store.problem
        self.refused_with: Problem | None = None
        self._store = store
        self._waiting: dict[int, _Waiting] = {}
        self._last_id = _FIRST_ID

    def begin(self, entry: JournalEntry, begun: int = 0) -> int:
        """0 where it could not be written: the entry itself follows at the end of the call."""
        if self._waiting:
            return begun
        try:
            return self._store.begin(entry, begun)
        except ProblemError as error:
            log.info("a call was not written ahead: %s", error)
            return begun

    def drop(self, begun: int) -> None:
        if begun:
            self._store.drop(begun)

    def add(self, entry: JournalEntry, begun: int = 0) -> JournalEntry:
        if not self._waiting:
            try:
                return self._store.add(entry, begun)
            except ProblemError as error:
                self.refused_with = error.problem
        return self._keep_for_later(entry, begun)

    def _keep_for_later(self, entry: JournalEntry, begun: int) -> JournalEntry:
        self._last_id += 1
        kept = replace(entry, id=self._last_id)
        self._waiting[kept.id] = _Waiting(kept, begun)
        if len(self._waiting) > MOST_WAITING:
            log.error("more than %d journal rows wait for the disk: the oldest is lost", MOST_WAITING)
            del self._waiting[next(iter(self._waiting))]
        return kept

    def write_waiting(self) -> dict[int, int]:
        """Writes what waits, the oldest first, until one is refused; the new ids by the old ones."""
        written: dict[int, int] = {}
        try:
            for waiting_id, one in tuple(self._waiting.items()):
                written[waiting_id] = self._store.add(one.entry, one.begun).id
                del self._waiting[waiting_id]
            self.refused_with = None
        except ProblemError as error:
            self.refused_with = error.problem
        return written

    def get(self, entry_id: int) -> JournalEntry | None:
        waiting = self._waiting.get(entry_id)
        return waiting.entry if waiting is not None else self._store.get(entry_id)

    def change(self, entry: JournalEntry) -> None:
        if entry.id in self._waiting:
            self._waiting[entry.id] = replace(self._waiting[entry.id], entry=entry)
        else:
            self._store.change(entry)

    def delete(self, entry_id: int) -> None:
        waiting = self._waiting.pop(entry_id, None)
        if waiting is None:
            self._store.delete(entry_id)

    def page(self, query: JournalQuery, after: JournalEntry | None, limit: int) -> tuple[JournalEntry, ...]:
        kept = self._store.page(query, after, limit)
        if not self._waiting:
            return kept
        behind = [
            entry
            for entry in self._entries()
            if matches(entry, query) and (after is None or order(entry, query.kind) > order(after, query.kind))
        ]
        return tuple(sorted((*kept, *behind), key=lambda entry: order(entry, query.kind))[:limit])

    def counts(self) -> JournalCounts:
        counts = self._store.counts()
        for entry in self._entries():
            counts = _with(counts, entry)
        return counts

    def forget_before(self, at_s: float) -> int:
        return self._store.forget_before(at_s)

    def call_came_about(self, number_key: str) -> int:
        open_ones = [one for one in self._entries() if number_key and one.number_key == number_key and one.is_open]
        for entry in open_ones:
            self.change(replace(entry, done=True))
        return len(open_ones) + self._store.call_came_about(number_key)

    def missed_done(self) -> None:
        for entry in self._entries():
            if entry.missed and entry.promised_until_s is None:
                self.change(replace(entry, done=True))
        self._store.missed_done()

    def write_text(self, file: str, parts: Iterable[str]) -> None:
        self._store.write_text(file, parts)

    def close(self) -> None:
        self.write_waiting()
        self._store.close()

    def _entries(self) -> tuple[JournalEntry, ...]:
        return tuple(one.entry for one in self._waiting.values())


def _with(counts: JournalCounts, entry: JournalEntry) -> JournalCounts:
    missed = int(entry.missed and not entry.done)
    owed = int(entry.promised_until_s is not None and not entry.done)
    leaders = {count.leader_id: count for count in counts.leaders}
    old = leaders.get(entry.leader_id, LeaderCount(entry.leader_id, entry.leader_name, 0, 0))
    leaders[entry.leader_id] = replace(old, total=old.total + 1, missed=old.missed + missed)
    ordered = tuple(sorted(leaders.values(), key=lambda count: (count.leader_name, count.leader_id)))
    return JournalCounts(counts.total + 1, counts.missed + missed, counts.call_backs + owed, ordered)
