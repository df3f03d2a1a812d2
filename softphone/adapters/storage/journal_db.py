"""Journal database: one SQLite file per profile, fast enough for queries while a window draws."""

import logging
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from softphone.adapters.storage.sqlite_file import failures_as_problems, open_or_set_aside, storable
from softphone.domain.journal.entry import (
    JournalCounts,
    JournalEntry,
    JournalKind,
    JournalQuery,
    LeaderCount,
    needle,
    search_text,
)
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError
from softphone.domain.telephone.call import CallEnd, Direction

log = logging.getLogger(__name__)
_NAME = "journal"
BUSY_LIMIT_MS = 100
"""The longest wait for a locked file, which the window feels; rows that cannot be written are kept for later."""

_V1 = """
CREATE TABLE calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, direction TEXT NOT NULL, name TEXT NOT NULL, number TEXT NOT NULL,
    number_key TEXT NOT NULL, leader_id TEXT NOT NULL, leader_name TEXT NOT NULL, end TEXT NOT NULL,
    started_at_s REAL NOT NULL, duration_s REAL, missed INTEGER NOT NULL, answered_by TEXT NOT NULL,
    note TEXT NOT NULL, promised_until_s REAL, promised_at_s REAL, done INTEGER NOT NULL, search TEXT NOT NULL
);
CREATE INDEX by_time ON calls (started_at_s DESC, id DESC);
CREATE INDEX by_leader ON calls (leader_id, started_at_s DESC, id DESC);
CREATE INDEX by_end ON calls (end, started_at_s DESC, id DESC);
CREATE INDEX missed_by_time ON calls (started_at_s DESC, id DESC) WHERE missed = 1;
CREATE INDEX open_missed ON calls (leader_id) WHERE missed = 1 AND done = 0;
CREATE INDEX open_promises ON calls (promised_until_s, id) WHERE promised_until_s IS NOT NULL AND done = 0;
CREATE INDEX open_numbers ON calls (number_key) WHERE done = 0;
CREATE TABLE totals (leader_id TEXT PRIMARY KEY, leader_name TEXT NOT NULL, total INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER added AFTER INSERT ON calls BEGIN
    INSERT INTO totals VALUES (new.leader_id, new.leader_name, 1)
    ON CONFLICT (leader_id) DO UPDATE SET total = total + 1, leader_name = max(leader_name, new.leader_name);
END;
CREATE TRIGGER deleted AFTER DELETE ON calls BEGIN
    UPDATE totals SET total = total - 1 WHERE leader_id = old.leader_id;
    DELETE FROM totals WHERE leader_id = old.leader_id AND total = 0;
END;
CREATE VIRTUAL TABLE words USING fts5 (
    search, content='calls', content_rowid='id', tokenize='trigram case_sensitive 1'
);
CREATE TRIGGER words_added AFTER INSERT ON calls BEGIN
    INSERT INTO words (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER words_deleted AFTER DELETE ON calls BEGIN
    INSERT INTO words (words, rowid, search) VALUES ('delete', old.id, old.search);
END;
CREATE TRIGGER words_changed AFTER UPDATE OF search ON calls WHEN old.search <> new.search BEGIN
    INSERT INTO words (words, rowid, search) VALUES ('delete', old.id, old.search);
    INSERT INTO words (rowid, search) VALUES (new.id, new.search);
END;
"""
_V2 = """
CREATE TABLE begun (
    id INTEGER PRIMARY KEY AUTOINCREMENT, direction TEXT NOT NULL, name TEXT NOT NULL, number TEXT NOT NULL,
    number_key TEXT NOT NULL, leader_id TEXT NOT NULL, leader_name TEXT NOT NULL, end TEXT NOT NULL,
    started_at_s REAL NOT NULL, duration_s REAL, missed INTEGER NOT NULL, answered_by TEXT NOT NULL,
    note TEXT NOT NULL, promised_until_s REAL, promised_at_s REAL, done INTEGER NOT NULL, search TEXT NOT NULL
);
"""
MIGRATIONS = (_V1, _V2)
"""Each lifts the file by one version; what has been given out is never changed."""

