"""A small SIP telephone of its own for tests: raw text over UDP, TCP or TLS, no parser shared with the server."""

import asyncio
import hashlib
import re
import secrets
import ssl
from collections.abc import Callable
from pathlib import Path

LIMIT_S = 5.0


def sdp(port: int = 40000, direction: str = "sendrecv", payloads: str = "0 8 101", host: str = "127.0.0.1") -> str:
    return (
        f"v=0\r\no=ua 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\nm=audio {port} RTP/AVP {payloads}\r\n"
        f"a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na={direction}\r\n"
    )


class Raw:
    """One message as text."""

    def __init__(self, data: bytes) -> None:
        head, _, self.body = data.decode().partition("\r\n\r\n")
        self.start, *lines = head.split("\r\n")
        self.fields = [(name.strip().lower(), value.strip()) for name, _, value in (x.partition(":") for x in lines)]

    def get(self, name: str, default: str = "") -> str:
        return next((value for known, value in self.fields if known == name.lower()), default)

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.fields if known == name.lower()]

    @property
    def method(self) -> str:
        return "" if self.start.startswith("SIP/") else self.start.split(" ", 1)[0]

    @property
    def uri(self) -> str:
        return self.start.split(" ")[1]

    @property
    def status(self) -> int:
        return int(self.start.split(" ")[1]) if self.start.startswith("SIP/") else 0

    @property
    def cseq(self) -> str:
        return self.get("cseq")

    @property
    def branch(self) -> str:
        match = re.search(r"branch=([^;,\s]+)", self.get("via"))
        return match.group(1) if match else ""


def tag_of(value: str) -> str:
    match = re.search(r";tag=([^;\s]+)", value)
    return match.group(1) if match else ""


def uri_of(value: str) -> str:
    match = re.search(r"<([^>]*)>", value)
    return match.group(1) if match else value.split(";")[0].strip()


class _Stream(asyncio.Protocol):
    def __init__(
        self, got: Callable[[bytes], None], made: Callable[[asyncio.BaseTransport], None] = lambda _: None
    ) -> None:
        self.got, self.made, self.buffer, self.lost = got, made, b"", asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.made(transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            end = self.buffer.index(b"\r\n\r\n") + 4
            match = re.search(rb"(?i)\r\ncontent-length:\s*(\d+)", self.buffer[:end])
            total = end + (int(match.group(1)) if match else 0)
            if len(self.buffer) < total:
                return
            message, self.buffer = self.buffer[:total], self.buffer[total:]
            self.got(message)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, got: Callable[[bytes], None]) -> None:
        self.got = got

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.got(data)


