"""Callers other than the hop, where the account accepts calls from them: datagrams and a TCP listener."""

import asyncio
import contextlib
import ipaddress
from collections.abc import Callable
from typing import cast

from softphone.domain.account.account import CallSource, SecurityAgreement, Transport
from softphone.telephony.engine.gate.flows.flow import Flow, FlowTarget
from softphone.telephony.engine.gate.flows.line import Line
from softphone.telephony.engine.gate.rules.agreement import FlowAgreement
from softphone.telephony.engine.gate.wire.values import host_port

MOST_VISITORS, MOST_CONNECTIONS = 64, 16


class Visitor:
    """Fulfils `NetworkPeer` for one foreign address; nothing from there is believed."""

    def __init__(self, name: str, flow: Flow, source: tuple[str, int], own_address: str) -> None:
        self.name, self.source = name, source
        self.transport = flow.target.transport
        self.agreement = FlowAgreement(SecurityAgreement.OFF)
        self.own_address = self.contact_address = own_address
        self._flow = flow

    @property
    def is_open(self) -> bool:
        return self._flow.is_open

    @property
    def is_platform(self) -> bool:
        return False

    @property
    def flow_number(self) -> int:
        return self._flow.number

    def send(self, data: bytes) -> None:
        self._flow.send(data, self.source)

    def fail(self, why: str) -> None:
        if self.transport is not Transport.UDP:
            self._flow.fail(why)


class Visitors:
    """The known ones by transport and address; the oldest goes first."""

    def __init__(self, on_received: Callable[[Visitor, bytes], None], next_number: Callable[[], int]) -> None:
        self._on_received, self._next_number = on_received, next_number
        self._visitors: dict[tuple[Transport, str, int], Visitor] = {}
        self._listeners: dict[tuple[str, int], asyncio.Server] = {}
        self._connections: list[Flow] = []
        self._count = 0

    def over_datagrams(self, line: Line, source: tuple[str, int]) -> Visitor | None:
        """None when the account does not accept calls from there."""
        flow = line.flow
        if flow is None or not accepts(line, source[0]):
            return None
        known = self._visitors.get((Transport.UDP, *source))
        return known if known is not None and known.is_open else self._add(flow, source, line.own_address)

    async def listen(self, line: Line, host: str, port: int) -> None:
        """Takes TCP connections for that line; the port may be taken already."""
        if (host, port) not in self._listeners:
            loop = asyncio.get_running_loop()
            with contextlib.suppress(OSError):
                self._listeners[host, port] = await loop.create_server(lambda: self._incoming(line, port), host, port)

    def close(self) -> None:
        for listener in self._listeners.values():
            listener.close()

    def _incoming(self, line: Line, port: int) -> Flow:
        self._connections = [flow for flow in self._connections if flow.is_open]
        room = len(self._connections) < MOST_CONNECTIONS
        flow = _IncomingFlow(
            line, room, self._next_number(), lambda data, source: self._on_stream(flow, line, port, data)
        )
        self._connections.append(flow)
        return flow

    def _on_stream(self, flow: Flow, line: Line, port: int, data: bytes) -> None:
        source = (flow.peer[0], flow.peer[1])
        visitor = self._visitors.get((Transport.TCP, *source))
        if visitor is None or not visitor.is_open:
            visitor = self._add(flow, source, host_port(flow.local[0], port))
        self._on_received(visitor, data)

    def _add(self, flow: Flow, source: tuple[str, int], own_address: str) -> Visitor:
        self._count += 1
        visitor = Visitor(f"v{self._count}", flow, source, own_address)
        self._visitors[flow.target.transport, source[0], source[1]] = visitor
        if len(self._visitors) > MOST_VISITORS:
            del self._visitors[next(iter(self._visitors))]
        return visitor


class _IncomingFlow(Flow):
    """A connection that somebody else has opened; closed at once where the account does not accept it."""

    def __init__(
        self, line: Line, room: bool, number: int, on_message: Callable[[bytes, tuple[str, int]], None]
    ) -> None:
        super().__init__(FlowTarget(Transport.TCP, "", 0), number, on_message, lambda why: None)
        self._line, self._room = line, room

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if not (self._room and accepts(self._line, self.peer[0])):
            cast("asyncio.Transport", transport).abort()
            self.is_open = False


def accepts(line: Line, host: str) -> bool:
    match line.config.accepts:
        case CallSource.ANYONE:
            return True
        case CallSource.LISTED:
            return any(_contains(entry, host) for entry in line.config.allowed)
        case CallSource.PLATFORM:
            return False


def _contains(entry: str, host: str) -> bool:
    """`entry`: an address or a network such as 192.0.2.0/24."""
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(entry.strip(), strict=False)
    except ValueError:
        return False
