"""The subscriber's share of the account's flow: requests signed, answers and NOTIFYs delivered."""

import asyncio
import logging
from collections.abc import Callable

from aiosipua.message import SipRequest, SipResponse
from aiosipua.utils import generate_tag

from softphone.domain.account.account import Transport
from softphone.telephony.engine.gate.gate import Gate
from softphone.telephony.engine.gate.guest import Guest
from softphone.telephony.engine.subscriptions.transport.account_access import AccountAccess
from softphone.telephony.engine.subscriptions.transport.digest import is_stale
from softphone.telephony.engine.subscriptions.transport.message import WireError, parsed, reply_to
from softphone.telephony.engine.subscriptions.transport.transactions import NoAnswerError, Timers, Transactions

log = logging.getLogger(__name__)

MOST_REQUESTS = 4
"""Concurrent requests; further ones wait."""


class ServerConnection:
    """`on_request` gets the server's requests; `on_lost` means that all dialogs over this connection are gone."""

    def __init__(
        self,
        gate: Gate,
        access: AccountAccess,
        timers: Timers,
        user_agent: str,
        on_request: Callable[[SipRequest], None],
        on_lost: Callable[[str], None],
    ) -> None:
        self.access = access
        self._gate, self._timers, self._user_agent = gate, timers, user_agent
        self._on_request, self._on_lost = on_request, on_lost
        self._guest: Guest | None = None
        self._transactions: Transactions | None = None
        self._slots = asyncio.Semaphore(MOST_REQUESTS)
        self._tag = str(generate_tag())

    @property
    def is_open(self) -> bool:
        return self._guest is not None and self._guest.is_open

    async def request(self, make: Callable[[], SipRequest]) -> SipResponse:
        """The final answer; a challenged request is signed and repeated. Raises NoAnswerError."""
        async with self._slots:
            guest, transactions = await self._opened()
            response = await self._send(guest, transactions, make())
            for attempt in range(2):
                if response.status_code not in (401, 407) or (attempt and not is_stale(response)):
                    break
                request = make()
                if not self.access.credentials.sign(request, response, guest.realm):
                    break
                response = await self._send(guest, transactions, request)
            return response

    def reply(self, request: SipRequest, status: int, reason: str, **fields: str) -> None:
        """Replies over the same flow, whatever the Via says."""
        if self._guest is not None:
            self._guest.send(reply_to(request, status, reason, self._tag, **fields))

    def close(self) -> None:
        if self._guest is not None:
            self._gate.remove_guest(self._guest)
        self._guest = self._transactions = None

    async def _opened(self) -> tuple[Guest, Transactions]:
        try:
            if self._guest is None or self._transactions is None:
                self._guest = self._gate.add_guest(self.access.line, self._on_message, self._lost)
                self._transactions = Transactions(self._guest, self._timers)
            guest, transactions = self._guest, self._transactions
            await guest.open()
        except ConnectionError as error:
            raise NoAnswerError(str(error)) from error
        return guest, transactions

    async def _send(self, guest: Guest, transactions: Transactions, request: SipRequest) -> SipResponse:
        suffix = "" if guest.transport is Transport.UDP else f";transport={guest.transport.value}"
        request.set_header("Contact", f"<sip:{self.access.account.user}@{guest.contact_address}{suffix}>")
        request.set_header("User-Agent", self._user_agent)
        return await transactions.send(request)

    def _lost(self, why: str) -> None:
        if self._transactions is not None:
            self._transactions.fail_all(why)
        self._on_lost(why)

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
