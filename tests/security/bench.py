"""A real engine at a registrar that challenges it, a caller through that registrar, and a stranger beside it."""

import asyncio
import contextlib
import re
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

from softphone.domain.account.account import Transport
from softphone.domain.telephone.events import EngineLost
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.hop import Hop, running_hop
from tests.integration.phones import Phone, account, phones
from tests.integration.sip_ua import Raw, sdp

LIMIT_S = 8.0
REALM = "pbx"
STRANGE_HOST = "127.0.0.9"
Address = tuple[str, int]


class DigestHop(Hop):
    """Challenges each REGISTER that has no digest yet; writes down where the engine sends from."""

    def __init__(self, transport: Transport = Transport.UDP, **more: Any) -> None:
        super().__init__(transport, **more)
        self.engine_at: Address = ("", 0)
        self.flows: list[Address] = []

    def from_engine(self, data: bytes, address: Address, connection: Any) -> None:
        self.engine_at = address
        if address not in self.flows:
            self.flows.append(address)
        if data.startswith(b"REGISTER ") and b"\nAuthorization: Digest" not in data:
            self._engine, self._engine_address = connection, address
            challenge = f'WWW-Authenticate: Digest realm="{REALM}", nonce="{secrets.token_hex(8)}", algorithm=MD5'
            self._to_engine(answer_to(Raw(data), "401 Unauthorized", challenge))
        else:
            super().from_engine(data, address, connection)


def answer_to(request: Raw, status: str, *more: str) -> bytes:
    lines = [f"{name}: {value}" for name in ("via", "from", "call-id", "cseq") for value in request.all(name)]
    to = request.get("to")
    lines += [f"To: {to}" if ";tag=" in to else f"To: {to};tag=r", *more, "Content-Length: 0", "", ""]
    return "\r\n".join([f"SIP/2.0 {status}", *lines]).encode()


class Speaker:
    """A bare UDP socket that sends what it likes to one address; `log`: what came back."""

    def __init__(self, to: Address, host: str = "127.0.0.1") -> None:
        self.to, self.log = to, list[Raw]()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, 0))
        self._socket.setblocking(False)
        self.at: Address = self._socket.getsockname()
        self.call_id, self.tag = secrets.token_hex(6), secrets.token_hex(4)

    def close(self) -> None:
        self._socket.close()

    def begin(self) -> None:
        """Another call."""
        self.call_id, self.tag = secrets.token_hex(6), secrets.token_hex(4)

    def send(self, data: bytes) -> None:
        self._socket.sendto(data, self.to)

    def request(
        self,
        method: str,
        *more: str,
        body: str = "",
        kind: str = "application/sdp",
        to: str = "<sip:alice@127.0.0.1>",
        cseq: int = 1,
        contact: str = "",
        from_: str = "<sip:bob@127.0.0.1>",
    ) -> bytes:
        host, port = self.at
        lines = [
            f"{method} sip:alice@127.0.0.1:{self.to[1]} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};rport;branch=z9hG4bK{secrets.token_hex(6)}",
            *(f"From: {from_};tag={self.tag}", f"To: {to}", f"Call-ID: {self.call_id}", f"CSeq: {cseq} {method}"),
            *("Max-Forwards: 70", f"Contact: {contact or f'<sip:bob@{host}:{port}>'}", *more),
            *([f"Content-Type: {kind}"] if body else []),
        ]
        return "\r\n".join([*lines, f"Content-Length: {len(body.encode())}", "", body]).encode()

    def say(self, method: str, *more: str, **fields: Any) -> None:
        self.send(self.request(method, *more, **fields))

    def invite(self, *more: str, **fields: Any) -> None:
        self.say("INVITE", *more, body=fields.pop("body", sdp()), **fields)

    async def until(self, fits: Callable[[Raw], bool]) -> Raw:
        """The next message of that kind."""
        async with asyncio.timeout(LIMIT_S):
            while True:
                self.log.append(Raw(await asyncio.get_running_loop().sock_recv(self._socket, 65536)))
                if fits(self.log[-1]):
                    return self.log[-1]

    async def status(self, status: int) -> Raw:
        return await self.until(lambda message: message.status == status)

    async def ping(self) -> int:
        """The status of an OPTIONS; what was sent before has been worked on then."""
        mark = secrets.token_hex(6)
        data = self.request("OPTIONS").replace(self.call_id.encode(), mark.encode())
        self.send(data)
        return (await self.until(lambda message: message.get("call-id") == mark and bool(message.status))).status

    def nothing_came(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            self.log.append(Raw(self._socket.recv(65536)))
        return not self.log


@contextlib.asynccontextmanager
async def stage(
    hop: Hop | None = None, options: EngineOptions | None = None, **fields: Any
) -> AsyncIterator[tuple[Phone, Any, Speaker]]:
    """A registered engine, its hop, and a caller through the hop; the engine must outlive the story."""
    with running_hop(hop or DigestHop()) as server:
        async with phones("alice", options=options or EngineOptions(audio=AudioMode.NULL)) as [alice]:
            await alice.register(replace(account("alice", server.server_port, server.transport), **fields), "secret")
            caller = Speaker(("127.0.0.1", server.port))
            try:
                yield alice, server, caller
            finally:
                caller.close()
            lost = [event for event in alice.events if isinstance(event, EngineLost)]
            assert not lost, "the engine ended"


@contextlib.contextmanager
def speaking(to: Address, host: str = STRANGE_HOST) -> Any:
    speaker = Speaker(to, host)
    try:
        yield speaker
    finally:
        speaker.close()


def carries_digest(messages: list[Raw]) -> bool:
    return any(re.match("(proxy-)?authorization", name) for message in messages for name, _ in message.fields)
