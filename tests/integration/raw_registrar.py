"""A registrar on one UDP socket that writes down every datagram and answers as a test tells it."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class RawRegistrar:
    """`status` and `more` make the answer to REGISTER; `outer` is the sender's address in the Via.

    `calls`: the answer to INVITE, empty for none. `listed` makes the Contact lines of an answer from the one we sent.
    """

    listening: socket.socket
    status: str = "200 OK"
    more: tuple[str, ...] = ("Expires: 300",)
    outer: tuple[str, int] | None = None
    silent: bool = False
    calls: str = ""
    listed: Callable[[str], tuple[str, ...]] = lambda contact: (contact,)
    received: list[bytes] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def address(self) -> tuple[str, int]:
        host, port = self.listening.getsockname()[:2]
        return str(host), int(port)

    def texts(self, method: str) -> list[str]:
        return [data.decode() for data in self.received if data.startswith(method.encode())]

    def until(self, fact: Callable[[], bool], limit_s: float = 12.0) -> None:
        with self.changed:
            assert self.changed.wait_for(fact, limit_s), f"not so after {len(self.received)} datagrams"

    def serve(self) -> None:
        """Until an empty datagram."""
        while True:
            data, sender = self.listening.recvfrom(65536)
            if not data:
                return
            with self.changed:
                self.received.append(data)
                self.changed.notify_all()
            if data.startswith(b"REGISTER") and not self.silent:
                self.listening.sendto(self._answer(data.decode(), sender, self.status), sender)
            elif data.startswith(b"INVITE") and self.calls:
                self.listening.sendto(self._answer(data.decode(), sender, self.calls), sender)

    def _answer(self, request: str, sender: tuple[str, int], status: str) -> bytes:
        host, port = self.outer or sender[:2]
        kept = [x for x in request.split("\r\n") if re.match(r"(?i)(via|from|to|call-id|cseq|contact):", x)]
        kept = [y for x in kept for y in (self.listed(x) if x.lower().startswith("contact:") else (x,))]
        lines = [x.replace(";rport", f";received={host};rport={port}") for x in kept]
        tagged = [f"{x};tag=r" if x.lower().startswith("to:") else x for x in lines]
        return "\r\n".join([f"SIP/2.0 {status}", *tagged, *self.more, "Content-Length: 0", "", ""]).encode()


def raw_registrar(host: str = "127.0.0.1", **answers: Any) -> Iterator[RawRegistrar]:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind((host, 0))
        registrar = RawRegistrar(listening, **answers)
        thread = threading.Thread(target=registrar.serve, daemon=True)
        thread.start()
        yield registrar
        listening.sendto(b"", listening.getsockname())
        thread.join(5)
