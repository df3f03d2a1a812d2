"""UDP, TCP and TLS on the loopback: bytes in with the flow they came on, bytes out on a flow."""

import asyncio
import ipaddress
import logging
import ssl
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import cast

from softphone.demo_pbx.sip.messages.framing import Framer, FramingError

_log = logging.getLogger(__name__)
CONNECT_TIMEOUT_S = 3.0
FAREWELL_S = 0.3
MAX_WAITING_BYTES = 10_000_000

Address = tuple[str, int]
Receiver = Callable[[bytes, "Flow"], None]


class Protocol(Enum):
    UDP = "UDP"
    TCP = "TCP"
    TLS = "TLS"


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports in use; `tls` is 0 without a certificate."""

    udp: int
    tcp: int
    tls: int


def is_loopback(host: str) -> bool:
    """Only literal IPv4 addresses count: a name would have to be resolved, and could lead off the machine."""
    try:
        return ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False


class Flow(ABC):
    """A way to reach one peer: the source address of what came in, or a connection."""

    def __init__(self, protocol: Protocol, peer: Address) -> None:
        self.protocol = protocol
        self.peer = peer

    @property
    def reliable(self) -> bool:
        return self.protocol is not Protocol.UDP

    @property
    @abstractmethod
    def alive(self) -> bool: ...

    @abstractmethod
    def send(self, data: bytes) -> None:
        """Raises ConnectionError when the peer cannot be reached this way."""

    @abstractmethod
    def close(self) -> None: ...


class UdpFlow(Flow):
    def __init__(self, socket: asyncio.DatagramTransport, peer: Address) -> None:
        super().__init__(Protocol.UDP, peer)
        self._socket = socket

    @property
    def alive(self) -> bool:
        return not self._socket.is_closing()

    def send(self, data: bytes) -> None:
        host, port = self.peer
        if not is_loopback(host) or not 0 < port < 65536:
            raise ConnectionError(f"{host}:{port} is not on the loopback")
        self._socket.sendto(data, self.peer)

    def close(self) -> None:
        """One socket serves all UDP peers."""


class StreamFlow(Flow, asyncio.Protocol):
    """One TCP or TLS connection, in either direction."""

    def __init__(self, protocol: Protocol, receiver: Receiver, register: set["StreamFlow"]) -> None:
        super().__init__(protocol, ("", 0))
        self._receiver = receiver
        self._register = register
        self._framer = Framer()
        self._connection: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connection = cast("asyncio.Transport", transport)
        self.peer = transport.get_extra_info("peername")[:2]
        self._register.add(self)

    def data_received(self, data: bytes) -> None:
        try:
            for message in self._framer.feed(data):
                self._receiver(message, self)
        except FramingError as error:
            if error.head:
                self._receiver(error.head, self)
            self.close()
        self._answer_pings()

    def _answer_pings(self) -> None:
        while self._framer.pings and self.alive:
            self._framer.pings -= 1
            self.send(b"\r\n")

    def connection_lost(self, exc: Exception | None) -> None:
        self._connection = None
        self._register.discard(self)

    @property
    def alive(self) -> bool:
        return self._connection is not None and not self._connection.is_closing()

    def send(self, data: bytes) -> None:
        if self._connection is None or self._connection.is_closing():
            raise ConnectionError("connection closed")
        if self._connection.get_write_buffer_size() > MAX_WAITING_BYTES:
            self._connection.abort()
            raise ConnectionError("peer does not read")
        self._connection.write(data)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def abort(self) -> None:
        if self._connection is not None:
            self._connection.abort()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._socket: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._socket = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        if self._socket is not None and data.strip(b"\r\n\x00"):
            self._receiver(data, UdpFlow(self._socket, addr[:2]))

    def error_received(self, exc: Exception) -> None:
        _log.debug("UDP: %s", exc)


class SipTransport:
    """The listening sockets. Every destination is on the loopback or refused."""

    def __init__(self, host: str, receiver: Receiver, tls: ssl.SSLContext | None = None) -> None:
        if not is_loopback(host):
            raise ValueError(f"{host} is not a loopback address")
        self.host = host
        self.ports = Ports(0, 0, 0)
        self._receiver = receiver
        self._tls = tls
        self._flows: set[StreamFlow] = set()
        self._servers: list[asyncio.Server] = []
        self._udp: asyncio.DatagramTransport | None = None

    async def start(self, port: int = 0) -> Ports:
        loop = asyncio.get_running_loop()
        self._udp, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(self._receiver), local_addr=(self.host, port)
        )
        udp = self._udp.get_extra_info("sockname")[1]
        tcp = await self._listen(Protocol.TCP, port, None)
        tls = await self._listen(Protocol.TLS, port + 1 if port else 0, self._tls) if self._tls else 0
        self.ports = Ports(udp, tcp, tls)
        return self.ports

    async def _listen(self, protocol: Protocol, port: int, tls: ssl.SSLContext | None) -> int:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: self._stream(protocol), self.host, port, ssl=tls)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    def _stream(self, protocol: Protocol) -> StreamFlow:
        return StreamFlow(protocol, self._receiver, self._flows)

    async def stop(self) -> None:
        for server in self._servers:
            server.close()
        if self._udp is not None:
            self._udp.close()
        for flow in list(self._flows):
            flow.close()
        await self._wait_for_flows()
        for flow in list(self._flows):
            flow.abort()
        await self._wait_for_flows()

    async def _wait_for_flows(self) -> None:
        """Gives the last writes (a BYE) time to leave, unless the peer stops reading."""
        until = asyncio.get_running_loop().time() + FAREWELL_S
        await asyncio.sleep(0)
        while self._flows and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.005)

    def local_port(self, protocol: Protocol) -> int:
        return {Protocol.UDP: self.ports.udp, Protocol.TCP: self.ports.tcp, Protocol.TLS: self.ports.tls}[protocol]

    def udp_flow(self, peer: Address) -> Flow:
        assert self._udp is not None
        return UdpFlow(self._udp, peer)

    async def connect(self, protocol: Protocol, peer: Address) -> Flow:
        """A flow to a Contact. Raises ConnectionError or TimeoutError; never leaves the loopback."""
        if not is_loopback(peer[0]):
            raise ConnectionError(f"{peer[0]} is not on the loopback")
        if protocol is Protocol.UDP:
            return self.udp_flow(peer)
        for flow in self._flows:
            if flow.protocol is protocol and flow.peer == peer and flow.alive:
                return flow
        return await self._dial(protocol, peer)

    async def _dial(self, protocol: Protocol, peer: Address) -> Flow:
        loop = asyncio.get_running_loop()
        tls = _client_tls() if protocol is Protocol.TLS else None
        connecting = loop.create_connection(lambda: self._stream(protocol), *peer, ssl=tls)
        try:
            _, flow = await asyncio.wait_for(connecting, CONNECT_TIMEOUT_S)
        except OSError as error:
            raise ConnectionError(str(error)) from error
        return flow


def _client_tls() -> ssl.SSLContext:
    """A telephone that is called back has no certificate anybody could check; the loopback is the guard."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
