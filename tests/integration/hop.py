"""The account's own server for callers that are none: takes the engine's REGISTER and hands calls through, both ways.

A caller connects to `port` (datagrams, or a TCP connection) and speaks with the engine as the platform would.
"""

import asyncio
import contextlib
import re
import ssl
import threading
from collections.abc import Iterator
from typing import Any, TypeVar

from softphone.domain.account.account import Transport

_LENGTH = re.compile(rb"(?im)^(?:content-length|l)\s*:\s*(\d+)")
_SENT_BY = re.compile(rb"(?im)^(?:via|v)\s*:\s*SIP\s*/\s*2\.0\s*/\s*\w+\s+[^\s;,:]+:(\d+)")
_CALL_ID = re.compile(rb"(?im)^(?:call-id|i)\s*:\s*(\S+)")
_COPIED = re.compile(rb"(?im)^(?:via|from|to|call-id|cseq|contact):[^\r\n]*")
REGISTER_LIMIT_S = 5.0


class Hop:
    """`server_port` is where the engine registers."""

    def __init__(self, transport: Transport, tls: ssl.SSLContext | None = None) -> None:
        self.transport, self._tls = transport, tls
        self.port = self.server_port = 0
        self._engine: Any = None
        self._engine_address: tuple[str, int] | None = None
        self._callers: dict[int, Any] = {}
        self._calls: dict[bytes, int] = {}
        self._last = 0
        self._server: Any = None
        self._listener: Any = None
        self.registered = threading.Event()
        self.seen: list[bytes] = []

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        if self.transport is Transport.UDP:
            self._server, _ = await loop.create_datagram_endpoint(
                lambda: _Datagrams(self.from_engine), local_addr=("127.0.0.1", 0)
            )
            self._listener, _ = await loop.create_datagram_endpoint(
                lambda: _Datagrams(self.from_caller), local_addr=("127.0.0.1", 0)
            )
            self.server_port = self._server.get_extra_info("sockname")[1]
            self.port = self._listener.get_extra_info("sockname")[1]
            return
        self._server = await loop.create_server(lambda: _Stream(self.from_engine), "127.0.0.1", 0, ssl=self._tls)
        self._listener = await loop.create_server(lambda: _Stream(self.from_caller, whole=False), "127.0.0.1", 0)
        self.server_port = self._server.sockets[0].getsockname()[1]
        self.port = self._listener.sockets[0].getsockname()[1]

    async def close(self) -> None:
        for open_ in (self._server, self._listener, self._engine, *self._callers.values()):
            if open_ is not None:
                open_.close()
        for _ in range(3):  # asyncio closes a socket some turns after the call
            await asyncio.sleep(0)

    def from_engine(self, data: bytes, address: tuple[str, int], connection: Any) -> None:
        self._engine, self._engine_address = connection, address
        self.seen.append(data)
        if data.startswith(b"REGISTER "):
            lines = [line for line in _COPIED.findall(data)]
            lines = [line + b";tag=hop" if line.lower().startswith(b"to:") else line for line in lines]
            self._to_engine(
                b"\r\n".join([b"SIP/2.0 200 OK", *lines, b"Expires: 300", b"Content-Length: 0", b"", b""])
            )
            self.registered.set()
        elif data.strip():
            self._to_caller(data)

    def from_caller(self, data: bytes, address: tuple[str, int], connection: Any) -> None:
        self._last = address[1]
        self._callers[address[1]] = connection
        if (call := _CALL_ID.search(data)) is not None:
            self._calls[call[1]] = address[1]
        self._to_engine(data)

    def _to_engine(self, data: bytes) -> None:
        if self.transport is Transport.UDP:
            self._server.sendto(data, self._engine_address)
        elif self._engine is not None:
            self._engine.write(data)

    def _to_caller(self, data: bytes) -> None:
        """A response to the place in its Via, a request to the caller of that call."""
        via, call = _SENT_BY.search(data), _CALL_ID.search(data)
        port = int(via[1]) if via is not None and data.startswith(b"SIP/2.0 ") else 0
        if port not in self._callers:
            port = self._calls.get(call[1] if call is not None else b"", self._last)
        if self.transport is Transport.UDP:
            self._listener.sendto(data, ("127.0.0.1", port))
        elif port in self._callers:
            self._callers[port].write(data)


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, got: Any) -> None:
        self._got, self._transport = got, None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        self._got(data, address, self._transport)


class _Stream(asyncio.Protocol):
    """`whole`: cut into messages; else handed on as it comes."""

    def __init__(self, got: Any, whole: bool = True) -> None:
        self._got, self._whole, self._buffer = got, whole, b""
        self._transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        address = self._transport.get_extra_info("peername")[:2]
        if not self._whole:
            self._got(data, address, self._transport)
            return
        self._buffer = (self._buffer + data).lstrip(b"\r\n")
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._buffer[:end])
            size = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < size:
                return
            message, self._buffer = self._buffer[:size], self._buffer[size:]
            self._got(message, address, self._transport)


H = TypeVar("H", bound=Hop)


@contextlib.contextmanager
def running_hop(made: H) -> Iterator[H]:
    """In a thread of its own, so that a blocking test can speak through it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(made.open(), loop).result(REGISTER_LIMIT_S)
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(made.close(), loop).result(REGISTER_LIMIT_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(REGISTER_LIMIT_S)
        loop.close()


@contextlib.contextmanager
def hop(transport: Transport = Transport.UDP, tls: ssl.SSLContext | None = None) -> Iterator[Hop]:
    with running_hop(Hop(transport, tls)) as made:
        yield made
