"""All contacts of all sources in memory, ready to be asked, and the one place that changes them."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace

from softphone.domain.contact_index import ContactIndex
from softphone.domain.contacts import Contact, ContactSource, Imported, tidy_all
from softphone.domain.problems import Problem, ProblemError
from softphone.services.contact_views import ContactQuery, SourceView
from softphone.services.ports import Background, ContactStore
from softphone.services.state import StateHolder

Loaded = tuple[tuple[ContactSource, ...], ContactIndex]


class ContactBook:
    """Owns `AppState.contacts` but for the CSV preview. Slow work runs in the background, one change at a time."""

    def __init__(self, state: StateHolder, store: ContactStore, background: Background) -> None:
        self._state, self._store, self._background = state, store, background
        self._index = ContactIndex()
        self._sources: dict[str, ContactSource] = {}
        self._busy: frozenset[str] = frozenset()
        self._problems: dict[str, Problem] = {}
        self._changing = asyncio.Lock()
        self.region: Callable[[], str] = lambda: "DE"
        self.on_change: Callable[[], None] = lambda: None
        if store.problem is not None:
            state.raise_problem(store.problem)

    @property
    def index(self) -> ContactIndex:
        return self._index

    @property
    def sources(self) -> tuple[ContactSource, ...]:
        return tuple(self._sources.values())

    def source(self, source_id: str) -> ContactSource | None:
        return self._sources.get(source_id)

    async def load(self) -> Problem | None:
        self._state.update(contacts=replace(self._state.value.contacts, loading=True))
        return await self._change(lambda: None)

    async def replace(self, source: ContactSource, imported: Imported) -> Problem | None:
        """The source with these contacts, made presentable, and no others."""
        return await self._change(lambda: self._store.replace(source, self._tidy(imported)), imported.skipped)

    async def change(self, source: ContactSource, imported: Imported, gone: Iterable[str]) -> Problem | None:
        return await self._change(lambda: self._store.change(source, self._tidy(imported), gone), imported.skipped)

    async def delete(self, source_id: str) -> Problem | None:
        self._problems.pop(source_id, None)
        return await self._change(lambda: self._store.delete(source_id))

    async def follow_region(self) -> None:
        """Another country reads 0… otherwise: what came from files and servers is written and compared anew."""
        region = self.region()
        for source in self.sources:
            if source.region != region and not source.kind.is_directory:
                own = tuple(_international(contact) for contact in self._index if contact.source == source.id)
                await self.change(replace(source, region=region), Imported(own), ())

    def set_favourite(self, contact: Contact, on: bool) -> Problem | None:
        try:
            self._store.set_favourite(contact.key, on)
        except ProblemError as error:
            return error.problem
        self._use((self.sources, self._index.with_contact(replace(contact, favourite=on))))
        return None

    def photo(self, contact: Contact) -> bytes | None:
        try:
            return self._store.photo(contact.source, contact.photo) if contact.photo else None
        except ProblemError:
            return None

    def page(self, query: ContactQuery, limit: int) -> tuple[Contact, ...]:
        """Without a text favourites stand on top."""
        typed = bool(query.text.strip())
        every: Iterable[Contact] = self._index.find(query.text, len(self._index)) if typed else self._index
        meant = (c for c in every if query.source in (None, c.source) and (c.favourite or not query.favourites_only))
        if typed:
            return tuple(c for _, c in zip(range(limit), meant, strict=False))
        return tuple(sorted(meant, key=lambda contact: not contact.favourite)[:limit])

    def begin(self, source_id: str) -> None:
        self._busy |= {source_id}
        self._problems.pop(source_id, None)
        self._publish()

    def end(self, source_id: str, problem: Problem | None) -> None:
        self._busy -= {source_id}
        if problem is not None:
            self._problems[source_id] = problem
        self._publish()

    def _tidy(self, imported: Imported) -> Imported:
        return replace(imported, contacts=tidy_all(imported.contacts, self.region()))

    async def _change(self, work: Callable[[], None], skipped: int = 0) -> Problem | None:
        def do() -> Loaded:
            work()
            return self._store.sources(), ContactIndex(self._store.contacts())

        async with self._changing:
            try:
                self._use(await self._background(do), skipped)
            except ProblemError as error:
                self._state.update(contacts=replace(self._state.value.contacts, loading=False))
                return error.problem
        return None

    def _use(self, loaded: Loaded, skipped: int = 0) -> None:
        sources, self._index = loaded
        self._sources = {source.id: source for source in sources}
        self._publish(1, skipped)
        self.on_change()

    def _publish(self, newer: int = 0, skipped: int = 0) -> None:
        counts = self._counts()
        now = self._state.value.contacts
        views = (
            SourceView(s, counts.get(s.id, 0), s.id in self._busy, self._problems.get(s.id))
            for s in sorted(self._sources.values(), key=_order)
        )
        view = replace(
            now,
            sources=tuple(views),
            favourites=tuple(contact for contact in self._index if contact.favourite),
            total=len(self._index),
            loading=False,
            revision=now.revision + newer,
            skipped=skipped,
        )
        self._state.update(contacts=view)

    def _counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for contact in self._index:
            counts[contact.source] = counts.get(contact.source, 0) + 1
        return counts


def _international(contact: Contact) -> Contact:
    """Numbers of the public network as all countries read them."""
    numbers = (replace(n, text=n.key if n.key.startswith("+") else n.text) for n in contact.numbers)
    return replace(contact, numbers=tuple(numbers))


def _order(source: ContactSource) -> tuple[bool, str, str]:
    """The portal's directories first."""
    return not source.kind.is_directory, source.name.casefold(), source.id
