"""Asks a journal of 100,000 entries what the windows ask, beside a plain list in memory; prints times and ratios.

Run from the repository: python -m scripts.journal_speed [--entries 100000]
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from softphone.adapters.storage.journal_db import JournalDb
from softphone.domain.journal.entry import JournalEntry, JournalKind, JournalQuery, matches, order
from softphone.domain.telephone.call import CallEnd, Direction

PAGE = 100
ROUNDS = 15
LEADERS = tuple(f"leiter{number}@pbx.example" for number in range(25))
NAMES = ("Erika Mustermann", "Otto Normal", "Hotel Wolkenheim", "Phantasie & Söhne GmbH", "Notariat Niemand", "")


def entry(number: int, chance: random.Random) -> JournalEntry:
    leader = chance.choice((*LEADERS, ""))
    digits = f"0{chance.randrange(10**9, 10**10)}"
    missed = chance.random() < 0.1
    return JournalEntry(
        id=number,
        direction=Direction.INCOMING,
        name=f"{chance.choice(NAMES)} {number % 997}",
        number=digits,
        number_key=f"+49{digits[1:]}",
        leader_id=leader,
        leader_name=f"Leiter {leader}",
        end=CallEnd.MISSED if missed else CallEnd.HUNG_UP_THERE,
        started_at_s=1_600_000_000 + number * 300 + chance.random(),
        duration_s=None if missed else chance.random() * 600,
        missed=missed,
        note="Rückruf wegen Angebot" if number % 50 == 0 else "",
        promised_until_s=1_700_000_000.0 + number if number % 20_000 == 7 else None,
    )


def questions(entries: list[JournalEntry]) -> dict[str, JournalQuery]:
    return {
        "newest page": JournalQuery(),
        "one leader": JournalQuery(leader_id=LEADERS[3]),
        "missed": JournalQuery(kind=JournalKind.MISSED),
        "missed of one leader": JournalQuery(leader_id=LEADERS[3], kind=JournalKind.MISSED),
        "call-backs": JournalQuery(kind=JournalKind.CALL_BACKS),
        "outcome": JournalQuery(end=CallEnd.MISSED),
        "search, many hits": JournalQuery("muster"),
        "search, one hit": JournalQuery(entries[len(entries) // 2].number),
        "search, two letters": JournalQuery("zq"),
        "search, no hit": JournalQuery("gibt es nicht"),
        "search in one leader": JournalQuery("angebot", LEADERS[3]),
    }


def seconds(work: Callable[[], object]) -> float:
    """The best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def from_list(entries: list[JournalEntry], query: JournalQuery) -> tuple[JournalEntry, ...]:
    """`entries` stand newest first already; a list stops at the page's end too."""
    found: list[JournalEntry] = []
    for one in entries:
        if matches(one, query):
            found.append(one)
            if len(found) == PAGE and query.kind is not JournalKind.CALL_BACKS:
                break
    return tuple(sorted(found, key=lambda one: order(one, query.kind))[:PAGE])


def line(what: str, here_s: float, there_s: float) -> str:
    return f"{what:24} {here_s * 1000:9.3f} ms {there_s * 1000:9.3f} ms {here_s / max(there_s, 1e-9):9.2f}\n"


def measure(count: int, folder: Path, out: Callable[[str], object]) -> None:
    chance = random.Random(7)
    entries = [entry(number, chance) for number in range(1, count + 1)]
    journal = JournalDb(folder / "journal.db")
    filled_s = seconds_once(lambda: journal.add_all(entries))
    newest_first = sorted(entries, key=lambda one: order(one, JournalKind.ALL))
    size_mb = (folder / "journal.db").stat().st_size / 1e6
    out(f"{count} entries, {size_mb:.0f} MB, filled in {filled_s:.1f} s\n")
    out(f"{'':24} {'journal':>12} {'list':>12} {'ratio':>9}\n")
    for what, query in questions(entries).items():
        assert journal.page(query, None, PAGE) == from_list(newest_first, query), what
        here = seconds(partial(journal.page, query, None, PAGE))
        there = seconds(partial(from_list, newest_first, query))
        out(line(what, here, there))
    middle = newest_first[count // 2]
    half = count // 2
    sliced = seconds(lambda: newest_first[half + 1 : half + 1 + PAGE])
    out(line("page in the middle", seconds(lambda: journal.page(JournalQuery(), middle, PAGE)), sliced))
    out(line("counts", seconds(journal.counts), seconds(lambda: [e for e in entries if e.missed and not e.done])))
    fresh = replace(entries[-1], started_at_s=2e9)
    out(line("one more entry", seconds(lambda: journal.add(fresh)), seconds(lambda: newest_first.insert(0, fresh))))
    journal.close()


def seconds_once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments.entries, Path(folder), sys.stdout.write)


if __name__ == "__main__":
    main()
