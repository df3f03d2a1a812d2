"""What the services need from the world, as Protocols; adapters fulfil them, tests replace them."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from softphone.domain.account.account import Account
from softphone.domain.audio.headset import HeadsetEvent, PhoneShown
from softphone.domain.contacts.contact import Contact, ContactSource, DavChanges, DirectoryPage, Imported, SourceKind
from softphone.domain.executive.filter_rules import Schedule
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
    ScheduleRef,
    Screening,
)
from softphone.domain.journal.entry import JournalCounts, JournalEntry, JournalQuery
from softphone.domain.lines.line_state import LineEvent
from softphone.domain.lines.portal_calls import PortalCall
from softphone.domain.network import NetworkSample
from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.options.key_combinations import GrabFault
from softphone.domain.problems import Problem
from softphone.domain.telephone.commands import Command
from softphone.domain.telephone.events import Event

T = TypeVar("T")


class Engine(Protocol):
    """The telephone. `send` never blocks; events arrive on the event loop, in order."""

    def send(self, command: Command) -> None: ...

    def subscribe(self, listener: Callable[[Event], None]) -> None: ...


class NetworkWatch(Protocol):
    """The machine's addresses and clocks."""

    def look(self) -> NetworkSample: ...

    async def wait_for_change(self, limit_s: float) -> None:
        """Returns when something may have changed since the last look, after `limit_s` at the latest."""


class Headsets(Protocol):
    """Headsets with keys and lights. Nothing blocks; events arrive on the event loop, in order."""

    def start(self, listener: Callable[[HeadsetEvent], None]) -> None: ...

    def show(self, phone: PhoneShown) -> None: ...

    def close(self) -> None:
        """May be started again."""


class GlobalKeys(Protocol):
    """Keys that act wherever the user is typing. Nothing blocks; presses arrive on the event loop."""

    def start(self, listener: Callable[[str], None]) -> None:
        """`listener` hears the name of each pressed key's action."""

    def grab(self, keys: Mapping[str, str]) -> Mapping[str, GrabFault]:
        """Action to combination ("Ctrl+Alt+A"), in place of those before; what could not be had, and why."""

    def close(self) -> None:
        """Gives them all back."""


class CallPortal(Protocol):
    """The running calls of the signed-in user. Every method raises ProblemError and nothing else on purpose."""

    async def listed(self) -> tuple[PortalCall, ...]: ...

    async def push(self, call_id: str) -> None: ...

    async def start_on_behalf(self, leader_id: str, target: str) -> str:
        """The portal rings this user's telephone first; the id that call will carry, empty where it names none."""

    async def feature_codes(self) -> FeatureCodes: ...


class LineEvents(Protocol):
    """Live events about calls, where the server has them."""

    async def listen(
        self, users: Sequence[str], hear: Callable[[LineEvent], None], on_open: Callable[[], None]
    ) -> None:
        """Until cancelled or the channel ends (ProblemError); refused before `on_open`: there are no events here."""


class Portal(Protocol):
    """The portal of one signed-in user. Every method raises ProblemError and nothing else on purpose."""

    @property
    def calls(self) -> CallPortal: ...

    @property
    def lines(self) -> LineEvents: ...

    async def roles(self) -> Roles: ...

    async def profile(self, user_id: str) -> PortalProfile: ...

    async def assistant(self) -> Fetched[AssistantSettings]: ...

    async def assistants(self) -> Fetched[Assistants]: ...

    async def group_assistants(self, leader_id: str) -> Fetched[Assistants]:
        """Another leader's list, where the portal lets an assistant read it; usually it refuses."""

    async def filtering(self, leader_id: str) -> Fetched[Filtering]: ...

    async def criterion(self, leader_id: str, name: str) -> Fetched[Criterion]: ...

    async def screening(self, leader_id: str) -> Fetched[Screening]: ...

    async def alerting(self, leader_id: str) -> Fetched[Alerting]: ...

    async def set_opt_in(self, leader_id: str, on: bool) -> None:
        """Reads the document, writes it complete with this one executive changed."""

    async def set_divert(self, enabled: bool, number: str | None) -> None: ...

    async def change_filtering(self, leader_id: str, change: Callable[[Filtering], Filtering]) -> Filtering: ...

    async def change_screening(self, leader_id: str, change: Callable[[Screening], Screening]) -> Screening: ...

    async def change_alerting(self, leader_id: str, change: Callable[[Alerting], Alerting]) -> Alerting: ...

    async def change_criterion(
        self, leader_id: str, name: str, change: Callable[[Criterion], Criterion]
    ) -> Criterion:
        """Another name in the result renames."""

    async def add_criterion(self, leader_id: str, criterion: Criterion) -> None: ...

    async def delete_criterion(self, leader_id: str, name: str) -> None: ...

    async def change_assistants(self, change: Callable[[Assistants], Assistants]) -> Assistants:
        """The own group's; the whole list in ringing order."""

    async def schedules(self, leader_id: str) -> tuple[tuple[ScheduleRef, Schedule | None], ...]:
        """What criteria can refer to; None where the portal names a schedule without saying when it holds."""

    async def call_waiting(self, leader_id: str) -> bool:
        """Whether a second call reaches that leader's telephone; often refused to an assistant."""

    async def candidates(self) -> tuple[AssistantEntry, ...]:
        """People of the own group, of whom some may be assistants."""

    async def directory(self, kind: SourceKind, start: int, count: int) -> DirectoryPage:
        """A page of one of the user's telephone books; `start` counts from 1."""

    async def aclose(self) -> None: ...


