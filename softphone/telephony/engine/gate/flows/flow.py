"""A flow to the hop: one connected socket over UDP, TCP or TLS."""

import asyncio
import contextlib
import socket
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from softphone.domain.account.account import Transport
from softphone.telephony.engine.gate.flows.tls import TlsSettings, WrongNameError, client_context, fits
from softphone.telephony.engine.gate.wire.framing import PING, PONG, MessageStream
from softphone.telephony.engine.gate.wire.message import DamagedMessageError

CONNECT_LIMIT_S = 8.0
LONGEST_BACKLOG = 1024 * 1024
RECEIVE_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class FlowTarget:
    """Where a flow leads; `local`: our own address and port, 0 for any; `tls` for that transport only.

    `connected`: over UDP the system delivers datagrams of the hop only. `dscp`: mark of our packets, 0 none.
    """

    transport: Transport
    host: str
    port: int
    local: tuple[str, int] | None = None
    tls: TlsSettings | None = None
    connected: bool = True
    dscp: int = 0


class Flow(asyncio.DatagramProtocol, asyncio.Protocol):
    """`on_message` gets whole messages and their source; `on_lost` is called once, but not after `close`."""

    def __init__(
        self,
        target: FlowTarget,
        number: int,
        on_message: Callable[[bytes, tuple[str, int]], None],
        on_lost: Callable[[str], None],
    ) -> None:
        self.target, self.number = target, number
        self.local, self.peer = ("", 0), (target.host, target.port)
        self.wrong_certificate = b""
        self._on_message, self._on_lost = on_message, on_lost
        self.end = ""
        """Why it ended."""
        self._stream = MessageStream()
        self._socket: Any = None
        self.is_open = False

    def send(self, data: bytes, to: tuple[str, int] | None = None) -> None:
        """`to`: over an unconnected UDP socket only; None for the hop."""
        if not self.is_open:
            return
        if self.target.transport is Transport.UDP:
            self._socket.sendto(data, None if self.target.connected else to or self.peer)
        elif self._socket.get_write_buffer_size() > LONGEST_BACKLOG:
            self.fail("the server does not read")
        else:
            self._socket.write(data)

    def keep_alive(self) -> None:
        self.send(PING)

    def close(self, at_once: bool = False) -> None:
        """Closes after what was sent; TLS says farewell and waits for the other side's, unless `at_once`."""
        self.is_open = False
        if self._socket is not None:
            self._socket.abort() if at_once else self._socket.close()

    # ------------------------------------------------------------ asyncio callbacks

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Before any data is read; a certificate for another name ends the connection here."""
        self._socket, self.is_open = transport, True
        self.local = cast("tuple[str, int]", transport.get_extra_info("sockname")[:2])
        if self.target.connected:
            self.peer = cast("tuple[str, int]", transport.get_extra_info("peername")[:2])
        plain = transport.get_extra_info("socket")
        _mark(plain, self.target.dscp)
        if self.target.transport is Transport.UDP:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        else:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.target.tls is not None:
            self._check_name(self.target.tls, transport.get_extra_info("ssl_object"))

    def _check_name(self, settings: TlsSettings, secured: ssl.SSLObject) -> None:
        if not fits(secured.getpeercert() or {}, settings):
            self.wrong_certificate = secured.getpeercert(binary_form=True) or b"-"
            self.is_open = False
            self._socket.abort()

    def datagram_received(self, data: bytes, address: Any) -> None:
        if data.strip(b"\r\n\0"):
            self._on_message(data, address[:2])

    def data_received(self, data: bytes) -> None:
        try:
            for message in self._stream.feed(data):
                if message == PING:
                    self.send(PONG)
                elif self.is_open:
                    self._on_message(message, self.peer)
        except DamagedMessageError as damage:
            self.fail(damage.why)

    def error_received(self, error: Exception) -> None:
        """An ICMP error over UDP: the next packet may arrive again."""

    def connection_lost(self, error: Exception | None) -> None:
        self.fail(str(error) if error is not None else "closed by the server")

    def fail(self, why: str) -> None:
        """Ends a flow that cannot be used any more."""
        if self.is_open:
            self.is_open, self.end = False, why
            self._socket.abort()
            self._on_lost(why)


def _mark(plain: Any, dscp: int) -> None:
    """Sets the DSCP (the six upper bits of TOS or traffic class); Windows ignores it without a group policy."""
    with contextlib.suppress(OSError):
        if plain.family == socket.AF_INET:
            plain.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, dscp << 2)
        elif sys.platform != "win32":
            plain.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_TCLASS, dscp << 2)


async def open_flow(target: FlowTarget, make: Callable[[], Flow]) -> Flow:
    """Raises OSError (including ssl.SSLError and time-outs) and TlsSettingsError."""
    async with asyncio.timeout(CONNECT_LIMIT_S):
        if target.transport is Transport.UDP:
            return await _open_datagram(target, make)
        return await _open_stream(target, make)


async def _open_datagram(target: FlowTarget, make: Callable[[], Flow]) -> Flow:
    """At the wanted port if it is free, so that a restarted engine replaces its binding at the registrar."""
    loop = asyncio.get_running_loop()
    remote = (target.host, target.port) if target.connected else None
    try:
        _, flow = await loop.create_datagram_endpoint(make, local_addr=target.local, remote_addr=remote)
    except OSError:
        if target.local is None or not target.local[1]:
            raise
        anywhere = (target.local[0], 0)
        _, flow = await loop.create_datagram_endpoint(make, local_addr=anywhere, remote_addr=remote)
    return flow


async def _open_stream(target: FlowTarget, make: Callable[[], Flow]) -> Flow:
    local = (target.local[0], 0) if target.local is not None else None
    context = client_context(target.tls) if target.tls is not None else None
    name = target.tls.server_name if target.tls is not None else None
    _, flow = await asyncio.get_running_loop().create_connection(
        make, target.host, target.port, ssl=context, server_hostname=name, local_addr=local
    )
    if flow.wrong_certificate:
        raise WrongNameError(flow.wrong_certificate)
    return flow
