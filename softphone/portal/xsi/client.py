"""Xsi-Actions client of one signed-in user; fulfils `services.core.ports.Portal`."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import quote

from softphone.domain import platform_facts as facts
from softphone.domain.account.account import PORTAL_BY_DNS, Account
from softphone.domain.contacts.contact import DirectoryPage, SourceKind
from softphone.domain.executive.settings import (
    Alerting,
    AssistantEntry,
    Assistants,
    AssistantSettings,
    Criterion,
    Fetched,
    Filtering,
    PortalProfile,
    Roles,
    ScheduleLevel,
    Screening,
)
from softphone.domain.problems import (
    NoSuchGroup,
    NotPossibleNow,
    Obstacle,
    PortalAnswerUnusable,
    PortalRefused,
    ProblemError,
)
from softphone.portal.http.address import PortalAddress, path_segment, portal_address
from softphone.portal.http.discovery import discovered_url
from softphone.portal.http.exchange import REQUEST_LIMIT_S
from softphone.portal.xsi import documents
from softphone.portal.xsi.calls import XsiCalls
from softphone.portal.xsi.directories import DIRECTORY_WORDS, read_directory
from softphone.portal.xsi.documents import Document
from softphone.portal.xsi.events import XsiEvents
from softphone.portal.xsi.exchange import XsiExchange
from softphone.portal.xsi.schedules import Schedules
from softphone.safe_xml import DocumentUnusable

V = TypeVar("V")

_SERVER_FAILED = 500
_ASSISTANT = "services/ExecutiveAssistant"
_ASSISTANTS = "services/Executive/Assistants"
_FILTERING = "services/Executive/Filtering"
_CRITERIA = f"{_FILTERING}/Criteria"
_SCREENING = "services/Executive/Screening"
_ALERTING = "services/Executive/Alerting"
# Answers of a directory that does not disclose a user.
_NOT_TOLD = frozenset({403, 404})


def _criterion_path(name: str) -> str:
    return f"{_CRITERIA}/{path_segment(name)}"


def open_portal(account: Account, password: str) -> "XsiPortal":
    """The PortalFactory. Sends nothing and never fails; the first request reports problems."""
    return XsiPortal(account, password)


class XsiPortal:
    """Reads and writes documents; a write is the document as read, with only the changed value replaced."""

    def __init__(
        self,
        account: Account,
        password: str,
        limit_s: float = REQUEST_LIMIT_S,
        nameservers: tuple[tuple[str, int], ...] = (),
    ) -> None:
        self._account = account
        self._nameservers = nameservers
        self._password = password
        self._limit_s = limit_s
        self._address: PortalAddress | None = None
        self._exchange: XsiExchange | None = None
        self._closed = False
        self._writing: dict[str, asyncio.Lock] = {}
        self.calls = XsiCalls(
            self._request_own, lambda why: ProblemError(PortalAnswerUnusable(self._place().host, why))
        )
        self.lines = XsiEvents(self._place, self._new_exchange)

    async def roles(self) -> Roles:
        return await self._read(self._account.user_id, "services", documents.read_roles)

    async def profile(self, user_id: str) -> PortalProfile:
        """The own profile from `profile`, another user's from the directory, perhaps without a number."""
        if user_id.casefold() == self._account.user_id.casefold():
            return await self._read(user_id, "profile", documents.read_profile)
        path = facts.LEADER_NUMBER_RESOURCE + quote(user_id, safe="")
        nobody = PortalProfile(user_id, "", "")
        try:
            return await self._read(
                self._account.user_id, path, lambda body: documents.read_directory_entry(body, user_id) or nobody
            )
        except ProblemError as error:
            if isinstance(error.problem, PortalRefused) and error.problem.status in _NOT_TOLD:
                return nobody
            raise

    async def assistant(self) -> Fetched[AssistantSettings]:
        return await self._fetch(documents.ASSISTANT, self._account.user_id, _ASSISTANT)

    async def assistants(self) -> Fetched[Assistants]:
        return await self._fetch(documents.ASSISTANTS, self._account.user_id, _ASSISTANTS)

    async def group_assistants(self, leader_id: str) -> Fetched[Assistants]:
        return await self._fetch(documents.ASSISTANTS, leader_id, _ASSISTANTS)

    async def filtering(self, leader_id: str) -> Fetched[Filtering]:
        return await self._fetch(documents.FILTERING, leader_id, _FILTERING)

    async def criterion(self, leader_id: str, name: str) -> Fetched[Criterion]:
        return await self._fetch(documents.CRITERION, leader_id, _criterion_path(name))

    async def screening(self, leader_id: str) -> Fetched[Screening]:
        return await self._fetch(documents.SCREENING, leader_id, _SCREENING)

    async def alerting(self, leader_id: str) -> Fetched[Alerting]:
        return await self._fetch(documents.ALERTING, leader_id, _ALERTING)

    async def set_opt_in(self, leader_id: str, on: bool) -> None:
        user_id = self._account.user_id
        async with self._one_writer(user_id, _ASSISTANT):
            source = await self._request("GET", user_id, _ASSISTANT)
            with_wish = self._understood(lambda: documents.opt_in_document(source, leader_id, on))
            if with_wish is None:
                raise ProblemError(NoSuchGroup(leader_id))
            if with_wish != source:
                await self._request("PUT", user_id, _ASSISTANT, with_wish)

    async def set_divert(self, enabled: bool, number: str | None) -> None:
        """Older releases refuse nil as a number: then the number stays, and the switch alone is written."""

        def change(stored: AssistantSettings) -> AssistantSettings:
            return replace(stored, divert_enabled=enabled, divert_number=number)

        def switch(stored: AssistantSettings) -> AssistantSettings:
            return replace(stored, divert_enabled=enabled)

        try:
            await self._change(documents.ASSISTANT, self._account.user_id, _ASSISTANT, change)
        except ProblemError as error:
            refused = isinstance(error.problem, PortalRefused) and error.problem.status < _SERVER_FAILED
            if number is not None or not refused:
                raise
            await self._change(documents.ASSISTANT, self._account.user_id, _ASSISTANT, switch)

    async def change_filtering(self, leader_id: str, change: Callable[[Filtering], Filtering]) -> Filtering:
        return await self._change(documents.FILTERING, leader_id, _FILTERING, change)

    async def change_screening(self, leader_id: str, change: Callable[[Screening], Screening]) -> Screening:
        return await self._change(documents.SCREENING, leader_id, _SCREENING, change)

    async def change_alerting(self, leader_id: str, change: Callable[[Alerting], Alerting]) -> Alerting:
        return await self._change(documents.ALERTING, leader_id, _ALERTING, change)

    async def change_criterion(
        self, leader_id: str, name: str, change: Callable[[Criterion], Criterion]
    ) -> Criterion:
        return await self._change(documents.CRITERION, leader_id, _criterion_path(name), change)

    async def add_criterion(self, leader_id: str, criterion: Criterion) -> None:
        body = self._written(documents.CRITERION, facts.XSI_NEW_CRITERION, criterion)
        await self._request(facts.CRITERION_CREATE_VERB, leader_id, _CRITERIA, body)

    async def delete_criterion(self, leader_id: str, name: str) -> None:
        await self._request(facts.CRITERION_DELETE_VERB, leader_id, _criterion_path(name))

    async def change_assistants(self, change: Callable[[Assistants], Assistants]) -> Assistants:
        return await self._change(documents.ASSISTANTS, self._account.user_id, _ASSISTANTS, change)

    async def schedules(self, leader_id: str) -> Schedules:
        """The leader's own schedules; where the portal withholds them, those of the group or company."""
        try:
            return await self._read(leader_id, facts.XSI_SCHEDULES_RESOURCE, documents.read_schedules)
        except ProblemError as error:
            if not (isinstance(error.problem, PortalRefused) and error.problem.status in _NOT_TOLD):
                raise
        own = await self._read(self._account.user_id, facts.XSI_SCHEDULES_RESOURCE, documents.read_schedules)
        return tuple(each for each in own if each[0].level is not ScheduleLevel.USER)

    async def call_waiting(self, leader_id: str) -> bool:
        return await self._read(leader_id, facts.XSI_CALL_WAITING_RESOURCE, documents.read_call_waiting)

    async def candidates(self) -> tuple[AssistantEntry, ...]:
        return await self._read(self._account.user_id, facts.XSI_CANDIDATES_RESOURCE, documents.read_group_directory)

    async def directory(self, kind: SourceKind, start: int, count: int) -> DirectoryPage:
        path = f"directories/{DIRECTORY_WORDS[kind]}?start={start}&results={count}"
        return await self._read(self._account.user_id, path, lambda body: read_directory(kind, body))

    async def aclose(self) -> None:
        self._closed = True
        if self._exchange is not None:
            await self._exchange.aclose()

    async def _fetch(self, document: Document[Any, V], user_id: str, path: str) -> Fetched[V]:
        body = await self._request("GET", user_id, path)
        return Fetched(self._understood(lambda: document.read(body)), body)

    async def _read(self, user_id: str, path: str, read: Callable[[bytes], V]) -> V:
        body = await self._request("GET", user_id, path)
        return self._understood(lambda: read(body))

    async def _change(self, document: Document[Any, V], user_id: str, path: str, change: Callable[[V], V]) -> V:
        async with self._one_writer(user_id, path):
            stored = await self._fetch(document, user_id, path)
            wish = change(stored.value)
            if wish == stored.value:
                return wish
            written = self._written(document, stored.source, wish)
            await self._request("PUT", user_id, path, written)
            return self._understood(lambda: document.read(written))

    def _written(self, document: Document[Any, V], source: bytes, wish: V) -> bytes:
        try:
            return document.write(source, wish)
        except ValueError as error:
            # lxml refuses control characters, which XML cannot carry at all.
            raise ProblemError(NotPossibleNow(Obstacle.TEXT_NOT_SENDABLE)) from error

    def _understood(self, read: Callable[[], V]) -> V:
        try:
            return read()
        except DocumentUnusable as error:
            raise ProblemError(PortalAnswerUnusable(self._place().host, str(error))) from error

    async def _request(self, method: str, user_id: str, path: str, document: bytes | None = None) -> bytes:
        await self._discover()
        url = self._place().resource(user_id, path)
        body = await self._channel().request(method, url, document)
        if method != "GET":
            self._understood(lambda: documents.check_accepted(body))
        return body

    def _one_writer(self, user_id: str, path: str) -> asyncio.Lock:
        """Reading, changing and writing one document must not mix with another change of the same document."""
        return self._writing.setdefault(f"{user_id} {path}", asyncio.Lock())

    async def _discover(self) -> None:
        """Once for each sign-in, where the account leaves it to the DNS."""
        if self._address is None and self._account.portal_url == PORTAL_BY_DNS:
            domain = self._account.user_id.rpartition("@")[2]
            self._address = portal_address(await discovered_url(domain, self._nameservers))

    def _place(self) -> PortalAddress:
        if self._address is None:
            self._address = portal_address(self._account.portal_url)
        return self._address

    def _channel(self) -> XsiExchange:
        if self._closed:
            raise ProblemError(NotPossibleNow(Obstacle.SIGNED_OUT))
        if self._exchange is None:
            self._exchange = self._new_exchange()
        return self._exchange

    def _new_exchange(self) -> XsiExchange:
        account = self._account
        return XsiExchange(self._place(), account.user_id, self._password, account.portal_ca_file, self._limit_s)

    async def _request_own(self, method: str, path: str) -> bytes:
        return await self._request(method, self._account.user_id, path)
