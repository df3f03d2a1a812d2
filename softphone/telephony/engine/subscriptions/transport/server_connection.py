"""The connection to the server for one account: opened on demand, kept alive, requests signed."""

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

MOST_REQUESTS = 4
"""Concurrent requests; further ones wait."""


@dataclass(frozen=True, slots=True)
class ClientIdentity:
    """Our User-Agent, and the callback for the SIP trace."""

    user_agent: str
    trace: Callable[[str], None]


class ServerConnection:
    """`on_request` gets the server's requests; `on_lost` means that all dialogs over this connection are gone."""

    def __init__(
        self,
        access: AccountAccess,
        timers: Timers,
        identity: ClientIdentity,
        on_request: Callable[[SipRequest], None],
        on_lost: Callable[[str], None],
    ) -> None:
        self.access, self.address = access, access.address
        self._timers, self._identity = timers, identity
        self._on_request, self._on_lost = on_request, on_lost
        self._socket: ServerSocket | None = None
        self._transactions: Transactions | None = None
        self._seen_as: tuple[str, int] | None = None
        self._opening = asyncio.Lock()
        self._slots = asyncio.Semaphore(MOST_REQUESTS)
        self._keep_alive_task: asyncio.Task[None] | None = None
        self._tag = str(generate_tag())

    @property
    def is_open(self) -> bool:
        return self._socket is not None

    async def request(self, make: Callable[[], SipRequest]) -> SipResponse:
        """The final answer; a challenged request is signed and repeated. Raises NoAnswerError."""
        async with self._slots:
            socket, transactions = await self._connected()
            response = await self._send(socket, transactions, make())
            for attempt in range(2):
                if response.status_code not in (401, 407) or (attempt and not is_stale(response)):
                    break
                request = make()
                if not self.access.credentials.sign(request, response):
                    break
                response = await self._send(socket, transactions, request)
            return response

    def reply(self, request: SipRequest, status: int, reason: str, **fields: str) -> None:
        """Replies over the same connection, whatever the Via says."""
        if self._socket is not None:
            self._socket.send(reply_to(request, status, reason, self._tag, **fields))

    def drop(self, why: str) -> None:
        """Drops a dead connection; the next request opens another one."""
        transactions = self._transactions
        self.close()
        if transactions is not None:
            transactions.fail_all(why)
        self._on_lost(why)

    def close(self) -> None:
        if self._keep_alive_task is not None:
            self._keep_alive_task.cancel()
        if self._socket is not None:
            self._socket.close()
        self._socket, self._transactions, self._seen_as, self._keep_alive_task = None, None, None, None

    async def _connected(self) -> tuple[ServerSocket, Transactions]:
        async with self._opening:
            if self._socket is None or self._transactions is None:
                try:
                    socket = await open_socket(self.address, self._on_message, self.drop, self._trace)
                except (OSError, AuthoritiesMissingError) as error:
                    raise NoAnswerError(str(error) or type(error).__name__) from error
                self._socket, self._transactions = socket, Transactions(socket, self._timers)
                self._keep_alive_task = asyncio.get_running_loop().create_task(self._keep_alive(socket))
            return self._socket, self._transactions

    async def _send(self, socket: ServerSocket, transactions: Transactions, request: SipRequest) -> SipResponse:
        request.set_header("Contact", self._contact(socket))
        request.set_header("User-Agent", self._identity.user_agent)
        response = await transactions.send(request, host_port(socket.local))
        self._seen_as = seen_as(response) or self._seen_as
        return response

    def _contact(self, socket: ServerSocket) -> str:
        """The Contact with our address as the server saw it, if known."""
        suffix = "" if socket.transport is Transport.UDP else f";transport={socket.transport.value}"
        return f"<sip:{self.access.account.user}@{host_port(self._seen_as or socket.local)}{suffix}>"

    async def _keep_alive(self, socket: ServerSocket) -> None:
        """Sends keep-alives for NATs and firewalls (RFC 5626, section 4.4), except on the loopback."""
        while socket.alive and not self.address.is_loopback:
            await asyncio.sleep(self._timers.keep_alive_s)
            socket.send(b"\r\n\r\n")

    def _trace(self, direction: str, data: bytes) -> None:
        where = f"{self.address.transport.name} {host_port((self.address.host, self.address.port))}"
        self._identity.trace(f"{direction} {len(data)} bytes, {where}:\n{data.decode('utf-8', 'replace')}")

    def _on_message(self, data: bytes) -> None:
        try:
            message = parsed(data)
        except WireError as error:
            log.info("unusable message: %s", error)
            return
        if isinstance(message, SipRequest):
            self._on_request(message)
        elif self._transactions is not None:
            self._transactions.on_response(message)


def host_port(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
