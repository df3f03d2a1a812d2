"""An engine in a call, under damaged requests of that call and under damaged sound."""

import asyncio
import contextlib
import random
import re
import secrets
import socket
from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, HangUp, Reject
from softphone.domain.telephone.events import CallAnswered, CallEnded, IncomingCall
from tests.fuzz.effort import LONG
from tests.fuzz.mutations import damaged_by_chance
from tests.integration.phones import about
from tests.interop.raw_peer import RawPeer
from tests.interop.sipp import Bench, raw_calls

pytestmark = [pytest.mark.peer, pytest.mark.timeout(120 + LONG // 5)]
SHORT = 20
SEED = 20260802
DECLINED = 603
SDP = (
    "v=0\r\no=t 1 {version} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio {media} RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na={direction}\r\n"
)
REQUESTS = (
    ("INVITE", "Content-Type: application/sdp\r\n", SDP),
    ("UPDATE", "Content-Type: application/sdp\r\n", SDP),
    ("INVITE", "Session-Expires: 90;refresher=uas\r\nSupported: timer\r\n", ""),
    ("INFO", "Content-Type: application/dtmf-relay\r\n", "Signal=5\r\nDuration=160\r\n"),
    ("NOTIFY", "Event: refer\r\nSubscription-State: active\r\nContent-Type: message/sipfrag\r\n", "SIP/2.0 200 OK"),
    ("NOTIFY", "Event: talk\r\nSubscription-State: active\r\n", ""),
    ("REFER", "Refer-To: <sip:x@127.0.0.1:9?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>\r\n", ""),
    ("MESSAGE", "Content-Type: text/plain\r\n", "Guten Tag"),
    ("PRACK", "RAck: 1 1 INVITE\r\n", ""),
    ("OPTIONS", "", ""),
)
MEDIA_PIECES = (b"\x00", b"\xff" * 4, b"\x80\xc8\x00\x06", b"\x90")


class RawCall:
    """One call from a bare socket; its SDP names `media`, a port that is not read."""

    def __init__(self, our_port: int, media: int) -> None:
        self._our_port, self._media = our_port, media
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.connect(("127.0.0.1", our_port))
        self._socket.settimeout(8)
        self.id, self._tag, self._cseq = secrets.token_hex(6), secrets.token_hex(4), 0
        self._to = "<sip:alice@127.0.0.1>"
        self.their_media = 0

    def close(self) -> None:
        self._socket.close()

    def finish(self) -> None:
        """The engine hangs up; its BYE is answered, whatever else comes before it."""
        while not (data := self._socket.recv(65536)).startswith(b"BYE "):
            pass
        text = data.decode("utf-8", "replace")
        copied = [re.search(rf"(?im)^{name}:.*?\r$", text) for name in ("Via", "From", "To", "Call-ID", "CSeq")]
        lines = "".join(f"{found[0]}\n" for found in copied if found)
        self._socket.send(f"SIP/2.0 200 OK\r\n{lines}Content-Length: 0\r\n\r\n".encode())

    def is_told_by(self, event: IncomingCall) -> bool:
        return event.invite.sip_call_id == self.id

    def begin(self) -> None:
        self._socket.send(self.request("INVITE", "Content-Type: application/sdp\r\n", SDP))

    def answered(self) -> bool:
        """False: refused, as more calls came in a second than are taken."""
        while True:
            text = self._socket.recv(65536).decode("utf-8", "replace")
            if re.match("SIP/2.0 [3-6]", text):
                return False
            if text.startswith("SIP/2.0 200"):
                (self._to,) = re.findall(r"(?im)^To:\s*(.*?)\r$", text)
                self.their_media = int(re.findall(r"m=audio (\d+)", text)[0])
                self._socket.send(self.request("ACK", "", ""))
                return True

    def send(self, octets: bytes) -> None:
        with contextlib.suppress(OSError):
            self._socket.send(octets)

    def request(self, method: str, more: str, body: str) -> bytes:
        self._cseq += method != "ACK"
        port = self._socket.getsockname()[1]
        direction = ("sendrecv", "sendonly", "inactive")[self._cseq % 3] if self._cseq > 1 else "sendrecv"
        body = body.replace("{version}", str(self._cseq)).replace("{media}", str(self._media))
        body = body.replace("{direction}", direction)
        return (
            f"{method} sip:alice@127.0.0.1:{self._our_port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};rport;"
            f"branch=z9hG4bK{secrets.token_hex(6)}\r\nMax-Forwards: 70\r\nFrom: <sip:f@127.0.0.1>;tag={self._tag}\r\n"
            f"To: {self._to}\r\nCall-ID: {self.id}\r\nCSeq: {self._cseq} {method}\r\n"
            f"Contact: <sip:f@127.0.0.1:{port}>\r\n{more}Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()


async def a_call(bench: Bench) -> tuple[RawCall, CallKey]:
    while True:
        bench.alice.mark()
        call = RawCall(bench.our_port, 40000)
        call.begin()
        key = (await bench.alice.wait(IncomingCall, call.is_told_by)).key
        bench.alice.send(Answer(key))
        if await asyncio.to_thread(call.answered):
            await bench.alice.wait(CallAnswered, about(key))
            return call, key
        call.close()


async def ended(bench: Bench, call: RawCall, key: CallKey) -> None:
    """A damaged BYE may have ended it before."""
    if bench.alice.seen(CallEnded, lambda e: e.key == key) is None:
        bench.alice.send(HangUp(key))
        with contextlib.suppress(TimeoutError):
            await asyncio.to_thread(call.finish)
        await bench.alice.wait(CallEnded, lambda e: e.key == key, limit_s=40)
    call.close()


def test_damaged_requests_inside_a_call(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        chance, came = random.Random(SEED), list[CallKey]()
        bench.alice.client.subscribe(lambda e: came.append(e.key) if isinstance(e, IncomingCall) else None)
        with RawPeer(bench.our_port, Transport.UDP) as peer:
            for number in range((LONG or SHORT) // 10):
                call, key = await a_call(bench)
                for _ in range(10):
                    octets = damaged_by_chance(call.request(*chance.choice(REQUESTS)), chance)
                    call.send(octets)
                    await alive(bench, peer, f"call {number}: {octets!r}")
                    others = [other for other in came if other != key]  # a damaged To makes another call
                    bench.alice.send(*(Reject(other, DECLINED) for other in others))
                    came.clear()
                await ended(bench, call, key)

    raw_calls(tmp_path, story, Transport.UDP)


async def alive(bench: Bench, peer: RawPeer, told: str) -> None:
    try:
        await asyncio.to_thread(peer.answers_to, b"\r\n\r\n")
    except (AssertionError, OSError) as error:
        raise AssertionError(f"{told}: {error}") from error


def test_damaged_sound_inside_a_call(tmp_path: Path) -> None:
    """RTP, RTCP and telephone events, whole and damaged, to both ports."""

    async def story(bench: Bench) -> None:
        chance = random.Random(SEED)
        call, key = await a_call(bench)
        pid = bench.alice.client.pid
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
            RawPeer(bench.our_port, Transport.UDP) as peer,
        ):
            for number in range((LONG or SHORT) * 20):
                octets = damaged_by_chance(
                    packet(number, chance), chance, (b"\x00", b"\xff" * 4, b"\x80\xc8\x00\x06", b"\x90")
                )
                sender.sendto(octets[:1400], ("127.0.0.1", call.their_media + chance.randint(0, 1)))
                if number % 50 == 0:
                    await alive(bench, peer, f"packet {number}")
        assert bench.alice.client.pid == pid
        await ended(bench, call, key)

    raw_calls(tmp_path, story, Transport.UDP)


def packet(number: int, chance: random.Random) -> bytes:
    kind = chance.choice((8, 8, 101, 13, 200, 201, 202, 203, 127))
    head = bytes([chance.choice((0x80, 0x80, 0x90, 0xA0, 0x8F)), kind]) + number.to_bytes(2, "big")
    head += (number * 160).to_bytes(4, "big") + b"\x12\x34\x56\x78"
    body = {101: bytes([chance.randrange(256), chance.randrange(256), 0, 160])}.get(kind, chance.randbytes(160))
    return head + body
