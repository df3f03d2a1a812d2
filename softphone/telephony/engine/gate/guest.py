"""A user of a line beside pjsip: the subscriber sends and receives whole messages over the same flow."""

import asyncio
from collections.abc import Callable

from softphone.domain.account.account import Transport
from softphone.telephony.engine.gate.core import GateCore
from softphone.telephony.engine.gate.flows.line import Line, NetworkPeer
from softphone.telephony.engine.gate.wire.message import WireMessage, parse
from softphone.telephony.engine.gate.wire.values import tag_of

MOST_CALL_IDS = 1024


class Guest:
    """On the gate's loop only. Messages with a Call-ID that the guest has used are its own."""

    def __init__(
        self, core: GateCore, line: Line, on_message: Callable[[bytes], None], on_lost: Callable[[str], None]
    ) -> None:
        self._core, self._line = core, line
        self._on_message, self.on_lost = on_message, on_lost
        self._call_ids: dict[str, None] = {}

    @property
    def is_open(self) -> bool:
        return self._line.is_open

    @property
    def transport(self) -> Transport:
        return self._line.transport

    @property
    def is_reliable(self) -> bool:
        """Whether a request arrives or the flow is lost: over UDP it must be repeated."""
        return self._line.transport is not Transport.UDP

    @property
    def own_address(self) -> str:
        return self._line.own_address

    @property
    def contact_address(self) -> str:
        return self._line.contact_address

    @property
    def realm(self) -> str | None:
        """The only realm that our password is used for; None before any challenge to REGISTER."""
        return self._line.realm

    def uses(self, line: Line) -> bool:
        return self._line is line

    async def open(self) -> None:
        """Raises ConnectionError where the flow cannot be made."""
        if self._line.is_open:
            return
        opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._line.when_open(lambda: _settle(opened, ""), lambda why: _settle(opened, why))
        await opened

    def send(self, data: bytes) -> None:
        """Adds the agreement's headers and, to a request outside any dialog, the line's routes."""
        message = parse(data)
        if message.method:
            self._note(message.first("call-id"))
            self._line.agreement.add_headers(message)
            if not tag_of(message.first("to")):
                message.insert_after_via("route", *self._line.opening_routes(message.method))
        self._core.send_to_network(self._line, message)

    def takes(self, peer: NetworkPeer, message: WireMessage, data: bytes) -> bool:
        """Whether the message was the guest's and is delivered."""
        if peer is not self._line or message.first("call-id") not in self._call_ids:
            return False
        if not message.method:
            self._line.agreement.read(message)
        self._on_message(data)
        return True

    def _note(self, call_id: str) -> None:
        self._call_ids[call_id] = None
        if len(self._call_ids) > MOST_CALL_IDS:
            del self._call_ids[next(iter(self._call_ids))]


def _settle(opened: "asyncio.Future[None]", why: str) -> None:
    if opened.done():
        return
    if why:
        opened.set_exception(ConnectionError(why))
    else:
        opened.set_result(None)
