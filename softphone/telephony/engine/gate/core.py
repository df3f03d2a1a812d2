"""What both directions of the gate share: lines, tables, pjsip's socket."""

import logging
import secrets
import time
from collections.abc import Callable
from typing import Protocol

from softphone.telephony.engine.gate.events import GateEvent
from softphone.telephony.engine.gate.flows.line import Line, NetworkPeer
from softphone.telephony.engine.gate.tables import DialogTable, GateDialog, ReceivedTable, SentTable
from softphone.telephony.engine.gate.wire.message import WireMessage
from softphone.telephony.engine.gate.wire.size import TooLargeError, condensed

log = logging.getLogger(__name__)

SOURCE_HEADER = "x-gate-source"
"""Tells our own code what pjsip cannot carry otherwise; taken out of everything that comes from the network."""
FROM_GATE, FROM_VISITOR = "gate", "visitor"
COOKIE = "z9hG4bK"


class PjsipSide(Protocol):
    """The loopback between the gate and pjsip."""

    gate: str
    """Our "address:port" there."""
    pjsip: str
    """pjsip's "address:port"; stands in its Contact."""

    def send(self, data: bytes) -> None: ...


class GateCore:
    """On the gate's loop only."""

    def __init__(
        self,
        inner: PjsipSide,
        post: Callable[[GateEvent], None],
        trace: Callable[[str, NetworkPeer, bytes], None],
        later: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self.inner, self.post, self.trace = inner, post, trace
        self.call_later: Callable[[float, Callable[[], None]], object] = later
        self.lines: dict[str, Line] = {}
        self.sent, self.received, self.dialogs = SentTable(), ReceivedTable(), DialogTable()

    def now_s(self) -> float:
        return time.monotonic()

    def route_of(self, name: str) -> str:
        """The route by which pjsip names a line or a dialog."""
        return f"<sip:{name}@{self.inner.gate};lr>"

    def send_to_network(self, peer: NetworkPeer, message: WireMessage) -> None:
        data = message.encode()
        self.trace("TX", peer, data)
        peer.send(data)

    def send_over_stream(self, line: Line, message: WireMessage) -> None:
        """Over the TCP connection beside a UDP line."""
        data = message.encode()
        self.trace("TX", line, data)
        line.stream.send(data)

    def send_to_pjsip(self, message: WireMessage) -> None:
        """Raises TooLargeError for a request."""
        try:
            data = condensed(message)
        except TooLargeError:
            if message.method:
                raise
            log.warning("a response of %d octets loses its body", len(message.body))
            message.body = b""
            data = message.encode()
        self.inner.send(data)

    def dialog(self, peer: NetworkPeer, call_id: str, tag: str) -> GateDialog:
        """The dialog, made when it is not there yet; it follows the line its last message came over."""
        dialog = self.dialogs.find(call_id, tag)
        if dialog is None:
            dialog = GateDialog("d" + secrets.token_hex(6), peer, (call_id, tag))
            self.dialogs.put(dialog)
        dialog.line, dialog.used_s = peer, self.now_s()
        return dialog

    def end_dialog(self, call_id: str, tag: str) -> None:
        dialog = self.dialogs.find(call_id, tag)
        if dialog is not None and dialog.ended_s is None:
            dialog.ended_s = self.now_s()

    def sweep(self) -> None:
        for table in (self.sent, self.received, self.dialogs):
            table.sweep(self.now_s())


def new_branch() -> str:
    return COOKIE + secrets.token_hex(12)