class Ua:
    """One telephone. `log` holds all that was received."""

    def __init__(
        self, user: str, port: int, transport: str = "udp", password: str = "secret", ca: Path | None = None
    ):
        self.user, self.port, self.transport, self.password, self.ca = user, port, transport, password, ca
        self.domain = "pbx.example"
        self.log: list[Raw] = []
        self.calls: dict[str, UaCall] = {}
        self._incoming: asyncio.Queue[UaCall] = asyncio.Queue()
        self._requests: asyncio.Queue[Raw] = asyncio.Queue()
        self._waiting: dict[tuple[str, str], asyncio.Queue[Raw]] = {}
        self._register_call_id, self._register_cseq = secrets.token_hex(8), 0
        self._listener: asyncio.Server | None = None

    async def start(self) -> "Ua":
        loop = asyncio.get_running_loop()
        if self.transport == "udp":
            self._udp, _ = await loop.create_datagram_endpoint(
                lambda: _Datagrams(self._got), remote_addr=("127.0.0.1", self.port), local_addr=("127.0.0.1", 0)
            )
            self.local_port = self._udp.get_extra_info("sockname")[1]
            return self
        context = ssl.create_default_context(cafile=str(self.ca)) if self.transport == "tls" else None
        self._stream_transport, self._stream = await loop.create_connection(
            lambda: _Stream(self._got),
            "127.0.0.1",
            self.port,
            ssl=context,
            server_hostname="pbx.example" if context else None,
        )
        self.local_port = self._stream_transport.get_extra_info("sockname")[1]
        return self

    async def listen(self) -> None:
        """TCP only: also reachable at a port of its own, which becomes the Contact."""

        def accept() -> _Stream:
            self._stream = _Stream(self._got, self._accepted)
            return self._stream

        self._listener = await asyncio.get_running_loop().create_server(accept, "127.0.0.1", 0)
        self.local_port = self._listener.sockets[0].getsockname()[1]

    def _accepted(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._stream_transport = transport

    async def drop_connection(self) -> None:
        self._stream_transport.close()
        await asyncio.wait_for(self._stream.lost.wait(), LIMIT_S)

    async def stop(self) -> None:
        if self._listener is not None:
            self._listener.close()
        if self.transport == "udp":
            self._udp.close()
            await asyncio.sleep(0)
        else:
            self._stream_transport.close()
            await asyncio.wait_for(self._stream.lost.wait(), LIMIT_S)

    @property
    def contact(self) -> str:
        extra = "" if self.transport == "udp" else f";transport={self.transport}"
        return f"<sip:{self.user}@127.0.0.1:{self.local_port}{extra}>"

    def send_raw(self, data: bytes) -> None:
        if self.transport == "udp":
            self._udp.sendto(data)
        else:
            self._stream_transport.write(data)

    def via(self, branch: str = "") -> str:
        branch = branch or "z9hG4bK" + secrets.token_hex(6)
        return f"SIP/2.0/{self.transport.upper()} 127.0.0.1:{self.local_port};rport;branch={branch}"

    def send(self, start: str, fields: list[tuple[str, str]], body: str = "") -> None:
        lines = [start, *(f"{name}: {value}" for name, value in fields), f"Content-Length: {len(body.encode())}"]
        self.send_raw(("\r\n".join(lines) + "\r\n\r\n" + body).encode())

    def begin(self, method: str, uri: str, fields: list[tuple[str, str]], body: str = "") -> "asyncio.Queue[Raw]":
        """Sends a request with a fresh branch; the queue gets its responses."""
        branch = "z9hG4bK" + secrets.token_hex(6)
        queue: asyncio.Queue[Raw] = asyncio.Queue()
        self._waiting[branch, method] = queue
        self.send(f"{method} {uri} SIP/2.0", [("Via", self.via(branch)), ("Max-Forwards", "70"), *fields], body)
        return queue

    async def final(self, queue: "asyncio.Queue[Raw]") -> Raw:
        while True:
            response = await asyncio.wait_for(queue.get(), LIMIT_S)
            if response.status >= 200:
                return response

    def credentials(self, challenge: str, method: str, uri: str) -> str:
        realm, nonce = (re.findall(rf'{name}="([^"]*)"', challenge)[0] for name in ("realm", "nonce"))

        def md5(*parts: str) -> str:
            return hashlib.md5(":".join(parts).encode(), usedforsecurity=False).hexdigest()

        answer = md5(md5(self.user, realm, self.password), nonce, "00000001", "abc", "auth", md5(method, uri))
        return (
            f'Digest username="{self.user}", realm="{realm}", nonce="{nonce}", uri="{uri}", response="{answer}", '
            f'algorithm=MD5, cnonce="abc", qop=auth, nc=00000001'
        )

    async def ask(self, method: str, uri: str, more: list[tuple[str, str]], body: str = "") -> Raw:
        """A request outside any dialog, with its credentials on demand."""
        me, call_id, tag = f"<sip:{self.user}@{self.domain}>", secrets.token_hex(8), secrets.token_hex(4)
        fields = [("From", f"{me};tag={tag}"), ("To", f"<{uri}>"), ("Call-ID", call_id)]
        response = await self.final(self.begin(method, uri, [*fields, ("CSeq", f"1 {method}"), *more], body))
        if response.status != 407:
            return response
        proof = ("Proxy-Authorization", self.credentials(response.get("proxy-authenticate"), method, uri))
        return await self.final(self.begin(method, uri, [*fields, ("CSeq", f"2 {method}"), proof, *more], body))

    async def register(self, expires: int = 300, contact: str = "", user: str = "") -> Raw:
        uri = f"sip:{self.domain}"
        me = f"<sip:{user or self.user}@{self.domain}>"
        fields = [("From", f"{me};tag={secrets.token_hex(4)}"), ("To", me), ("Call-ID", self._register_call_id)]
        more = [("Contact", contact or self.contact), ("Expires", str(expires))]
        proof: list[tuple[str, str]] = []
        for _ in range(2):
            self._register_cseq += 1
            head = [*fields, ("CSeq", f"{self._register_cseq} REGISTER")]
            response = await self.final(self.begin("REGISTER", uri, [*head, *proof, *more]))
            if response.status != 401:
                break
            proof = [("Authorization", self.credentials(response.get("www-authenticate"), "REGISTER", uri))]
        return response

    async def invite(self, dialled: str, body: str = "", more: list[tuple[str, str]] | None = None) -> "UaCall":
        """An outgoing call, authenticated; returns when the second INVITE is out."""
        call = UaCall(self, f"sip:{dialled}@{self.domain}")
        self.calls[call.call_id] = call
        extra = [("Contact", self.contact), *(more or [])]
        first = await self.final(call.invite(body, extra))
        assert first.status == 407, first.start
        call.ack_refusal(first)
        proof = self.credentials(first.get("proxy-authenticate"), "INVITE", call.target)
        call.invite(body, [("Proxy-Authorization", proof), *extra])
        return call

    async def incoming(self) -> "UaCall":
        return await asyncio.wait_for(self._incoming.get(), LIMIT_S)

    def nothing_came(self) -> bool:
        return self._incoming.empty()

    async def request(self) -> Raw:
        """The next request outside a call, e.g. NOTIFY or MESSAGE; it was answered with 200."""
        return await asyncio.wait_for(self._requests.get(), LIMIT_S)

    def _got(self, data: bytes) -> None:
        if not data.strip():
            return
        message = Raw(data)
        self.log.append(message)
        if message.status:
            queue = self._waiting.get((message.branch, message.cseq.split()[1]))
            if queue is not None:
                queue.put_nowait(message)
            return
        self._got_request(message)

    def _got_request(self, message: Raw) -> None:
        call = self.calls.get(message.get("call-id"))
        if call is not None:
            call.got_request(message)
        elif message.method == "INVITE":
            call = UaCall.incoming(self, message)
            self.calls[call.call_id] = call
            self._incoming.put_nowait(call)
        else:
            self._requests.put_nowait(message)
            self.reply(message, 200, tag=secrets.token_hex(4))

    def reply(
        self, to: Raw, status: int, fields: list[tuple[str, str]] | None = None, body: str = "", tag: str = ""
    ) -> None:
        copied = [("Via", value) for value in to.all("via")]
        copied += [("Record-Route", value) for value in to.all("record-route")]
        target = to.get("to") + (f";tag={tag}" if tag and not tag_of(to.get("to")) else "")
        copied += [("From", to.get("from")), ("To", target), ("Call-ID", to.get("call-id")), ("CSeq", to.cseq)]
        typed = [("Content-Type", "application/sdp")] if body else []
        self.send(f"SIP/2.0 {status} X", [*copied, *(fields or []), *typed], body)


class UaCall:
    """One dialog of a telephone."""

    def __init__(self, ua: Ua, target: str) -> None:
        self.ua, self.target = ua, target
        self.call_id, self.tag, self.cseq = secrets.token_hex(8), secrets.token_hex(4), 0
        self.local = f"<sip:{ua.user}@{ua.domain}>;tag={self.tag}"
        self.remote = f"<{target}>"
        self.remote_target = target
        self._invited: Raw | None = None
        self.responses: asyncio.Queue[Raw] = asyncio.Queue()
        self._requests: dict[str, asyncio.Queue[Raw]] = {}
        self._branch = ""
        self.refused_by_cancel = False
        self.auto_answer: str | None = None

    @classmethod
    def incoming(cls, ua: Ua, message: Raw) -> "UaCall":
        call = cls(ua, uri_of(message.get("contact")))
        call.call_id, call._invited = message.get("call-id"), message
        call.local = f"{message.get('to')};tag={call.tag}"
        call.remote, call.remote_target = message.get("from"), call.target
        return call

    @property
    def invited(self) -> Raw:
        """The INVITE of an incoming call."""
        assert self._invited is not None
        return self._invited

    @property
    def dialog_fields(self) -> list[tuple[str, str]]:
        return [("From", self.local), ("To", self.remote), ("Call-ID", self.call_id)]

    # as the caller

    def invite(self, body: str, more: list[tuple[str, str]]) -> "asyncio.Queue[Raw]":
        self.cseq += 1
        typed = [("Content-Type", "application/sdp")] if body else []
        fields = [*self.dialog_fields, ("CSeq", f"{self.cseq} INVITE"), *more, *typed]
        self.responses = self.ua.begin("INVITE", self.target, fields, body)
        self._branch = next(key[0] for key, queue in self.ua._waiting.items() if queue is self.responses)
        return self.responses

    def ack_refusal(self, response: Raw) -> None:
        fields = [("Via", response.all("via")[0]), ("From", self.local), ("To", response.get("to"))]
        fields += [("Call-ID", self.call_id), ("CSeq", f"{response.cseq.split()[0]} ACK"), ("Max-Forwards", "70")]
        self.ua.send(f"ACK {self.target} SIP/2.0", fields)

    async def wait_for(self, status: int) -> Raw:
        """The next response with that status; a different final one fails the test."""
        while True:
            response = await asyncio.wait_for(self.responses.get(), LIMIT_S)
            if response.status == status:
                self._learn(response)
                return response
            assert response.status < 200, f"{response.start} instead of {status}"

    async def answered(self, ack_body: str = "") -> Raw:
        response = await self.wait_for(200)
        self.ack(response, ack_body)
        return response

    async def refused(self) -> Raw:
        response = await self.ua.final(self.responses)
        assert response.status >= 300, response.start
        self.ack_refusal(response)
        return response

    def _learn(self, response: Raw) -> None:
        if tag_of(response.get("to")):
            self.remote = response.get("to")
        if response.get("contact"):
            self.remote_target = uri_of(response.get("contact"))

    def ack(self, response: Raw, body: str = "") -> None:
        typed = [("Content-Type", "application/sdp")] if body else []
        number = response.cseq.split()[0]
        fields = [
            ("Via", self.ua.via()),
            ("Max-Forwards", "70"),
            *self.dialog_fields,
            ("CSeq", f"{number} ACK"),
            *typed,
        ]
        self.ua.send(f"ACK {self.remote_target} SIP/2.0", fields, body)

    async def cancel(self) -> Raw:
        via = self.ua.via(self._branch)
        fields = [("Via", via), ("Max-Forwards", "70"), *self.dialog_fields, ("CSeq", f"{self.cseq} CANCEL")]
        queue: asyncio.Queue[Raw] = asyncio.Queue()
        self.ua._waiting[self._branch, "CANCEL"] = queue
        self.ua.send(f"CANCEL {self.target} SIP/2.0", fields)
        return await self.ua.final(queue)

    # as the called side

    def ring(self) -> None:
        self._respond(180)

    def answer(self, body: str = "") -> None:
        self._respond(200, body=body or sdp())

    def reject(self, status: int, fields: list[tuple[str, str]] | None = None) -> None:
        self._respond(status, fields)

    def _respond(self, status: int, fields: list[tuple[str, str]] | None = None, body: str = "") -> None:
        own = [("Contact", self.ua.contact)]
        self.ua.reply(self.invited, status, own if fields is None else fields, body, self.tag)

    # both

    def got_request(self, message: Raw) -> None:
        if message.method == "CANCEL" and self._invited is not None:
            self.ua.reply(message, 200, tag=self.tag)
            self.reject(487)
        elif message.method in ("BYE", "NOTIFY"):
            self.ua.reply(message, 200)
        elif message.method == "INVITE" and self.auto_answer is not None:
            self.ua.reply(message, 200, [("Contact", self.ua.contact)], self.auto_answer)
        self._queue(message.method).put_nowait(message)

    def _queue(self, method: str) -> "asyncio.Queue[Raw]":
        return self._requests.setdefault(method, asyncio.Queue())

    async def next(self, method: str) -> Raw:
        return await asyncio.wait_for(self._queue(method).get(), LIMIT_S)

    def count(self, method: str) -> int:
        return self._queue(method).qsize()

    async def send(self, method: str, more: list[tuple[str, str]] | None = None, body: str = "") -> Raw:
        """A request in the dialog; an INVITE's 200 is acknowledged."""
        self.cseq += 1
        contact = [("Contact", self.ua.contact)] if method in ("INVITE", "UPDATE", "REFER") else []
        typed = [("Content-Type", "application/sdp")] if body and method in ("INVITE", "UPDATE") else []
        fields = [*self.dialog_fields, ("CSeq", f"{self.cseq} {method}"), *contact, *typed, *(more or [])]
        response = await self.ua.final(self.ua.begin(method, self.remote_target, fields, body))
        if method == "INVITE" and response.status < 300:
            self.ack(response)
        return response
