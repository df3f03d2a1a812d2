"""A journal that lives as long as the program: where none can be kept on disk, and as the measure for the other."""

from collections.abc import Iterable
from dataclasses import replace

from softphone.domain.journal.entry import (
    JournalCounts,
    JournalEntry,
    JournalKind,
    JournalQuery,
    LeaderCount,
    matches,
    order,
)
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError


class MemoryJournal:
    """services.core.ports.JournalStore on a plain list."""

    def __init__(self, problem: Problem | None = None) -> None:
        """`problem`: why it is not on disk."""
        self.problem = problem
        self._entries: dict[int, JournalEntry] = {}
        self._last_id = 0

    def begin(self, entry: JournalEntry, begun: int = 0) -> int:
        """Nothing is written ahead of a program's end that takes the entries too."""
        return 0

    def drop(self, begun: int) -> None:
        """Nothing was begun."""

    def add(self, entry: JournalEntry, begun: int = 0) -> JournalEntry:
        self._last_id += 1
        kept = replace(entry, id=self._last_id)
        self._entries[kept.id] = kept
        return kept

    def get(self, entry_id: int) -> JournalEntry | None:
        return self._entries.get(entry_id)

    def change(self, entry: JournalEntry) -> None:
        if entry.id in self._entries:
            self._entries[entry.id] = entry

    def delete(self, entry_id: int) -> None:
        self._entries.pop(entry_id, None)

    def page(self, query: JournalQuery, after: JournalEntry | None, limit: int) -> tuple[JournalEntry, ...]:
        kind = query.kind
        found = sorted((e for e in self._entries.values() if matches(e, query)), key=lambda e: order(e, kind))
        if after is not None:
            found = [e for e in found if order(e, kind) > order(after, kind)]
        return tuple(found[:limit])

    def counts(self) -> JournalCounts:
        entries = tuple(self._entries.values())
        missed = sum(e.missed and not e.done for e in entries)
        promised = JournalQuery(kind=JournalKind.CALL_BACKS)
        call_backs = sum(matches(e, promised) for e in entries)
        return JournalCounts(len(entries), missed, call_backs, _by_leader(entries))

    def forget_before(self, at_s: float) -> int:
        old = [e for e in self._entries.values() if e.started_at_s < at_s and (e.promised_until_s is None or e.done)]
        for entry in old:
            self.delete(entry.id)
        return len(old)

    def call_came_about(self, number_key: str) -> int:
        """Everything open with that number is done; how many entries that were."""
        open_ones = [e for e in self._entries.values() if number_key and e.number_key == number_key and e.is_open]
        for entry in open_ones:
            self.change(replace(entry, done=True))
        return len(open_ones)

    def missed_done(self) -> None:
        """Every missed call is seen to; promises stay open."""
        for entry in tuple(self._entries.values()):
            if entry.missed and entry.promised_until_s is None:
                self.change(replace(entry, done=True))

    def write_text(self, file: str, parts: Iterable[str]) -> None:
        raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_WRITTEN))

    def close(self) -> None:
        self._entries.clear()


def _by_leader(entries: tuple[JournalEntry, ...]) -> tuple[LeaderCount, ...]:
    counted: dict[str, LeaderCount] = {}
    for entry in entries:
        old = counted.get(entry.leader_id, LeaderCount(entry.leader_id, "", 0, 0))
        missed = old.missed + (entry.missed and not entry.done)
        name = max(old.leader_name, entry.leader_name)
        counted[entry.leader_id] = LeaderCount(entry.leader_id, name, old.total + 1, missed)
    return tuple(sorted(counted.values(), key=lambda count: (count.leader_name, count.leader_id)))
