"""The portal's telephone books: fetched page by page in the background at every sign-in, kept until the next."""

from softphone.domain import platform_facts as facts
from softphone.domain.contacts.contact import Contact, ContactSource, DirectoryPage, Imported, SourceKind
from softphone.domain.problems import PortalRefused, Problem, ProblemError
from softphone.services.contacts.contact_book import ContactBook
from softphone.services.core.ports import Clock, Portal

DIRECTORIES = (SourceKind.GROUP, SourceKind.ENTERPRISE, SourceKind.PERSONAL)
_NOT_OFFERED = frozenset({403, 404})


class DirectoryService:
    """A directory that the portal does not offer is none; one that fails keeps what was fetched last."""

    def __init__(self, clock: Clock, book: ContactBook) -> None:
        self._clock, self._book = clock, book

    async def fetch_all(self, portal: Portal, user: str, region: str) -> Problem | None:
        """Those of somebody else, who used this profile before, go first."""
        for source in self._book.sources:
            if source.kind.is_directory and source.user != user:
                await self._book.delete(source.id)
        problems = [await self.fetch(portal, kind, user, region) for kind in DIRECTORIES]
        return next((problem for problem in problems if problem is not None), None)

    async def fetch(self, portal: Portal, kind: SourceKind, user: str, region: str) -> Problem | None:
        self._book.begin(kind.value)
        problem = await self._fetch(portal, kind, user, region)
        self._book.end(kind.value, problem)
        return problem

    async def _fetch(self, portal: Portal, kind: SourceKind, user: str, region: str) -> Problem | None:
        try:
            contacts = await _whole(portal, kind)
        except ProblemError as error:
            refused = isinstance(error.problem, PortalRefused) and error.problem.status in _NOT_OFFERED
            return None if refused else error.problem
        if kind is SourceKind.ENTERPRISE:
            contacts = self._without_group(contacts)
        source = ContactSource(
            kind.value, kind, kind.value, user=user, region=region, fetched_at_s=self._clock.now_s()
        )
        return await self._book.replace(source, Imported(contacts))

    def _without_group(self, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
        """Who stands in the own group's directory stands in the company's too."""
        group, company = SourceKind.GROUP.value, SourceKind.ENTERPRISE.value
        own = {contact.key.removeprefix(group) for contact in self._book.index if contact.source == group}
        return tuple(contact for contact in contacts if contact.key.removeprefix(company) not in own)


async def _whole(portal: Portal, kind: SourceKind) -> tuple[Contact, ...]:
    """Page after page; a server that repeats itself or never ends is left at the limit."""
    found: dict[str, Contact] = {}
    start = 1
    while start <= facts.XSI_DIRECTORY_MOST:
        page: DirectoryPage = await portal.directory(kind, start, facts.XSI_DIRECTORY_PAGE)
        fresh = {contact.key: contact for contact in page.contacts if contact.key not in found}
        found |= fresh
        start += page.entries
        if not page.entries or not fresh or (page.total and start > page.total):
            break
    return tuple(found.values())
