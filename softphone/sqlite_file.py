"""One SQLite file of a profile: opened for this user alone, lifted to the present version, set aside when damaged."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


class NewerFileError(sqlite3.OperationalError):
    """Written by a newer program; it is left as it is."""


def opened(file: Path, migrations: Sequence[str], any_thread: bool = False) -> sqlite3.Connection:
    """`migrations[n]` lifts from version n. `any_thread`: the caller lets only one at a time use it."""
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
    """Where it is now."""
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
