"""RTP over UDP on the loopback (RFC 3550): packets in, packets out, one socket."""

import asyncio
import secrets
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass

from softphone.demo_pbx.sip.transport.tasks import Tasks
from softphone.demo_pbx.sip.transport.transport import Address, is_loopback

_HEADER = struct.Struct("!BBHII")
_MASK_32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class RtpPacket:
    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes

    @classmethod
    def parse(cls, data: bytes) -> "RtpPacket | None":
        """None for anything that is no RTP, RTCP included."""
        if len(data) < _HEADER.size:
            return None
        flags, kind, sequence, timestamp, ssrc = _HEADER.unpack_from(data)
        payload = _payload(data, flags)
        if flags >> 6 != 2 or 72 <= kind & 0x7F <= 76 or payload is None:
            return None
        return cls(kind & 0x7F, bool(kind & 0x80), sequence, timestamp, ssrc, payload)

    def __bytes__(self) -> bytes:
        kind = self.payload_type | (0x80 if self.marker else 0)
        return _HEADER.pack(0x80, kind, self.sequence, self.timestamp, self.ssrc) + self.payload


def _payload(data: bytes, flags: int) -> bytes | None:
    start = _HEADER.size + 4 * (flags & 0x0F)
    if flags & 0x10:
        if len(data) < start + 4:
            return None
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    end = len(data) - (data[-1] if flags & 0x20 else 0)
    return data[start:end] if start <= end else None


class RtpEndpoint(asyncio.DatagramProtocol):
    """The port is known at once; sending begins when the loop has taken the socket over."""

    def __init__(self, host: str, tasks: Tasks, received: Callable[[RtpPacket], None]) -> None:
        self._host = host
        self._received = received
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._socket.bind((host, 0))
        self._transport: asyncio.DatagramTransport | None = None
        self._remote: Address | None = None
        self._closed = False
        self._ssrc = secrets.randbits(32)
        self._sequence = secrets.randbits(15)
        tasks.spawn(self._attach())

    @property
    def port(self) -> int:
        return 0 if self._closed else int(self._socket.getsockname()[1])

    def aim(self, host: str, port: int) -> None:
        """A telephone may name the address of another interface; from here only the loopback is used."""
        self._remote = (host if is_loopback(host) else self._host, port)

    def send(self, payload_type: int, timestamp: int, payload: bytes, marker: bool = False) -> None:
        if self._transport is None or self._remote is None or not self._remote[1]:
            return
        self._sequence = (self._sequence + 1) & 0xFFFF
        packet = RtpPacket(payload_type, marker, self._sequence, timestamp & _MASK_32, self._ssrc, payload)
        self._transport.sendto(bytes(packet), self._remote)

    def close(self) -> None:
        self._closed = True
        if self._transport is not None:
            self._transport.close()
        else:
            self._socket.close()

    async def _attach(self) -> None:
        if self._closed:
            return
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=self._socket)
        self._transport = transport
        if self._closed:
            transport.close()

    def datagram_received(self, data: bytes, addr: Address) -> None:
        packet = RtpPacket.parse(data)
        if packet is not None and is_loopback(addr[0]):
            self._received(packet)

    def error_received(self, exc: Exception) -> None:
        """Ignores ICMP errors: SIP ends the call."""
