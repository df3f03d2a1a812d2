"""The loopback between the gate and pjsip: two UDP sockets, each connected to the other where the system allows."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable
from typing import Any

from softphone.telephony.engine.own_sockets import datagram_sockets

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
RECEIVE_BUFFER = 1 << 20
NOTHING = b"\r\n\r\n"
"""A keep-alive of RFC 5626, which pjsip drops after it has read it."""


class PjsipSocket(asyncio.DatagramProtocol):
    """Fulfils `core.PjsipSide`. Connected, it gets no datagram of any other program."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        self._socket.setblocking(False)
        self._socket.bind((LOOPBACK, 0))
        self.port = int(self._socket.getsockname()[1])
        self.gate, self.pjsip = f"{LOOPBACK}:{self.port}", ""
        self._transport: asyncio.DatagramTransport | None = None
        self._on_message: Callable[[bytes], None] = lambda data: None

    async def meet(self, port: int, on_message: Callable[[bytes], None]) -> None:
        """Connects to pjsip's port and reads from there."""
        self.pjsip, self._on_message = f"{LOOPBACK}:{port}", on_message
        self._socket.connect((LOOPBACK, port))
        drain(self._socket)
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=self._socket)

    def send(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.sendto(data)

    def wake(self) -> None:
        """Ends pjsip's wait for events. From any thread; before `meet` and after `close` it does nothing."""
        with contextlib.suppress(OSError):
            self._socket.send(NOTHING)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()
        else:
            self._socket.close()

    def datagram_received(self, data: bytes, address: Any) -> None:
        if data.strip():
            self._on_message(data)

    def error_received(self, error: Exception) -> None:
        log.info("pjsip does not listen: %s", error)


def drain(connected: socket.socket) -> None:
    """Drops what others sent before the socket was connected: it is still queued."""
    connected.setblocking(False)
    with contextlib.suppress(OSError):
        while connected.recv(65536):
            pass


def connect_pjsip(pjsip_port: int, gate_port: int) -> bool:
    """Connects pjsip's own socket to the gate, so that no other local program reaches it; False where it cannot be.

    Linux only: macOS refuses `sendto` with an address on a connected socket, and Windows has no list of descriptors.
    There pjsip's socket hears the loopback (docs/security.md).
    """
    for copy in datagram_sockets(pjsip_port):
        if copy.getsockname()[0] == LOOPBACK:
            copy.connect((LOOPBACK, gate_port))
            drain(copy)
            return True
    return False
