"""A caller of bare sockets: sends an INVITE straight to a telephone and notes when what comes back.

One thread and one select over both sockets, so that the times do not depend on a scheduler; any RTP is sent back.
"""

import secrets
import select
import socket
import time
from collections.abc import Callable

import numpy as np

from tests.integration.sip_ua import Raw, uri_of

LIMIT_S = 8.0
AUDIBLE = 500.0
CALLER = "+4915228817386"
LEADER = "lea.muster"


class SilentError(RuntimeError):
    """The telephone did not answer as it should have."""


class RawCaller:
    """One call at a time. All times are those of time.monotonic, in seconds."""

    def __init__(self, domain: str) -> None:
        self._domain = domain
        self._sip, self._rtp = _socket(), _socket()

    def close(self) -> None:
        self._sip.close()
        self._rtp.close()

    def invite(self, contact: str) -> "RawCall":
        """A call diverted from a leader, as the platform sends it; each with an RTP port of its own."""
        self._rtp.close()
        self._rtp = _socket()
        call = RawCall(self, uri_of(contact))
        call.invite()
        return call

    @property
    def domain(self) -> str:
        return self._domain

    @property
    def sip_port(self) -> int:
        return int(self._sip.getsockname()[1])

    @property
    def rtp_port(self) -> int:
        return int(self._rtp.getsockname()[1])

    def send(self, text: str, target: tuple[str, int]) -> float:
        data = text.encode()
        before_s = time.monotonic()
        self._sip.sendto(data, target)
        return before_s

    def receive(self, call: "RawCall", wait_s: float) -> None:
        ready, _, _ = select.select([self._sip, self._rtp], [], [], wait_s)
        now_s = time.monotonic()
        if self._rtp in ready:
            packet, source = self._rtp.recvfrom(4096)
            self._rtp.sendto(packet, source)
            call.heard(packet, now_s)
        if self._sip in ready:
            data, source = self._sip.recvfrom(65535)
            call.got(Raw(data), source, now_s)


class RawCall:
    """`responses` holds the first time of each status; `first_rtp_s` and `audible_rtp_s` are 0 before they come."""

    def __init__(self, caller: RawCaller, target: str) -> None:
        self._caller, self._target = caller, target
        host, _, port = target.partition("@")[2].partition(";")[0].partition(":")
        self._address = (host, int(port or 5060))
        self._call_id, self._tag, self._branch = (secrets.token_hex(8) for _ in range(3))
        self._to = f"<{target}>"
        self._cseq = 0
        self.sent_s = 0.0
        self.responses: dict[tuple[str, int], float] = {}
        self.first_rtp_s = self.audible_rtp_s = 0.0
        self.packets = 0

    def invite(self) -> None:
        body = (
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {self._caller.rtp_port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n"
        )
        diverted = f"Diversion: <sip:{LEADER}@{self._caller.domain}>;reason=unconditional\r\n"
        self.sent_s = self._request("INVITE", diverted + "Content-Type: application/sdp\r\n", body)

    def _request(self, method: str, more: str = "", body: str = "") -> float:
        if method not in ("ACK", "CANCEL"):
            self._cseq += 1
        branch = self._branch if method in ("INVITE", "CANCEL") else secrets.token_hex(8)
        here = f"127.0.0.1:{self._caller.sip_port}"
        head = (
            f"{method} {self._target} SIP/2.0\r\nVia: SIP/2.0/UDP {here};rport;branch=z9hG4bK{branch}\r\n"
            f'Max-Forwards: 70\r\nFrom: "Erika Mustermann" <sip:{CALLER}@{self._caller.domain}>;tag={self._tag}\r\n'
            f"To: {self._to}\r\nCall-ID: {self._call_id}\r\nCSeq: {self._cseq} {method}\r\n"
            f"Contact: <sip:{CALLER}@{here}>\r\n{more}Content-Length: {len(body)}\r\n\r\n"
        )
        return self._caller.send(head + body, self._address)

    def got(self, message: Raw, source: tuple[str, int], now_s: float) -> None:
        if message.method:
            self._reply(message, source)
            return
        method = message.cseq.split()[1]
        self.responses.setdefault((method, message.status), now_s)
        if method == "INVITE" and message.status >= 200:
            self._acknowledge(message)

    def _acknowledge(self, message: Raw) -> None:
        """With the INVITE's branch for a refusal, with a new one for an answer."""
        if message.status >= 300:
            self._to, branch = message.get("to"), self._branch
        else:
            self._to, branch = message.get("to"), secrets.token_hex(8)
        here = f"127.0.0.1:{self._caller.sip_port}"
        self._caller.send(
            f"ACK {self._target} SIP/2.0\r\nVia: SIP/2.0/UDP {here};rport;branch=z9hG4bK{branch}\r\n"
            f"Max-Forwards: 70\r\nFrom: {message.get('from')}\r\nTo: {self._to}\r\nCall-ID: {self._call_id}\r\n"
            f"CSeq: {message.cseq.split()[0]} ACK\r\nContent-Length: 0\r\n\r\n",
            self._address,
        )

    def _reply(self, message: Raw, source: tuple[str, int]) -> None:
        if message.method == "ACK":
            return
        via = "".join(f"Via: {value}\r\n" for value in message.all("via"))
        copied = "".join(f"{name}: {message.get(name)}\r\n" for name in ("From", "To", "Call-ID", "CSeq"))
        self._caller.send(f"SIP/2.0 200 OK\r\n{via}{copied}Content-Length: 0\r\n\r\n", source)

    def heard(self, packet: bytes, now_s: float) -> None:
        self.packets += 1
        self.first_rtp_s = self.first_rtp_s or now_s
        if not self.audible_rtp_s and _level(packet[12:]) > AUDIBLE:
            self.audible_rtp_s = now_s

    def until(self, what: str, fact: Callable[[], object], limit_s: float = LIMIT_S) -> None:
        end = time.monotonic() + limit_s
        while not fact():
            left_s = end - time.monotonic()
            if left_s <= 0:
                raise SilentError(f"no {what}; responses: {sorted(self.responses)}")
            self._caller.receive(self, min(left_s, 0.2))

    def ringing(self) -> float:
        """Seconds from the INVITE to its 180."""
        self.until("180", lambda: ("INVITE", 180) in self.responses)
        return self.responses["INVITE", 180] - self.sent_s

    def talk(self, stop: Callable[[], bool], limit_s: float) -> None:
        """Send back what comes until told to stop."""
        self.until("end of the talk", stop, limit_s)

    @property
    def call_id(self) -> str:
        return self._call_id

    @property
    def is_over(self) -> bool:
        """Whether the telephone has given a final answer."""
        return any(method == "INVITE" and status >= 200 for method, status in self.responses)

    def withdraw(self) -> None:
        """Sends CANCEL and waits for nothing."""
        self._request("CANCEL")

    def cancel(self) -> None:
        self.withdraw()
        self.until("487", lambda: ("INVITE", 487) in self.responses)

    def hang_up(self) -> None:
        self._request("BYE")
        self.until("200 to BYE", lambda: ("BYE", 200) in self.responses)


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    return made


def _level(ulaw: bytes) -> float:
    """Mean size of the samples of a G.711 µ-law payload."""
    codes = ~np.frombuffer(ulaw, np.uint8)
    sizes = (((codes & 0x0F).astype(int) << 3) + 0x84 << ((codes >> 4) & 0x07).astype(int)) - 0x84
    return float(np.mean(sizes)) if len(sizes) else 0.0
