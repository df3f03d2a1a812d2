"""Stand-ins for the ports, and a world that joins them with the real services on a clock that tests move."""

import asyncio
import heapq
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, TypeVar

from softphone.domain.account.account import Account, Passwords, SipAccount
from softphone.domain.contacts.contact import Contact, DirectoryPage, SourceKind
from softphone.domain.executive.filter_rules import Schedule
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    AssistantEntry,
    Assistants,
    AssistantSettings,
    Criterion,
    CriterionActivation,
    ExecutiveEntry,
    Fetched,
    Filtering,
    FilteringMode,
    NameMode,
    NumberMode,
    PortalProfile,
    Roles,
    ScheduleRef,
    Screening,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.domain.lines.line_state import LineEvent
from softphone.domain.lines.portal_calls import PortalCall
from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.options.admin_policy import Policy
from softphone.domain.problems import PortalRefused, PortalTimedOut, Problem, ProblemError
from softphone.domain.telephone.call import CallKey, InviteFacts
from softphone.domain.telephone.commands import Command, WatchFeatures, WatchLines, WatchMailboxes
from softphone.domain.telephone.events import (
    CallAnswered,
    EngineReady,
    Event,
    IncomingCall,
    RegistrationChanged,
    RegistrationState,
)
from softphone.services.app import App
from softphone.services.contacts.contact_ports import ContactParts
from softphone.services.core.outcomes import Outcome
from softphone.services.core.task_spawner import TaskSpawner
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.services.state.groups import GroupView

T = TypeVar("T")
C = TypeVar("C")

ME = "anna@pbx.example"
LEA, MAX = "lea@pbx.example", "max@pbx.example"
SIP = SipAccount(user="anna", domain="pbx.example", auth_user="anna")
ACCOUNT = Account(user_id=ME, sip=SIP, portal_url="https://portal.example")
PLAIN = Account(user_id=ME, sip=SIP)
PORTAL_ONLY = replace(ACCOUNT, sip=SipAccount("", "", ""))
REGISTERED = RegistrationChanged(RegistrationState.REGISTERED, 200, expires_s=300)
UNREGISTERED = RegistrationChanged(RegistrationState.UNREGISTERED)


class FakeClock:
    """A clock that only `advance` moves; sleepers wake in the order of their times."""

    def __init__(self) -> None:
        self._now_s = 1_000_000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()
        self._ahead_s, self._held_ahead_s = 0.0, 0.0
        self._steady = False

    def now_s(self) -> float:
        return self._now_s + (self._held_ahead_s if self._steady else self._ahead_s)

    def keep_steady(self, steady: bool) -> None:
        if steady and not self._steady:
            self._held_ahead_s = self._ahead_s
        self._steady = steady

    def jump(self, seconds: float) -> None:
        """Changes the time of day, as a user or a time server does; sleepers do not notice."""
        self._ahead_s += seconds

    async def sleep(self, seconds: float) -> None:
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now_s + seconds, next(self._order), waking))
        await waking

    async def advance(self, seconds: float) -> None:
        await quiet()
        end_s = self._now_s + seconds
        while self._sleepers and self._sleepers[0][0] <= end_s:
            self._now_s, _, waking = heapq.heappop(self._sleepers)
            if not waking.done():
                waking.set_result(None)
            await quiet()
        self._now_s = end_s
        await quiet()


async def quiet() -> None:
    """Lets everything run that can run without the clock."""
    for _ in range(60):
        await asyncio.sleep(0)


class FakeEngine:
    def __init__(self) -> None:
        self.sent: list[Command] = []
        self._listeners: list[Callable[[Event], None]] = []

    def send(self, command: Command) -> None:
        self.sent.append(command)

    def subscribe(self, listener: Callable[[Event], None]) -> None:
        self._listeners.append(listener)

    def emit(self, *events: Event) -> None:
        for event in events:
            for listener in self._listeners:
                listener(event)

    def of(self, kind: type[C]) -> list[C]:
        return [command for command in self.sent if isinstance(command, kind)]

    @property
    def without_watching(self) -> list[Command]:
        """The commands that were sent, without the subscriptions."""
        watching = WatchLines | WatchMailboxes | WatchFeatures
        return [command for command in self.sent if not isinstance(command, watching)]


class FakeSecrets:
    def __init__(self) -> None:
        self.available = True
        self.unavailable_because = ""
        self.refuses = False
        self.kept: dict[tuple[str, str], str] = {}

    async def read(self, user_id: str, realm: str) -> str | None:
        return self.kept.get((user_id, realm))

    async def store(self, user_id: str, realm: str, password: str) -> bool:
        if self.refuses:
            return False
        self.kept[user_id, realm] = password
        return True

    async def forget(self, user_id: str, realm: str) -> None:
        self.kept.pop((user_id, realm), None)


