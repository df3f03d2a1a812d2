"""What the services need from the world, as Protocols; adapters fulfil them, tests replace them."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Protocol

from softphone.domain.executive import (
    Alerting,
    Assistants,
    AssistantSettings,
    Criterion,
    Fetched,
    Filtering,
    PortalProfile,
    Roles,
    Screening,
)
from softphone.domain.settings import Account
from softphone.domain.telephone import Command, Event


class Engine(Protocol):
    """The telephone. `send` never blocks; events arrive on the event loop, in order."""

    def send(self, command: Command) -> None: ...

    def subscribe(self, listener: Callable[[Event], None]) -> None: ...


class Portal(Protocol):
    """The portal of one signed-in user. Every method raises ProblemError and nothing else on purpose."""

    async def roles(self) -> Roles: ...

    async def profile(self, user_id: str) -> PortalProfile: ...

    async def assistant(self) -> Fetched[AssistantSettings]: ...

    async def assistants(self) -> Fetched[Assistants]: ...

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


class Spawn(Protocol):
    """Starts a task, keeps a reference to it and reports its failure."""

    def __call__(self, work: Coroutine[Any, Any, Any], name: str) -> Awaitable[Any]: ...


class Store(Protocol):
    """Small profile-bound storage of JSON values (leader colours, account, audio wish); never secrets."""

    def load(self, key: str) -> Any: ...

    def save(self, key: str, value: Any) -> None: ...


class JournalStore(Protocol):
    def append(self, row: Any) -> None: ...

    def latest(self, limit: int) -> Sequence[Any]: ...