_COLUMNS = tuple(field.name for field in fields(JournalEntry))
_WRITTEN = (*_COLUMNS[1:], "search")
# The names come from the dataclass above, values always go in as parameters.
_READ = f"SELECT {', '.join(f'calls.{name}' for name in _COLUMNS)} FROM calls"  # noqa: S608
_INSERT = f"INSERT INTO calls ({', '.join(_WRITTEN)}) VALUES ({', '.join('?' * len(_WRITTEN))})"  # noqa: S608
_UPDATE = f"UPDATE calls SET {', '.join(f'{name} = ?' for name in _WRITTEN)} WHERE id = ?"  # noqa: S608
_BEGIN = f"INSERT INTO begun ({', '.join(_WRITTEN)}) VALUES ({', '.join('?' * len(_WRITTEN))})"  # noqa: S608
_TAKE_OVER = f"INSERT INTO calls ({', '.join(_WRITTEN)}) SELECT {', '.join(_WRITTEN)} FROM begun ORDER BY id"  # noqa: S608
_DROP = "DELETE FROM begun WHERE id = ?"
_TRIGRAM = 3
_FEW = 2000
"""So many hits of the word index are sorted at once; with more of them walking by time is quicker."""


class JournalDb:
    """services.core.ports.JournalStore on SQLite. Every failure is a ProblemError with `journal-not-written`."""

    def __init__(self, file: Path) -> None:
        """Raises ProblemError where the file cannot be used; a damaged one is set aside and a fresh one created."""
        self.problem: Problem | None = None
        self._db, self.set_aside_as = open_or_set_aside(file, _NAME, MIGRATIONS)
        self._db.execute(f"PRAGMA busy_timeout = {BUSY_LIMIT_MS}")
        self._take_over_begun()

    def _take_over_begun(self) -> None:
        """Calls that a killed program had begun become entries; on a full disk at a later start."""
        with suppress(ProblemError), self._writing():
            self._db.execute(_TAKE_OVER)
            self._db.execute("DELETE FROM begun")

    def begin(self, entry: JournalEntry, begun: int = 0) -> int:
        with self._writing():
            self._db.execute(_DROP, (begun,))
            return self._db.execute(_BEGIN, _values(entry)).lastrowid or 0

    def drop(self, begun: int) -> None:
        with self._writing():
            self._db.execute(_DROP, (begun,))

    def add(self, entry: JournalEntry, begun: int = 0) -> JournalEntry:
        with self._writing():
            found = self._db.execute(_INSERT, _values(entry))
            self._db.execute(_DROP, (begun,))
        return replace(entry, id=found.lastrowid or 0)

    def add_all(self, entries: Iterable[JournalEntry]) -> None:
        """Many at once, in one transaction."""
        with self._writing():
            self._db.executemany(_INSERT, (_values(entry) for entry in entries))

    def get(self, entry_id: int) -> JournalEntry | None:
        with failures_as_problems(_NAME):
            return next(self._read(f"{_READ} WHERE id = ?", (entry_id,)), None)

    def change(self, entry: JournalEntry) -> None:
        with self._writing():
            self._db.execute(_UPDATE, (*_values(entry), entry.id))

    def delete(self, entry_id: int) -> None:
        with self._writing():
            self._db.execute("DELETE FROM calls WHERE id = ?", (entry_id,))

    def page(self, query: JournalQuery, after: JournalEntry | None, limit: int) -> tuple[JournalEntry, ...]:
        with failures_as_problems(_NAME):
            where, values = _conditions(query, after, self._is_rare(needle(query.text)))
            rows = self._read(f"{_READ}{where}{_order(query)} LIMIT ?", (*values, limit))
            return tuple(rows)

    def counts(self) -> JournalCounts:
        with failures_as_problems(_NAME):
            missed = dict(
                self._db.execute("SELECT leader_id, count(*) FROM calls WHERE missed = 1 AND done = 0 GROUP BY 1")
            )
            promised = "SELECT count(*) FROM calls WHERE promised_until_s IS NOT NULL AND done = 0"
            call_backs = self._db.execute(promised).fetchone()[0]
            totals = self._db.execute("SELECT leader_id, leader_name, total FROM totals").fetchall()
        leaders = sorted(
            (LeaderCount(key, name, count, missed.get(key, 0)) for key, name, count in totals), key=_by_name
        )
        total = sum(count.total for count in leaders)
        return JournalCounts(total, sum(missed.values()), call_backs, tuple(leaders))

    def forget_before(self, at_s: float) -> int:
        with self._writing():
            found = self._db.execute(
                "DELETE FROM calls WHERE started_at_s < ? AND (promised_until_s IS NULL OR done = 1)", (at_s,)
            )
        return found.rowcount

    def call_came_about(self, number_key: str) -> int:
        """Everything open with that number is done; how many entries that were."""
        if not number_key:
            return 0
        with self._writing():
            found = self._db.execute(
                "UPDATE calls SET done = 1 WHERE number_key = ? AND done = 0"
                " AND (missed = 1 OR promised_until_s IS NOT NULL)",
                (number_key,),
            )
        return found.rowcount

    def missed_done(self) -> None:
        """Every missed call is seen to; promises stay open."""
        with self._writing():
            self._db.execute("UPDATE calls SET done = 1 WHERE missed = 1 AND done = 0 AND promised_until_s IS NULL")

    def write_text(self, file: str, parts: Iterable[str]) -> None:
        """Writes the whole file or nothing; the byte order mark tells spreadsheets the encoding."""
        try:
            _write_whole(Path(file), parts)
        except OSError as error:
            log.warning("export not written: %s", error)
            raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_WRITTEN)) from error

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._db.close()

    def _read(self, statement: str, values: tuple[Any, ...]) -> Iterator[JournalEntry]:
        return (_entry(row) for row in self._db.execute(statement, values))

    def _is_rare(self, wanted: str) -> bool:
        if len(wanted) < _TRIGRAM:
            return False
        statement = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
        hits: int = self._db.execute(statement, (_phrase(wanted), _FEW)).fetchone()[0]
        return hits < _FEW

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with failures_as_problems(_NAME), self._db:
            yield


