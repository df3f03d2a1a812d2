"""A nameserver on the loopback that knows what a test tells it, and counts what it is asked."""

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rrset


@dataclass
class DnsServer:
    """`zone`: (name, kind) -> texts of the records, as in a zone file."""

    address: tuple[str, int]
    zone: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    ttl_s: int = 60

    def answer(self, wire: bytes) -> bytes:
        query = dns.message.from_wire(wire)
        question = query.question[0]
        key = (question.name.to_text(omit_final_dot=True).lower(), question.rdtype.name)
        self.asked[key] += 1
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.RA
        if records := self.zone.get(key):
            reply.answer.append(dns.rrset.from_text(question.name, self.ttl_s, "IN", key[1], *records))
        elif not any(name == key[0] for name, _ in self.zone):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply.to_wire()


@contextlib.contextmanager
def dns_server() -> Iterator[DnsServer]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        server = DnsServer(listening.getsockname())
        thread = threading.Thread(target=_serve, args=(listening, server), daemon=True)
        thread.start()
        yield server
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stopping:
            stopping.sendto(b"", server.address)
        thread.join(5)


def _serve(listening: socket.socket, server: DnsServer) -> None:
    """Until an empty datagram."""
    while True:
        wire, asking = listening.recvfrom(4096)
        if not wire:
            return
        with contextlib.suppress(dns.exception.DNSException):
            listening.sendto(server.answer(wire), asking)
