"""The way to the server for one account: opened when needed, requests signed, answers sorted, kept open."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from aiosipua.message import SipRequest, SipResponse
from aiosipua.utils import generate_tag

from softphone.domain.account.account import Transport
from softphone.telephony.engine.pjsip.certificates import AuthoritiesMissingError
from softphone.telephony.engine.subscriptions.transport.account_access import AccountAccess
from softphone.telephony.engine.subscriptions.transport.digest import is_stale
from softphone.telephony.engine.subscriptions.transport.message import WireError, parsed, reply_to, seen_as
from softphone.telephony.engine.subscriptions.transport.socket import ServerSocket, open_socket
from softphone.telephony.engine.subscriptions.transport.transactions import NoAnswerError, Timers, Transactions

log = logging.getLogger(__name__)

AT_ONCE = 4
"""So many requests are on their way at the same time; the others wait their turn."""


@dataclass(frozen=True, slots=True)
class ClientIdentity:
    """How we name ourselves, and who is shown every message."""

    user_agent: str
    trace: Callable[[str], None]


class ServerConnection:
    """`on_request` gets what the server asks of us, `on_lost` that all dialogs over this way are gone."""

    def __init__(
        self,
        access: AccountAccess,
        timers: Timers,
        manner: ClientIdentity,
        on_request: Callable[[SipRequest], None],
        on_lost: Callable[[str], None],
    ) -> None:
        self.access, self.hop = access, access.hop
        self._timers, self._manner = timers, manner
        self._on_request, self._on_lost = on_request, on_lost
        self._flow: ServerSocket | None = None
        self._exchanges: Transactions | None = None
        self._seen_as: tuple[str, int] | None = None
        self._opening = asyncio.Lock()
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._keeper: asyncio.Task[None] | None = None
        self._tag = str(generate_tag())

    @property
    def is_open(self) -> bool:
        return self._flow is not None

    async def ask(self, make: Callable[[], SipRequest]) -> SipResponse:
        """The final answer, after a challenge to a signed request. Raises NoAnswerError."""
        async with self._turn:
            flow, exchanges = await self._ready()
            response = await self._send(flow, exchanges, make())
            for attempt in range(2):
                if response.status_code not in (401, 407) or (attempt and not is_stale(response)):
                    break
                request = make()
                if not self.access.credentials.sign(request, response):
                    break
                response = await self._send(flow, exchanges, request)
            return response

    def answer(self, request: SipRequest, status: int, reason: str, **fields: str) -> None:
        """Over the way it came by, whatever its Via says."""
        if self._flow is not None:
            self._flow.send(reply_to(request, status, reason, self._tag, **fields))

    def lose(self, why: str) -> None:
        """It leads nowhere any more; the next request opens another one."""
        exchanges = self._exchanges
        self.close()
        if exchanges is not None:
            exchanges.give_up(why)
        self._on_lost(why)

    def close(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
        if self._flow is not None:
            self._flow.close()
        self._flow, self._exchanges, self._seen_as, self._keeper = None, None, None, None

    async def _ready(self) -> tuple[ServerSocket, Transactions]:
        async with self._opening:
            if self._flow is None or self._exchanges is None:
                try:
                    flow = await open_socket(self.hop, self._on_message, self.lose, self._trace)
                except (OSError, AuthoritiesMissingError) as error:
                    raise NoAnswerError(str(error) or type(error).__name__) from error
                self._flow, self._exchanges = flow, Transactions(flow, self._timers)
                self._keeper = asyncio.get_running_loop().create_task(self._keep(flow))
            return self._flow, self._exchanges

    async def _send(self, flow: ServerSocket, exchanges: Transactions, request: SipRequest) -> SipResponse:
        request.set_header("Contact", self._contact(flow))
        request.set_header("User-Agent", self._manner.user_agent)
        response = await exchanges.ask(request, place(flow.local))
        self._seen_as = seen_as(response) or self._seen_as
        return response

    def _contact(self, flow: ServerSocket) -> str:
        """Where the server saw us, when that is not where we think we are."""
        suffix = "" if flow.transport is Transport.UDP else f";transport={flow.transport.value}"
        return f"<sip:{self.access.account.user}@{place(self._seen_as or flow.local)}{suffix}>"

    async def _keep(self, flow: ServerSocket) -> None:
        """Keeps the way open through what stands between (RFC 5626, section 4.4); the loopback needs it not."""
        while flow.alive and not self.hop.is_loopback:
            await asyncio.sleep(self._timers.keep_alive_s)
            flow.send(b"\r\n\r\n")

    def _trace(self, direction: str, data: bytes) -> None:
        where = f"{self.hop.transport.name} {place((self.hop.host, self.hop.port))}"
        self._manner.trace(f"{direction} {len(data)} bytes, {where}:\n{data.decode('utf-8', 'replace')}")

    def _on_message(self, data: bytes) -> None:
        try:
            message = parsed(data)
        except WireError as error:
            log.info("not understood: %s", error)
            return
        if isinstance(message, SipRequest):
            self._on_request(message)
        elif self._exchanges is not None:
            self._exchanges.take(message)


def place(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