class FakeStore:
    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    failing = False

    def load(self, key: str) -> Any:
        return self.values.get(key)

    def save(self, key: str, value: Any) -> None:
        self.values[key] = value


FILTERING = Filtering(True, FilteringMode.SIMPLE, SimpleFilter.EXTERNAL)
ADVANCED = Filtering(True, FilteringMode.ADVANCED, SimpleFilter.ALL, (CriterionActivation("VIP", True),))
SCREENING = Screening(True, ScreeningAlert.SILENT)
ALERTING = Alerting(AlertingMode.SEQUENTIAL, NameMode.ORIGINATOR, NumberMode.ORIGINATOR)


@dataclass
class FakeLeader:
    filtering: Filtering = FILTERING
    screening: Screening = SCREENING
    alerting: Alerting = ALERTING
    opted_in: bool = False
    name: tuple[str, str] = ("Lea", "Muster")
    number: str = "+493023125410"


@dataclass
class FakeCalls:
    """The calls at the portal. `fails` holds problems by request name; without a list of codes it refuses."""

    running: tuple[PortalCall, ...] = ()
    codes: FeatureCodes | None = None
    tracking_id: str = ""
    fails: dict[str, Problem] = field(default_factory=dict)
    holds: dict[str, asyncio.Event] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    async def listed(self) -> tuple[PortalCall, ...]:
        await self._asked("listed")
        return self.running

    async def push(self, call_id: str) -> None:
        await self._asked("push", call_id)

    async def start_on_behalf(self, leader_id: str, target: str) -> str:
        await self._asked("start_on_behalf", leader_id, target)
        return self.tracking_id

    async def feature_codes(self) -> FeatureCodes:
        if self.codes is None:
            raise ProblemError(PortalRefused(404))
        return self.codes

    async def _asked(self, *request: str) -> None:
        self.asked.append(request)
        if request[0] in self.holds:
            await self.holds[request[0]].wait()
        if request[0] in self.fails:
            raise ProblemError(self.fails[request[0]])


@dataclass
class FakeLines:
    """Events of the platform; without `offered` it has none, setting `cut` ends the channel."""

    offered: bool = False
    users: tuple[str, ...] = ()
    opened: int = 0
    hear: Callable[[LineEvent], None] = lambda event: None
    cut: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(
        self, users: Sequence[str], hear: Callable[[LineEvent], None], on_open: Callable[[], None]
    ) -> None:
        if not self.offered:
            raise ProblemError(PortalRefused(404))
        self.users, self.hear = tuple(users), hear
        self.opened += 1
        on_open()
        await self.cut.wait()
        raise ProblemError(PortalTimedOut("portal.example"))


