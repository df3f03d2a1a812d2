"""SQLite file of a profile: private to the user, migrated on opening, set aside when damaged.

Every failure is a ProblemError that names the file: `journal-not-written`, `contacts-newer`.
"""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError

log = logging.getLogger(__name__)


def open_or_set_aside(
    file: Path, name: str, migrations: Sequence[str], any_thread: bool = False
) -> tuple[sqlite3.Connection, str]:
    """The open file, and the path of a damaged one that was set aside ("" if none). Raises ProblemError."""
    try:
        return open_database(file, migrations, any_thread), ""
    except (sqlite3.OperationalError, OSError) as error:
        raise _problem(name, error) from error
    except sqlite3.DatabaseError as error:
        log.warning("the %s: unreadable, set aside: %s", name, error)
        damaged = set_aside(file)
        with failures_as_problems(name):
            return open_database(file, migrations, any_thread), damaged


@contextmanager
def failures_as_problems(name: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _problem(name, error) from error


def storable(value: Any) -> Any:
    """The value as SQLite can store it: no lone surrogates, no NUL."""
    return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else value


class NewerFileError(sqlite3.OperationalError):
    """The file was written by a newer program and stays untouched."""


def open_database(file: Path, migrations: Sequence[str], any_thread: bool = False) -> sqlite3.Connection:
    """`migrations[n]` upgrades from version n. `any_thread`: the caller serialises access."""
    file.touch(mode=0o600)
    db = sqlite3.connect(file, check_same_thread=not any_thread)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA secure_delete = ON")
        _migrate(db, file.stem, migrations)
    except BaseException:
        db.close()
        raise
    return db


def set_aside(file: Path) -> str:
    """Renames a damaged file; returns its new path."""
    for suffix in ("", "-wal", "-shm"):
        damaged = file.with_name(file.name + suffix)
        with suppress(FileNotFoundError):
            damaged.replace(file.with_name(f"{file.stem}.damaged{file.suffix}{suffix}"))
    return str(file.with_name(f"{file.stem}.damaged{file.suffix}"))


def _migrate(db: sqlite3.Connection, name: str, migrations: Sequence[str]) -> None:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations):
        raise NewerFileError(f"the {name} has version {version}, this program knows {len(migrations)}")
    for number, script in enumerate(migrations[version:], start=version + 1):
        db.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")


def _problem(name: str, error: Exception) -> ProblemError:
    log.warning("the %s failed: %s", name, error)
    how = "newer" if isinstance(error, NewerFileError) else "not-written"
    return ProblemError(NotPossibleNow(Obstacle(f"{name}-{how}")))
