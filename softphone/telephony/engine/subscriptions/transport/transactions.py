"""Client transactions: retransmission over UDP, matching of answers, time limit (RFC 3261, section 17.1.2)."""

import asyncio
import logging
from dataclasses import dataclass

from aiosipua.message import SipRequest, SipResponse

from softphone.telephony.engine.gate.guest import Guest
from softphone.telephony.engine.subscriptions.transport.message import branch_of, stamp

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timers:
    """RFC 3261's T1 and T2, smaller in tests. `first_notify_s`: RFC 6665's timer N."""

    t1_s: float = 0.5
    t2_s: float = 4.0
    limit_s: float = 32.0
    first_notify_s: float = 32.0


class NoAnswerError(Exception):
    """The server did not answer, or the connection was lost."""


class Transactions:
    def __init__(self, guest: Guest, timers: Timers) -> None:
        self._guest, self._timers = guest, timers
        self._waiting: dict[str, asyncio.Future[SipResponse]] = {}

    async def send(self, request: SipRequest) -> SipResponse:
        """The final answer. Raises NoAnswerError."""
        branch = stamp(request, self._guest.transport.value.upper(), self._guest.own_address)
        answer: asyncio.Future[SipResponse] = asyncio.get_running_loop().create_future()
        self._waiting[branch] = answer
        try:
            async with asyncio.timeout(self._timers.limit_s):
                return await self._repeat(bytes(request), answer)
        except TimeoutError:
            raise NoAnswerError("no answer") from None
        finally:
            self._waiting.pop(branch, None)

    def on_response(self, response: SipResponse) -> None:
        answer = self._waiting.get(branch_of(response))
        if answer is None:
            log.debug("an answer without a request: %d", response.status_code)
        elif response.status_code >= 200 and not answer.done():
            answer.set_result(response)

    def fail_all(self, why: str) -> None:
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(NoAnswerError(why))

    async def _repeat(self, data: bytes, answer: asyncio.Future[SipResponse]) -> SipResponse:
        pause_s = self._timers.t1_s
        while True:
            self._guest.send(data)
            await asyncio.wait((answer,), timeout=None if self._guest.is_reliable else pause_s)
            if answer.done():
                return answer.result()
            pause_s = min(2 * pause_s, self._timers.t2_s)