class PortalFactory(Protocol):
    def __call__(self, account: Account, password: str) -> Portal: ...


class Secrets(Protocol):
    """The system keyring. `available` False: nothing is kept, the password is asked for at each start."""

    @property
    def available(self) -> bool: ...

    @property
    def unavailable_because(self) -> str: ...

    async def read(self, user_id: str, realm: str) -> str | None: ...

    async def store(self, user_id: str, realm: str, password: str) -> bool: ...

    async def forget(self, user_id: str, realm: str) -> None: ...


class Clock(Protocol):
    def now_s(self) -> float:
        """Seconds since the epoch."""

    async def sleep(self, seconds: float) -> None: ...


class CallClock(Clock, Protocol):
    """A clock for lengths as well: steady while calls run."""

    def keep_steady(self, steady: bool) -> None:
        """While on, `now_s` goes on evenly, whatever happens to the system's time."""


class Spawn(Protocol):
    """Starts a task, keeps a reference to it and reports its failure."""

    def __call__(self, work: Coroutine[Any, Any, Any], name: str) -> Awaitable[Any]: ...


class Store(Protocol):
    """Small profile-bound storage of JSON values (leader colours, account, audio wish); never secrets."""

    @property
    def failing(self) -> bool:
        """Whether what was saved last holds only until the program ends."""

    def load(self, key: str) -> Any: ...

    def save(self, key: str, value: Any) -> None: ...


class JournalStore(Protocol):
    """Answers at once, however long the journal has become. Raises ProblemError where it cannot."""

    problem: Problem | None
    """Why it will not outlive the program."""

    def add(self, entry: JournalEntry, begun: int = 0) -> JournalEntry:
        """The entry with the id it is kept under; it takes the place of the row begun for it."""

    def begin(self, entry: JournalEntry, begun: int = 0) -> int:
        """Writes a running call ahead, or anew; the next start turns into an entry what was not ended."""

    def drop(self, begun: int) -> None:
        """A call written ahead that is no entry of its own."""

    def get(self, entry_id: int) -> JournalEntry | None: ...

    def change(self, entry: JournalEntry) -> None: ...

    def delete(self, entry_id: int) -> None: ...

    def page(self, query: JournalQuery, after: JournalEntry | None, limit: int) -> tuple[JournalEntry, ...]: ...

    def counts(self) -> JournalCounts: ...

    def forget_before(self, at_s: float) -> int:
        """Removes what began earlier, but no call-back that is still owed; how many entries that were."""

    def call_came_about(self, number_key: str) -> int:
        """Everything open with that number is done; how many entries that were."""

    def missed_done(self) -> None:
        """Every missed call is seen to; promises stay open."""

    def write_text(self, file: str, parts: Iterable[str]) -> None:
        """An export: whole or not at all."""

    def close(self) -> None: ...


class ContactStore(Protocol):
    """May be asked from any thread. Every method raises ProblemError and nothing else on purpose."""

    problem: Problem | None
    """Why it will not outlive the program."""

    def sources(self) -> tuple[ContactSource, ...]: ...

    def contacts(self) -> tuple[Contact, ...]: ...

    def replace(self, source: ContactSource, imported: Imported) -> None:
        """The source with these contacts and no others."""

    def change(self, source: ContactSource, imported: Imported, gone: Iterable[str]) -> None:
        """These contacts new or changed, those keys no longer there."""

    def delete(self, source_id: str) -> None:
        """With its contacts, pictures and favourites."""

    def set_favourite(self, key: str, on: bool) -> None: ...

    def photo(self, source_id: str, name: str) -> bytes | None: ...

    def close(self) -> None: ...


class ContactReader(Protocol):
    """Reads files a person has chosen, which may take long. Raises ProblemError and nothing else on purpose."""

    def data(self, file: str) -> bytes: ...

    def vcards(self, data: bytes, source: ContactSource) -> Imported: ...


class AddressBooks(Protocol):
    """A CardDAV server. Raises ProblemError and nothing else on purpose."""

    async def changes(self, source: ContactSource, password: str) -> DavChanges: ...


class SystemOpener(Protocol):
    """Opens things outside this program. Raises OSError where nothing could be started."""

    def open_page(self, url: str) -> None: ...

    def run_program(self, arguments: Sequence[str]) -> None: ...


class Background(Protocol):
    """Does slow work beside the event loop."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]: ...