def _conditions(query: JournalQuery, after: JournalEntry | None, rare: bool) -> tuple[str, tuple[Any, ...]]:
    parts: list[tuple[str, tuple[Any, ...]]] = []
    wanted = needle(query.text)
    if wanted and rare:
        parts.append(("calls.id IN (SELECT rowid FROM words WHERE words MATCH ?)", (_phrase(wanted),)))
    elif wanted:
        parts.append(("instr(search, ?) > 0", (wanted,)))
    if query.leader_id is not None:
        parts.append(("leader_id = ?", (query.leader_id,)))
    if query.end is not None:
        parts.append(("end = ?", (query.end.value,)))
    if query.kind is JournalKind.MISSED:
        parts.append(("missed = 1", ()))
    elif query.kind is JournalKind.CALL_BACKS:
        parts.append(("promised_until_s IS NOT NULL AND done = 0", ()))
    if after is not None:
        parts.append(_behind(query, after))
    where = " AND ".join(part for part, _ in parts)
    return (f" WHERE {where}" if where else ""), tuple(value for _, values in parts for value in values)


def _behind(query: JournalQuery, after: JournalEntry) -> tuple[str, tuple[Any, ...]]:
    if query.kind is JournalKind.CALL_BACKS:
        return "(promised_until_s, id) > (?, ?)", (after.promised_until_s or 0.0, after.id)
    return "(started_at_s, id) < (?, ?)", (after.started_at_s, after.id)


def _order(query: JournalQuery) -> str:
    if query.kind is JournalKind.CALL_BACKS:
        return " ORDER BY promised_until_s, id"
    return " ORDER BY started_at_s DESC, id DESC"


def _phrase(wanted: str) -> str:
    return '"' + wanted.replace('"', '""') + '"'


def _by_name(count: LeaderCount) -> tuple[str, str]:
    return count.leader_name, count.leader_id


def _values(entry: JournalEntry) -> tuple[Any, ...]:
    """In the order of _WRITTEN, enums by value."""
    values = (getattr(entry, name) for name in _COLUMNS[1:])
    plain = (value.value if isinstance(value, Direction | CallEnd) else value for value in values)
    return tuple(storable(value) for value in (*plain, search_text(entry)))


def _entry(row: tuple[Any, ...]) -> JournalEntry:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["direction"] = _known(Direction, values["direction"], Direction.INCOMING)
    values["end"] = _known(CallEnd, values["end"], CallEnd.FAILED)
    values["missed"], values["done"] = bool(values["missed"]), bool(values["done"])
    return JournalEntry(**values)


def _known(kind: Any, value: str, otherwise: Any) -> Any:
    """A newer program may have written an unknown value."""
    return next((member for member in kind if member.value == value), otherwise)


def _write_whole(file: Path, parts: Iterable[str]) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".export-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", errors="replace", newline="") as out:
            out.writelines(parts)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