@dataclass
class FakePortal:
    """A portal with state. `fails` holds problems by request name or (name, user), `holds` gates that block it.

    `wrong_answers`: problems by request name, told after the write was carried out; `idle_writes` change nothing.
    """

    calls: FakeCalls = field(default_factory=FakeCalls)
    lines: FakeLines = field(default_factory=FakeLines)
    roles_: Roles = field(default_factory=lambda: Roles(is_executive=False, is_assistant=True))
    leaders: dict[str, FakeLeader] = field(default_factory=lambda: {LEA: FakeLeader()})
    assistants_: Assistants = field(
        default_factory=lambda: Assistants(True, (AssistantEntry(ME, "Anna", "Beispiel", True),))
    )
    fails: dict[Any, Problem] = field(default_factory=dict)
    holds: dict[Any, asyncio.Event] = field(default_factory=dict)
    lost_answers: set[str] = field(default_factory=set)
    idle_writes: set[str] = field(default_factory=set)
    wrong_answers: dict[str, Problem] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    written: list[tuple[str, bool]] = field(default_factory=list)
    writing: dict[str, int] = field(default_factory=dict)
    most_writing: int = 0
    closed: bool = False
    passwords: list[str] = field(default_factory=list)
    successor: "FakePortal | None" = None
    others: dict[str, Assistants] = field(default_factory=dict)
    divert: tuple[bool, str | None] = (False, None)
    schedules_: tuple[tuple[ScheduleRef, Schedule | None], ...] = ()
    call_waiting_: dict[str, bool] = field(default_factory=dict)
    directories: dict[SourceKind, tuple[Contact, ...]] = field(default_factory=dict)
    pages: list[tuple[SourceKind, int]] = field(default_factory=list)
    page_size: int = 1000

    def __call__(self, account: Account, password: str) -> "FakePortal":
        """The next sign-in may get another portal object, as it does in the real program."""
        self.passwords.append(password)
        if "factory" in self.fails:
            raise ProblemError(self.fails["factory"])
        return self.successor or self

    async def roles(self) -> Roles:
        await self._asked("roles")
        return self.roles_

    async def profile(self, user_id: str) -> PortalProfile:
        await self._asked("profile", user_id)
        if user_id in self.leaders:
            leader = self.leaders[user_id]
            return PortalProfile(user_id, *leader.name, leader.number)
        return PortalProfile(user_id, "Anna", "Beispiel", "+493023125422", "22")

    async def assistant(self) -> Fetched[AssistantSettings]:
        await self._asked("assistant")
        entries = (ExecutiveEntry(key, *leader.name, leader.opted_in) for key, leader in self.leaders.items())
        return Fetched(AssistantSettings(*self.divert, tuple(entries)), b"")

    async def assistants(self) -> Fetched[Assistants]:
        await self._asked("assistants")
        return Fetched(self.assistants_, b"")

    async def group_assistants(self, leader_id: str) -> Fetched[Assistants]:
        await self._asked("group_assistants", leader_id)
        if leader_id not in self.others:
            raise ProblemError(PortalRefused(403, "Nicht erlaubt"))
        return Fetched(self.others[leader_id], b"")

    async def filtering(self, leader_id: str) -> Fetched[Filtering]:
        await self._asked("filtering", leader_id)
        return Fetched(self._leader(leader_id).filtering, b"")

    async def criterion(self, leader_id: str, name: str) -> Fetched[Criterion]:
        await self._asked("criterion", leader_id)
        return Fetched(Criterion(name, True), b"")

    async def screening(self, leader_id: str) -> Fetched[Screening]:
        await self._asked("screening", leader_id)
        return Fetched(self._leader(leader_id).screening, b"")

    async def alerting(self, leader_id: str) -> Fetched[Alerting]:
        await self._asked("alerting", leader_id)
        return Fetched(self._leader(leader_id).alerting, b"")

    async def set_opt_in(self, leader_id: str, on: bool) -> None:
        """A write that loses its answer has taken effect nevertheless."""
        self.writing[leader_id] = self.writing.get(leader_id, 0) + 1
        self.most_writing = max(self.most_writing, self.writing[leader_id])
        try:
            await self._asked("set_opt_in", leader_id)
            if "set_opt_in" in self.idle_writes:
                return
            self.leaders[leader_id].opted_in = on
            self.written.append((leader_id, on))
            self._answer_wrongly("set_opt_in")
            if leader_id in self.lost_answers:
                await asyncio.Event().wait()
        finally:
            self.writing[leader_id] -= 1

    async def set_divert(self, enabled: bool, number: str | None) -> None:
        await self._asked("set_divert")
        if "set_divert" in self.idle_writes:
            return
        self.divert = enabled, number
        self._answer_wrongly("set_divert")
        if "divert" in self.lost_answers:
            await asyncio.Event().wait()

    async def change_filtering(self, leader_id: str, change: Callable[[Filtering], Filtering]) -> Filtering:
        raise AssertionError(f"unexpected write of the filter of {leader_id}")

    async def change_screening(self, leader_id: str, change: Callable[[Screening], Screening]) -> Screening:
        raise AssertionError(f"unexpected write of the screening of {leader_id}")

    async def change_alerting(self, leader_id: str, change: Callable[[Alerting], Alerting]) -> Alerting:
        raise AssertionError(f"unexpected write of the alerting of {leader_id}")

    async def change_criterion(
        self, leader_id: str, name: str, change: Callable[[Criterion], Criterion]
    ) -> Criterion:
        raise AssertionError(f"unexpected write of the criterion {name}")

    async def add_criterion(self, leader_id: str, criterion: Criterion) -> None:
        raise AssertionError(f"unexpected new criterion {criterion.name}")

    async def delete_criterion(self, leader_id: str, name: str) -> None:
        raise AssertionError(f"unexpected deletion of the criterion {name}")

    async def change_assistants(self, change: Callable[[Assistants], Assistants]) -> Assistants:
        raise AssertionError("unexpected write of the assistants")

    async def candidates(self) -> tuple[AssistantEntry, ...]:
        await self._asked("candidates")
        return ()

    async def schedules(self, leader_id: str) -> tuple[tuple[ScheduleRef, Schedule | None], ...]:
        await self._asked("schedules", leader_id)
        return self.schedules_

    async def call_waiting(self, leader_id: str) -> bool:
        """Known only for the users in `call_waiting_`."""
        await self._asked("call_waiting", leader_id)
        if leader_id not in self.call_waiting_:
            raise ProblemError(PortalRefused(403, "Nicht erlaubt"))
        return self.call_waiting_[leader_id]

    async def directory(self, kind: SourceKind, start: int, count: int) -> DirectoryPage:
        """A page may be shorter than asked for."""
        self.pages.append((kind, start))
        if kind in self.fails:
            raise ProblemError(self.fails[kind])
        every = self.directories.get(kind, ())
        page = every[start - 1 :][: min(count, self.page_size)]
        return DirectoryPage(page, len(page), len(every))

    async def aclose(self) -> None:
        self.closed = True

    def _leader(self, user_id: str) -> FakeLeader:
        return self.leaders.get(user_id) or FakeLeader()

    def _answer_wrongly(self, name: str) -> None:
        if name in self.wrong_answers:
            raise ProblemError(self.wrong_answers[name])

    async def _asked(self, name: str, user_id: str = "") -> None:
        self.asked.append((name, user_id))
        for key in (name, (name, user_id), "everything"):
            if key in self.holds:
                await self.holds[key].wait()
        for key in (name, (name, user_id), "everything"):
            if key in self.fails:
                raise ProblemError(self.fails[key])


