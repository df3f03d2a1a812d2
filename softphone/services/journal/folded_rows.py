"""Repeated attempts of one caller as one line of the journal's short list."""

from collections.abc import Iterable
from dataclasses import replace

from softphone.services.state.journal import JournalRow

WITHIN_S = 30.0


def folded(rows: Iterable[JournalRow]) -> tuple[JournalRow, ...]:
    """`rows`, newest first: missed calls of one caller within seconds of each other are the newest, with a count."""
    lines: list[JournalRow] = []
    last: JournalRow | None = None
    for row in rows:
        if last is not None and _repeats(last, row):
            lines[-1] = replace(lines[-1], repeats=lines[-1].repeats + 1)
        else:
            lines.append(row)
        last = row
    return tuple(lines)


def _repeats(newer: JournalRow, older: JournalRow) -> bool:
    """A line with a note, a promise or another state stays apart, and so does a caller without a number."""
    same = all(
        getattr(newer, name) == getattr(older, name) for name in ("number", "headline", "leader", "end", "done")
    )
    plain = not any(row.note or row.promised_until_s is not None for row in (newer, older))
    soon = newer.started_at_s - older.started_at_s <= WITHIN_S
    return same and plain and soon and newer.missed and older.missed and bool(newer.number)
