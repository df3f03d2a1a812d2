"""A called party of a few lines: rings properly, answers with damage, and rings again to show that it was read."""

import asyncio
import re
from collections.abc import Callable
from typing import cast

OFFER = "v=0\r\no=t 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
MEDIA = "m=audio 49170 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=sendrecv\r\n"


class RawCallee(asyncio.DatagramProtocol):
    """`damage` changes the octets of the answer to an INVITE."""

    def __init__(self, damage: Callable[[bytes], bytes]) -> None:
        self._damage = damage
        self.sent = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # In Python 3.11 the loop's transport does not derive from DatagramTransport.
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        method = data.split(b" ", 1)[0].decode("ascii", "replace")
        request = data.decode("utf-8", "replace")
        if method == "INVITE":
            self.sent = self._damage(_answer(request, "200 OK", OFFER + MEDIA))
            for answer in (_answer(request, "180 Ringing"), self.sent, _answer(request, "182 Queued")):
                self._send(answer, addr)
        elif method == "CANCEL":
            self._send(_answer(request, "200 OK"), addr)
            self._send(_answer(re.sub(r"(?im)^(CSeq:\s*\d+) CANCEL", r"\1 INVITE", request), "487 Gone"), addr)
        elif method not in ("ACK", "SIP/2.0"):
            self._send(_answer(request, "200 OK", more="Expires: 300\r\n"), addr)

    def _send(self, octets: bytes, addr: tuple[str, int]) -> None:
        port = self._transport.get_extra_info("sockname")[1]
        self._transport.sendto(octets.replace(b"{port}", b"%d" % port), addr)


def _answer(request: str, status: str, body: str = "", more: str = "") -> bytes:
    copied = "".join(f"{name}: {_header(request, name)}\r\n" for name in ("Via", "From", "Call-ID", "CSeq"))
    to = _header(request, "To")
    tagged = to if ";tag=" in to else f"{to};tag=t"
    typed = "Content-Type: application/sdp\r\n" if body else ""
    contact = _header(request, "Contact") if request.startswith("REGISTER") else "<sip:raw@127.0.0.1:{port}>"
    head = f"SIP/2.0 {status}\r\n{copied}To: {tagged}\r\nContact: {contact}\r\n{more}{typed}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def _header(message: str, name: str) -> str:
    found = re.search(rf"(?im)^{name}\s*:\s*(.*?)\r$", message)
    return found[1] if found else ""