class World:
    """The real App among the fakes."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.policy = policy
        self.clock, self.engine, self.portal = FakeClock(), FakeEngine(), FakePortal()
        self.secrets, self.store, self.spawn = FakeSecrets(), FakeStore(), TaskSpawner()
        self.contact_parts = ContactParts()
        self.app = self.restart()

    def restart(self) -> App:
        self.app = App(
            self.engine,
            self.portal,
            self.secrets,
            self.clock,
            self.store,
            self.spawn,
            jitter=lambda: 0.5,
            policy=self.policy,
            contact_parts=self.contact_parts,
        )
        return self.app

    @property
    def state(self) -> AppState:
        return self.app.state.value

    @property
    def group(self) -> GroupView:
        return self.state.groups[0]

    @property
    def call(self) -> CallView:
        return self.state.calls[0]

    def notices(self) -> list[tuple[str, str]]:
        return [(notice.token, notice.argument) for notice in self.state.notices]

    async def emit(self, *events: Event) -> None:
        self.engine.emit(*events)
        await quiet()

    async def sign_in(self, account: Account = ACCOUNT, keep_password: bool = False) -> Outcome:
        """Engine and registrar answer at once; the portal answers as the test has set it."""
        if not self.state.engine_running:
            self.engine.emit(EngineReady(1, "fake"))
        outcome = self.app.session.sign_in(account, Passwords("geheim"), keep_password)
        if account.sip.user:
            self.engine.emit(REGISTERED)
        await quiet()
        return outcome

    async def incoming(self, key: int, invite: InviteFacts | None = None) -> None:
        await self.emit(IncomingCall(CallKey(key), invite or invite_of("+4989111222")))

    async def talk(self, key: int) -> None:
        await self.incoming(key)
        self.app.calls.answer(CallKey(key))
        await self.emit(CallAnswered(CallKey(key)))


def invite_of(number: str, name: str = "Erika Mustermann", **headers: Any) -> InviteFacts:
    return InviteFacts(from_=f'"{name}" <sip:{number}@pbx.example>', to="<sip:anna@pbx.example>", **headers)


def for_leader(leader_id: str, number: str = "+4989111222", **headers: Any) -> InviteFacts:
    return invite_of(number, diversion=(f"<sip:{leader_id}>;reason=unconditional",), **headers)


def play(
    story: Callable[[World], Awaitable[T]],
    world_changes: Callable[[World], None] = lambda world: None,
    policy: Policy | None = None,
) -> T:
    """Runs one story from a world that is signed out, without anything left over."""

    async def run() -> T:
        world = World(policy)
        world_changes(world)
        try:
            return await story(world)
        finally:
            await world.spawn.cancel_all()

    with no_failures_logged():
        return asyncio.run(run())


@contextmanager
def no_failures_logged() -> Iterator[None]:
    """A task that failed, a listener that failed: whatever is logged as a warning or worse fails the test."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("softphone")
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
    assert heard == []


def result(outcome: Outcome) -> Problem | None:
    """What came of it; fails where nothing has come of it yet."""
    assert outcome.done(), "the outcome is still open"
    return outcome.result()
