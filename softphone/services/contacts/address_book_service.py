"""Address books on a server (CardDAV, LDAP): added once, then kept in step; the password lives in the keyring."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from softphone.domain.contacts.contact import ContactSource, SourceKind
from softphone.domain.contacts.csv_import import stable_id
from softphone.domain.problems import (
    AddressBookFailed,
    BookTrouble,
    CredentialsRefused,
    KeyringMissing,
    NotPossibleNow,
    Obstacle,
    PortalAnswerUnusable,
    PortalOverloaded,
    PortalRefused,
    PortalTimedOut,
    PortalUnreachable,
    Problem,
    ProblemError,
)
from softphone.services.contacts.contact_book import ContactBook
from softphone.services.core.ports import AddressBooks, Clock, Secrets
from softphone.services.core.session_context import SessionContext

EVERY_S = 1800.0


class AddressBookService:
    def __init__(
        self, clock: Clock, book: ContactBook, server: AddressBooks, secrets: Secrets, context: SessionContext
    ) -> None:
        self._clock, self._book, self._server, self._secrets = clock, book, server, secrets
        self._context = context
        self._passwords: dict[str, str] = {}
        self.secrets: set[str] = set()
        """Every password used so far: none of them may be found in a bundle."""

    async def add(self, name: str, url: str, user: str, password: str, ca_file: str) -> Problem | None:
        """Kept when the first fetch went well; without a keyring the password lasts as long as the program.

        A bare host name means https.
        """
        typed = without_userinfo(url.strip())
        place = f"https://{typed}" if typed and "://" not in typed else typed
        kind = SourceKind.LDAP if place.casefold().startswith(("ldap://", "ldaps://")) else SourceKind.CARDDAV
        source = ContactSource(
            id=f"{kind.value}:{stable_id(place, user)}",
            kind=kind,
            name=name.strip() or typed,
            url=place,
            user=user.strip(),
            ca_file=ca_file,
            region=self._context.region,
        )
        self._passwords[source.id] = password
        problem = await self._fetch(source)
        if problem is not None:
            self._passwords.pop(source.id, None)
            return problem
        kept = self._secrets.available and await self._secrets.store(*_entry(source), password)
        return None if kept else KeyringMissing(self._secrets.unavailable_because)

    async def refresh(self, source: ContactSource) -> Problem | None:
        self._book.begin(source.id)
        problem = await self._fetch(source)
        self._book.end(source.id, problem)
        return problem

    async def refresh_all(self) -> Problem | None:
        books = [source for source in self._book.sources if source.kind.is_server]
        problems = [await self.refresh(source) for source in books]
        return next((problem for problem in problems if problem is not None), None)

    async def keep_in_step(self) -> None:
        while True:
            await self._clock.sleep(EVERY_S)
            await self.refresh_all()

    async def forget(self, source: ContactSource) -> None:
        self._passwords.pop(source.id, None)
        if self._secrets.available:
            await self._secrets.forget(*_entry(source))

    async def _fetch(self, source: ContactSource) -> Problem | None:
        password = await self._password(source)
        if password is None:
            return NotPossibleNow(Obstacle.PASSWORD_NEEDED)
        self.secrets.add(password)
        try:
            changes = await self._server.changes(source, password)
        except ProblemError as error:
            return _of_book(error.problem, source.url)
        now = replace(source, sync_state=changes.state, fetched_at_s=self._clock.now_s())
        if changes.whole:
            return await self._book.replace(now, changes.imported)
        return await self._book.change(now, changes.imported, changes.gone)

    async def _password(self, source: ContactSource) -> str | None:
        if source.id in self._passwords:
            return self._passwords[source.id]
        return await self._secrets.read(*_entry(source)) if self._secrets.available else None


def without_userinfo(url: str) -> str:
    """An address is kept in a file; user and password have their own fields."""
    scheme, slashes, rest = url.partition("://") if "://" in url.partition("@")[0] else ("", "", url)
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"


_TROUBLES: Mapping[type, BookTrouble] = {
    PortalUnreachable: BookTrouble.UNREACHABLE,
    PortalTimedOut: BookTrouble.TIMED_OUT,
    PortalOverloaded: BookTrouble.TIMED_OUT,
    CredentialsRefused: BookTrouble.CREDENTIALS,
    PortalRefused: BookTrouble.REFUSED,
    PortalAnswerUnusable: BookTrouble.UNUSABLE,
}


def _of_book(problem: Problem, url: str) -> Problem:
    """The server is asked over the portal's HTTP, and is no portal."""
    trouble = _TROUBLES.get(type(problem))
    return problem if trouble is None else AddressBookFailed(urlsplit(url).hostname or url, trouble)


def _entry(source: ContactSource) -> tuple[str, str]:
    return source.user, f"{source.kind.value}:{source.url}"
