"""All contacts of all sources in memory, ready to be asked, and the one place that changes them."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from softphone.domain.contacts.contact import Contact, ContactSource, Imported, tidy_all
from softphone.domain.contacts.search_index import ContactIndex
from softphone.domain.problems import Problem, ProblemError
from softphone.services.core.ports import Background, ContactStore
from softphone.services.core.session_context import SIGNED_OUT, SessionContext
from softphone.services.core.signal import Signal
from softphone.services.state.contacts import ContactQuery, SourceView
from softphone.services.state.state_store import StateStore

Loaded = tuple[tuple[ContactSource, ...], ContactIndex | None]


class ContactBook:
    """Owns `AppState.contacts` but for the CSV preview. Slow work runs in the background, one change at a time."""

    def __init__(
        self,
        state: StateStore,
        store: ContactStore,
        background: Background,
        context: SessionContext = SIGNED_OUT,
    ) -> None:
        self._state, self._store, self._background, self._context = state, store, background, context
        self._index = ContactIndex()
        self._sources: dict[str, ContactSource] = {}
        self._stars: dict[str, bool] = {}
        self._counts: Counter[str] = Counter()
        self._favourites: tuple[Contact, ...] = ()
        self._busy: frozenset[str] = frozenset()
        self._problems: dict[str, Problem] = {}
        self._changing = asyncio.Lock()
        self.changed = Signal[()]()
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
        return await self._change(lambda: True)

    async def replace(self, source: ContactSource, imported: Imported) -> Problem | None:
        """The source with these contacts, made presentable, and no others."""

        def write() -> bool:
            tidy = self._tidy(imported)
            if not imported.photos and self._are_known(source.id, tidy.contacts):
                self._store.change(source, Imported(), ())
                return False
            self._store.replace(source, tidy)
            return True

        return await self._change(write, imported.skipped)

    async def change(self, source: ContactSource, imported: Imported, gone: Iterable[str]) -> Problem | None:
        missing = tuple(gone)

        def write() -> bool:
            self._store.change(source, self._tidy(imported), missing)
            return bool(imported.contacts or missing)

        return await self._change(write, imported.skipped)

    async def delete(self, source_id: str) -> Problem | None:
        self._problems.pop(source_id, None)

        def write() -> bool:
            self._store.delete(source_id)
            return True

        return await self._change(write)

    async def follow_region(self) -> None:
        """Another country reads 0… otherwise: what came from files and servers is written and compared anew."""
        region = self._context.region
        for source in self.sources:
            if source.region != region and not source.kind.is_directory:
                own = tuple(_international(contact) for contact in self._index if contact.source == source.id)
                await self.change(replace(source, region=region), Imported(own), ())

    def set_favourite(self, contact: Contact, on: bool) -> Problem | None:
        try:
            self._store.set_favourite(contact.key, on)
        except ProblemError as error:
            return error.problem
        if self._changing.locked():
            self._stars[contact.key] = on
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
        return replace(imported, contacts=tidy_all(imported.contacts, self._context.region))

    def _are_known(self, source_id: str, contacts: tuple[Contact, ...]) -> bool:
        own = {
            contact.key: replace(contact, favourite=False) for contact in self._index if contact.source == source_id
        }
        return own == {contact.key: contact for contact in contacts}

    async def _change(self, work: Callable[[], bool], skipped: int = 0) -> Problem | None:
        """`work` says whether any contact is another now: most fetches bring nothing new."""

        def do() -> Loaded:
            index = ContactIndex(self._store.contacts()) if work() else None
            return self._store.sources(), index

        async with self._changing:
            try:
                self._use(await self._background(do), skipped)
                self._stars.clear()
            except ProblemError as error:
                self._state.update(contacts=replace(self._state.value.contacts, loading=False))
                return error.problem
        return None

    def _use(self, loaded: Loaded, skipped: int = 0) -> None:
        sources, index = loaded
        other = index is not None
        self._sources = {source.id: source for source in sources}
        if index is not None:
            self._index = index = self._with_stars(index)
            self._counts = Counter(contact.source for contact in index)
            self._favourites = tuple(contact for contact in index if contact.favourite)
        self._publish(int(other), skipped)
        if other:
            self.changed.emit()

    def _with_stars(self, index: ContactIndex) -> ContactIndex:
        """Stars that were set while the background was reading."""
        for key, on in self._stars.items():
            contact = index.get(key)
            index = index.with_contact(replace(contact, favourite=on)) if contact is not None else index
        return index

    def _publish(self, newer: int = 0, skipped: int = 0) -> None:
        now = self._state.value.contacts
        views = (
            SourceView(s, self._counts[s.id], s.id in self._busy, self._problems.get(s.id))
            for s in sorted(self._sources.values(), key=_order)
        )
        view = replace(
            now,
            sources=tuple(views),
            favourites=self._favourites,
            total=len(self._index),
            loading=False,
            revision=now.revision + newer,
            skipped=skipped,
        )
        self._state.update(contacts=view)


def _international(contact: Contact) -> Contact:
    """Numbers of the public network as all countries read them."""
    numbers = (replace(n, text=n.key if n.key.startswith("+") else n.text) for n in contact.numbers)
    return replace(contact, numbers=tuple(numbers))


def _order(source: ContactSource) -> tuple[bool, str, str]:
    """The portal's directories first."""
    return not source.kind.is_directory, source.name.casefold(), source.id
