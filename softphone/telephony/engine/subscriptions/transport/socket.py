"""A socket to the server over UDP, TCP or TLS.

The UDP socket is connected too, so the system delivers datagrams of that server only.
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

OnMessage = Callable[[bytes], None]
OnLost = Callable[[str], None]
Trace = Callable[[str, bytes], None]


class ServerSocket(asyncio.DatagramProtocol, asyncio.Protocol):
    """`on_message` gets whole messages; `on_lost` is called once, but not after `close`."""

    def __init__(self, transport: Transport, on_message: OnMessage, on_lost: OnLost, trace: Trace) -> None:
        self.transport = transport
        self.local = ("", 0)
        self._on_message, self._on_lost, self._trace = on_message, on_lost, trace
        self._framing = Framing()
        self._transport: Any = None
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
            self._transport.sendto(data)
        elif self._transport.get_write_buffer_size() > LONGEST_BACKLOG:
            self._end("the server does not read")
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Closes at once, without flushing."""
        self.alive = False
        if self._transport is not None:
            self._transport.abort()

    # ------------------------------------------------------------ asyncio callbacks

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self.alive = transport, True
        self.local = cast("tuple[str, int]", transport.get_extra_info("sockname")[:2])

    def datagram_received(self, data: bytes, address: Any) -> None:
        if data.strip(b"\r\n\0"):
            self._deliver(data)

    def data_received(self, data: bytes) -> None:
        try:
            for message in self._framing.feed(data):
                self._deliver(message)
        except WireError as error:
            self._end(str(error))

    def _deliver(self, message: bytes) -> None:
        self._trace("RX", message)
        self._on_message(message)

    def error_received(self, error: Exception) -> None:
        self._end(str(error))

    def connection_lost(self, error: Exception | None) -> None:
        self._end(str(error) if error is not None else "closed by the server")

    def _end(self, why: str) -> None:
        if self.alive:
            self.close()
            self._on_lost(why)


async def open_socket(address: ServerAddress, on_message: OnMessage, on_lost: OnLost, trace: Trace) -> ServerSocket:
    """Raises OSError (including ssl.SSLError and time-outs) and AuthoritiesMissingError."""
    loop = asyncio.get_running_loop()
    connection = ServerSocket(address.transport, on_message, on_lost, trace)
    async with asyncio.timeout(CONNECT_LIMIT_S):
        if address.transport is Transport.UDP:
            await loop.create_datagram_endpoint(lambda: connection, remote_addr=(address.host, address.port))
        elif address.transport is Transport.TCP:
            await loop.create_connection(lambda: connection, address.host, address.port)
        else:
            await loop.create_connection(
                lambda: connection,
                address.host,
                address.port,
                ssl=_context(address.ca_file),
                server_hostname=address.name,
            )
    return connection


def _context(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=authorities_file(ca_file))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
