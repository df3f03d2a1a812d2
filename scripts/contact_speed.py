"""Types into 50,000 contacts, beside looking at everybody and beside SQLite's FTS5; prints times and ratios.

Run from the repository: python -m scripts.contact_speed [--contacts 50000]
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from scripts.journal_speed import entry
from softphone.adapters.storage.contacts_db import ContactsDb
from softphone.adapters.storage.journal_db import JournalDb
from softphone.domain.contacts.contact import (
    Contact,
    ContactNumber,
    ContactSource,
    Imported,
    NumberKind,
    SourceKind,
    number_digits,
    search_words,
    sort_key,
    tidy_all,
)
from softphone.domain.contacts.search_index import ContactIndex, fits, query_of
from softphone.services.contacts.contact_book import ContactBook
from softphone.services.contacts.contact_ports import at_once
from softphone.services.contacts.dial_search_service import DialSearchService
from softphone.services.journal.journal_service import JournalService
from softphone.services.state.state_store import StateStore

ROUNDS, LIMIT, FRAME_MS = 7, 12, 16.0
FIRST = ("Anna", "Bernd", "Çağla", "Jürgen", "Joerg", "Maria", "Émile", "Otto", "Søren", "Ute", "Łukasz", "Hannah")
LAST = (
    "Müller",
    "Mueller",
    "Muster",
    "Schmidt",
    "Straßer",
    "Baer",
    "Königs",
    "Özdemir",
    "Fischer",
    "Weiß",
    "Beispiel",
)
COMPANY = ("Phantasie & Söhne GmbH", "Notariat Niemand", "Hotel Wolkenheim", "Stadtwerke Irgendwo", "")
TYPED = ("m", "mu", "mul", "müll", "mueller", "anna", "anna mu", "o", "öz", "wolk", "x", "0", "030", "030 23", "4910",
         "+49 30 23", "gibt es nicht", "anna 12", "e s")  # fmt: skip


def contact(number: int, chance: random.Random) -> Contact:
    digits = f"030{chance.randrange(10**6, 10**8)}"
    mobile = f"+49176{chance.randrange(10**7, 10**8)}"
    return Contact(
        key=f"speed/{number}",
        source="speed",
        source_kind=SourceKind.CSV,
        first_name=chance.choice(FIRST),
        last_name=f"{chance.choice(LAST)}{chance.choice(('', 'er', 'mann', '-Theater'))}",
        company=chance.choice(COMPANY),
        numbers=(ContactNumber(digits, NumberKind.WORK), ContactNumber(mobile, NumberKind.MOBILE)),
    )


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The best of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def naive_find(contacts: Iterable[Contact], text: str, limit: int) -> tuple[Contact, ...]:
    """The index's answer by comparing every contact."""
    query = query_of(text)
    if query.empty or limit <= 0:
        return ()
    meant = (c for c in contacts if fits(search_words(c), number_digits(c.numbers), query))
    return tuple(sorted(meant, key=sort_key)[:limit])


class FullText:
    """The peer: an FTS5 table with prefix indexes, rows in the order of names."""

    def __init__(self, contacts: list[Contact]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE words USING fts5 (search, detail='none', prefix='1 2 3')")
        self._db.execute("CREATE VIRTUAL TABLE numbers USING fts5 (digits, tokenize='trigram')")
        named = enumerate(ContactIndex(contacts))
        for place, one in named:
            self._db.execute("INSERT INTO words (rowid, search) VALUES (?, ?)", (place, " ".join(search_words(one))))
            digits = "\n".join(number_digits(one.numbers))
            self._db.execute("INSERT INTO numbers (rowid, digits) VALUES (?, ?)", (place, digits))

    def find(self, text: str) -> list[int]:
        query = query_of(text)
        if query.digits:
            sql, wanted = "SELECT rowid FROM numbers WHERE digits LIKE ? LIMIT ?", f"%{query.digits}%"
        else:
            sql, wanted = (
                "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?",
                " ".join(f"{w}*" for w in query.words),
            )
        return [place for (place,) in self._db.execute(sql, (wanted, LIMIT))]


def line(what: str, *values_s: float) -> str:
    here = values_s[0]
    times = "".join(f"{value * 1000:10.3f} ms" for value in values_s)
    ratios = "".join(f"{here / max(value, 1e-9):9.4f}" for value in values_s[1:])
    return f"{what:16}{times}{ratios}\n"


def service(contacts: tuple[Contact, ...], folder: Path) -> DialSearchService:
    """The whole search as the dial field asks it, over stores on disk, with as many calls in the journal."""
    journal = JournalDb(folder / "journal.db")
    chance = random.Random(8)
    journal.add_all(entry(number, chance) for number in range(1, len(contacts) + 1))
    store = ContactsDb(folder / "contacts.db")
    store.replace(ContactSource("speed", SourceKind.CSV, "Speed", region="DE"), Imported(contacts))
    state = StateStore()
    book = ContactBook(state, store, at_once)
    book._use((store.sources(), ContactIndex(store.contacts())))
    store.close()
    return DialSearchService(state, book, JournalService(state, _Now(), journal))


class _Now:
    def now_s(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError


def measure(count: int, folder: Path, out: Callable[[str], object]) -> float:
    """The slowest keystroke in seconds."""
    chance = random.Random(7)
    raw = [contact(number, chance) for number in range(count)]
    start = time.perf_counter()
    contacts = tidy_all(raw, "DE")
    out(f"{count} contacts, made presentable in {time.perf_counter() - start:.1f} s, ")
    out(f"indexed in {seconds(lambda: ContactIndex(contacts), 1):.1f} s\n")
    index, full_text, search = ContactIndex(contacts), FullText(list(contacts)), service(contacts, folder)
    out(f"{'typed':16}{'dial field':>13}{'index':>13}{'FTS5':>13}{'everybody':>13}{'':4}dial field : each of them\n")
    slowest = 0.0
    for text in TYPED:
        assert index.find(text, LIMIT) == naive_find(contacts, text, LIMIT), text
        whole = seconds(partial(search.find, text, LIMIT))
        alone = seconds(partial(index.find, text, LIMIT))
        peer = seconds(partial(full_text.find, text))
        naive = seconds(partial(naive_find, contacts, text, LIMIT), 1)
        slowest = max(slowest, whole)
        out(line(repr(text), whole, alone, peer, naive))
    out(f"slowest keystroke {slowest * 1000:.2f} ms, {slowest * 1000 / FRAME_MS:.2f} of {FRAME_MS:.0f} ms\n")
    return slowest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=50_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments.contacts, Path(folder), sys.stdout.write)


if __name__ == "__main__":
    main()
