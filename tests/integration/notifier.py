"""A hand-made notifier on a loopback UDP port: says exactly what a test tells it to, independent of all parsers."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import cast

LIMIT_S = 8.0
Address = tuple[str, int]


@dataclass(frozen=True)
class Heard:
    """One request or answer as it came."""

    text: str
    source: Address

    @property
    def method(self) -> str:
        return self.text.split(" ", 1)[0]

    def get(self, name: str) -> str:
        found = re.search(rf"^{name}:[ \t]*(.*?)\r?$", self.text, re.IGNORECASE | re.MULTILINE)
        return found[1] if found else ""

    @property
    def from_tag(self) -> str:
        found = re.search(r"tag=([^;\s]+)", self.get("From"))
        return found[1] if found else ""


@dataclass
class Notifier(asyncio.DatagramProtocol):
    """`answer` decides the status line and extra header lines for each SUBSCRIBE; answers to NOTIFY are kept."""

    answer: Callable[["Notifier", Heard], None] = lambda server, request: server.grant(request)
    subscribes: list[Heard] = field(default_factory=list)
    answers: list[Heard] = field(default_factory=list)
    last_words: list[int] = field(default_factory=list)
    port: int = 0
    _sequence: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, address: Address) -> None:
        heard = Heard(data.decode(), address)
        if heard.method == "SUBSCRIBE":
            self.subscribes.append(heard)
            self.answer(self, heard)
        elif heard.method.startswith("SIP/"):
            self.answers.append(heard)
        self._changed.set()

    async def until(self, fact: Callable[[], object]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not fact():
                self._changed.clear()
                await self._changed.wait()

    def reply(self, request: Heard, status: str, *lines: str) -> None:
        to = request.get("To")
        to = to if "tag=" in to else f"{to};tag=notifier"
        kept = [f"{name}: {request.get(name)}" for name in ("Via", "From", "Call-ID", "CSeq")]
        self._send(request.source, [f"SIP/2.0 {status}", *kept, f"To: {to}", *lines], "")

    def grant(self, request: Heard, expires_s: int = 600) -> None:
        """An unsubscribing watcher gets a last NOTIFY, as RFC 6665 requires."""
        contact = f"Contact: <sip:notifier@127.0.0.1:{self.port}>"
        self.reply(request, "200 OK", f"Expires: {expires_s}", contact)
        if request.get("Expires") == "0":
            self.last_words.append(self.notify(request, state="terminated;reason=timeout"))

    def notify(
        self,
        subscribe: Heard,
        body: str = "",
        state: str = "active;expires=600",
        kind: str = "application/dialog-info+xml",
        tag: str = "notifier",
    ) -> int:
        """The CSeq it got."""
        self._sequence += 1
        lines = [
            f"NOTIFY sip:watcher@127.0.0.1:{subscribe.source[1]} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch=z9hG4bKn{self._sequence}",
            f"From: {subscribe.get('To').partition(';')[0]};tag={tag}",
            f"To: {subscribe.get('From')}",
            f"Call-ID: {subscribe.get('Call-ID')}",
            f"CSeq: {self._sequence} NOTIFY",
            f"Event: {subscribe.get('Event')}",
            f"Subscription-State: {state}",
            f"Contact: <sip:notifier@127.0.0.1:{self.port}>",
            f"Content-Type: {kind}",
        ]
        self._send(subscribe.source, lines, body)
        return self._sequence

    async def status_of(self, sequence: int) -> str:
        """How the watcher answered that NOTIFY."""
        await self.until(lambda: [a for a in self.answers if a.get("CSeq") == f"{sequence} NOTIFY"])
        return next(a.text for a in self.answers if a.get("CSeq") == f"{sequence} NOTIFY").split(" ")[1]

    def _send(self, to: Address, lines: list[str], body: str) -> None:
        text = "\r\n".join([*lines, f"Content-Length: {len(body.encode())}", "", body])
        self.transport.sendto(text.encode(), to)


def dialog_info(version: int, *dialogs: str, state: str = "full") -> str:
    head = f'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="{state}"'
    return f'{head} entity="sip:lea@pbx.example">{"".join(dialogs)}</dialog-info>'


def call(name: str, state: str, direction: str = "recipient") -> str:
    return f'<dialog id="{name}" direction="{direction}"><state>{state}</state></dialog>'


@contextlib.asynccontextmanager
async def notifier(answer: Callable[[Notifier, Heard], None] | None = None) -> AsyncIterator[Notifier]:
    server = Notifier() if answer is None else Notifier(answer)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: server, local_addr=("127.0.0.1", 0))
    try:
        yield server
    finally:
        transport.close()
