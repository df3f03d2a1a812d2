"""A peer that speaks bytes: sends what no SIP stack would send, and reads only the status of what comes back."""

import contextlib
import re
import secrets
import socket
from types import TracebackType

from softphone.domain.account.account import Transport

PING_LIMIT_S = 6.0
BIGGEST = 65536


class RawPeer:
    """`answers_to` sends one message and a well-formed OPTIONS, whose answer ends the wait."""

    def __init__(self, our_port: int, transport: Transport) -> None:
        self._our_port = our_port
        self.transport = transport
        self._socket = self._connected()
        self._buffer = b""

    def __enter__(self) -> "RawPeer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None:
        self._socket.close()

    @property
    def port(self) -> int:
        port: int = self._socket.getsockname()[1]
        return port

    @property
    def via(self) -> str:
        return f"SIP/2.0/{self.transport.name} 127.0.0.1:{self.port};branch=z9hG4bK{secrets.token_hex(6)}"

    def answers_to(self, message: bytes) -> list[int]:
        """Statuses of what came back before the engine answered the OPTIONS, which has a flow of its own over TCP."""
        self._send(message)
        mark = secrets.token_hex(6)
        if self.transport is Transport.UDP:
            self._send(self._options(mark))
            found = self._until(mark)
            self.reconnect()  # an answer that nobody acknowledged comes again
            return found
        with RawPeer(self._our_port, self.transport) as other:
            other._send(other._options(mark))
            other._until(mark)
        found = self._what_is_there()
        self.reconnect()
        return found

    def _what_is_there(self) -> list[int]:
        self._socket.setblocking(False)
        with contextlib.suppress(BlockingIOError, ConnectionError):
            while data := self._socket.recv(BIGGEST):
                self._buffer += data
        return [int(status) for status in re.findall(rb"^SIP/2.0 (\d+) ", self._buffer, re.MULTILINE)]

    def send(self, message: bytes) -> None:
        self._send(message)

    def reconnect(self) -> None:
        self._socket.close()
        self._socket, self._buffer = self._connected(), b""

    def _connected(self) -> socket.socket:
        kind = socket.SOCK_DGRAM if self.transport is Transport.UDP else socket.SOCK_STREAM
        made = socket.socket(socket.AF_INET, kind)
        made.settimeout(PING_LIMIT_S)
        made.bind(("127.0.0.1", 0))
        made.connect(("127.0.0.1", self._our_port))
        return made

    def _send(self, message: bytes) -> None:
        self._socket.sendall(message)

    def _options(self, mark: str) -> bytes:
        return (
            f"OPTIONS sip:alice@127.0.0.1:{self._our_port} SIP/2.0\r\nVia: {self.via};rport\r\nMax-Forwards: 70\r\n"
            f"From: <sip:ping@127.0.0.1>;tag={mark}\r\nTo: <sip:alice@127.0.0.1>\r\nCall-ID: ping-{mark}\r\n"
            "CSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
        ).encode()

    def _until(self, mark: str) -> list[int]:
        found: list[int] = []
        while True:
            data = self._message()
            start, _, head = data.partition("\r\n")
            if not start.startswith("SIP/2.0 "):
                continue
            status = int(start.split()[1])
            if f"ping-{mark}" in head:
                assert status == 200, start
                return found
            found.append(status)

    def _message(self) -> str:
        if self.transport is Transport.UDP:
            return self._received().decode("utf-8", "replace")
        while b"\r\n\r\n" not in self._buffer:
            self._buffer += self._received()
        head, _, rest = self._buffer.partition(b"\r\n\r\n")
        length = next(
            (int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length")), 0
        )
        while len(rest) < length:
            rest += self._received()
        self._buffer = rest[length:]
        return head.decode("utf-8", "replace")

    def _received(self) -> bytes:
        try:
            data = self._socket.recv(BIGGEST)
        except TimeoutError:
            raise AssertionError("the engine does not answer OPTIONS any more") from None
        if not data and self.transport is not Transport.UDP:
            raise ConnectionResetError("closed by the engine")
        return data
