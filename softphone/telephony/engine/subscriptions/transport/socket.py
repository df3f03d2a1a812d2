"""One way to the server, over UDP, TCP or TLS. Nothing is ever sent anywhere else.

Even the UDP socket is connected: the system hands over datagrams of that one server and no others.
"""

import asyncio
import ssl
from collections.abc import Callable
from typing import Any, cast

from softphone.domain.account.account import Transport
from softphone.telephony.engine.pjsip.certificates import authorities_file
from softphone.telephony.engine.subscriptions.transport.framing import Framing
from softphone.telephony.engine.subscriptions.transport.message import WireError
from softphone.telephony.engine.subscriptions.transport.server_address import ServerAddress

CONNECT_LIMIT_S = 8.0
LONGEST_BACKLOG = 1024 * 1024

Hear = Callable[[bytes], None]
Lost = Callable[[str], None]
Trace = Callable[[str, bytes], None]


class ServerSocket(asyncio.DatagramProtocol, asyncio.Protocol):
    """`hear` gets whole messages; `lost` is told once, and not of an end that was wished here."""

    def __init__(self, transport: Transport, hear: Hear, lost: Lost, trace: Trace) -> None:
        self.transport = transport
        self.local = ("", 0)
        self._hear, self._lost, self._trace = hear, lost, trace
        self._framing = Framing()
        self._way: Any = None
        self.alive = False

    @property
    def reliable(self) -> bool:
        return self.transport is not Transport.UDP

    def send(self, data: bytes) -> None:
        if not self.alive:
            return
        if data.strip():
            self._trace("TX", data)
        if not self.reliable:
            self._way.sendto(data)
        elif self._way.get_write_buffer_size() > LONGEST_BACKLOG:
            self._end("the server does not read")
        else:
            self._way.write(data)

    def close(self) -> None:
        """At once: what had to be said has been answered already."""
        self.alive = False
        if self._way is not None:
            self._way.abort()

    # ------------------------------------------------------------ what asyncio tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._way, self.alive = transport, True
        self.local = cast("tuple[str, int]", transport.get_extra_info("sockname")[:2])

    def datagram_received(self, data: bytes, address: Any) -> None:
        if data.strip(b"\r\n\0"):
            self._take(data)

    def data_received(self, data: bytes) -> None:
        try:
            for message in self._framing.take(data):
                self._take(message)
        except WireError as error:
            self._end(str(error))

    def _take(self, message: bytes) -> None:
        self._trace("RX", message)
        self._hear(message)

    def error_received(self, error: Exception) -> None:
        self._end(str(error))

    def connection_lost(self, error: Exception | None) -> None:
        self._end(str(error) if error is not None else "closed by the server")

    def _end(self, why: str) -> None:
        if self.alive:
            self.close()
            self._lost(why)


async def open_socket(hop: ServerAddress, hear: Hear, lost: Lost, trace: Trace) -> ServerSocket:
    """Raises OSError (ssl.SSLError and time-outs are such) and AuthoritiesMissingError."""
    loop = asyncio.get_running_loop()
    flow = ServerSocket(hop.transport, hear, lost, trace)
    async with asyncio.timeout(CONNECT_LIMIT_S):
        if hop.transport is Transport.UDP:
            await loop.create_datagram_endpoint(lambda: flow, remote_addr=(hop.host, hop.port))
        elif hop.transport is Transport.TCP:
            await loop.create_connection(lambda: flow, hop.host, hop.port)
        else:
            await loop.create_connection(
                lambda: flow, hop.host, hop.port, ssl=_context(hop.ca_file), server_hostname=hop.name
            )
    return flow


def _context(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=authorities_file(ca_file))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
