"""A telephone for tests: the real engine process behind the real client, with its events written down."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Command, Dial, Register
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    Event,
    IncomingCall,
    RegistrationChanged,
    RegistrationState,
)
from softphone.telephony.engine_client import EngineClient
from softphone.telephony.engine_options import AudioMode, EngineOptions

E = TypeVar("E")
LIMIT_S = 12.0


def about(key: CallKey) -> Callable[[CallAnswered | CallEnded], bool]:
    """Condition for `Phone.wait`: the event of that call."""
    return lambda event: event.key == key


class Phone:
    """`wait` looks at events from the last mark on, old ones included, so nothing is missed between two calls."""

    def __init__(self, user: str, options: EngineOptions) -> None:
        self.user = user
        self.events: list[Event] = []
        self.client = EngineClient(asyncio.get_running_loop(), options)
        self._changed = asyncio.Condition()
        self._mark = 0
        self._next_key = 2
        self._wakers: set[asyncio.Task[None]] = set()
        self.client.subscribe(self._on_event)

    def _on_event(self, event: Event) -> None:
        self.events.append(event)
        waker = asyncio.get_running_loop().create_task(self._wake())
        self._wakers.add(waker)
        waker.add_done_callback(self._wakers.discard)

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def mark(self) -> None:
        """Later waits ignore the events up to now."""
        self._mark = len(self.events)

    def seen(self, kind: type[E], fits: Callable[[E], bool] = lambda _: True) -> E | None:
        return next((e for e in self.events[self._mark :] if isinstance(e, kind) and fits(e)), None)

    async def wait(self, kind: type[E], fits: Callable[[E], bool] = lambda _: True, limit_s: float = LIMIT_S) -> E:
        try:
            async with asyncio.timeout(limit_s), self._changed:
                await self._changed.wait_for(lambda: self.seen(kind, fits) is not None)
        except TimeoutError:
            raise AssertionError(f"{self.user}: no {kind.__name__}; got {self.events[self._mark :]}") from None
        found = self.seen(kind, fits)
        assert found is not None
        return found

    def send(self, *commands: Command) -> None:
        for command in commands:
            self.client.send(command)

    def dial(self, target: str) -> CallKey:
        key = CallKey(self._next_key)
        self._next_key += 2
        self.send(Dial(key, target))
        return key

    async def register(self, account: SipAccount, password: str = "") -> RegistrationChanged:
        self.send(Register(account, password or f"secret-{self.user}"))
        return await self.wait(RegistrationChanged, lambda e: e.state is RegistrationState.REGISTERED)

    async def incoming(self) -> IncomingCall:
        return await self.wait(IncomingCall)

    async def answered(self, key: CallKey) -> None:
        await self.wait(CallAnswered, lambda e: e.key == key)

    async def ended(self, key: CallKey) -> CallEnded:
        return await self.wait(CallEnded, lambda e: e.key == key)


def account(user: str, port: int, transport: Transport = Transport.UDP, ca_file: str = "") -> SipAccount:
    """An account at a loopback registrar with the domain 127.0.0.1."""
    return SipAccount(
        user=user,
        domain="127.0.0.1",
        auth_user=user,
        registrar=f"127.0.0.1:{port}",
        transport=transport,
        ca_file=ca_file,
    )


@contextlib.asynccontextmanager
async def phones(*users: str, options: EngineOptions | None = None) -> AsyncIterator[list[Phone]]:
    """Engines that start together and end together; silent devices unless `options` say otherwise."""
    made = [Phone(user, options or EngineOptions(audio=AudioMode.NULL)) for user in users]
    for phone in made:
        phone.client.start()
    try:
        yield made
    finally:
        await asyncio.gather(*(phone.client.aclose() for phone in made))
