"""DNS lookup of an account's servers (NAPTR, SRV, addresses); blocks, so `server_lookup` runs it on a thread."""

import logging
import random
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import dns.exception
import dns.rdatatype
import dns.resolver
from dns.rdtypes.IN.NAPTR import NAPTR
from dns.rdtypes.IN.SRV import SRV

from softphone.domain.account.account import Transport
from softphone.domain.account.server_list import (
    DEFAULT_PORTS,
    LookupResult,
    NaptrRecord,
    Question,
    Server,
    SrvRecord,
    in_order,
    may_vouch,
    srv_name,
)
from softphone.telephony.engine.gate.flows.next_hop import is_ipv6

log = logging.getLogger(__name__)

LIFETIME_S = 4.0
MOST_SERVERS = 10
"""Looked up at the same time; more is no list of servers."""
SHORTEST_TTL_S, LONGEST_TTL_S = 30.0, 3600.0


class _NoAnswerError(Exception):
    """No nameserver answered."""


class DnsLookup:
    """`nameservers` empty: the system's. The system resolves names to addresses, its hosts file included."""

    def __init__(
        self,
        nameservers: tuple[tuple[str, int], ...],
        chance: Callable[[], float] = random.random,
        lifetime_s: float = LIFETIME_S,
    ) -> None:
        self._nameservers = nameservers
        self._lifetime_s = lifetime_s
        self._chance = chance

    def find(self, question: Question, domains: Iterable[str]) -> LookupResult | None:
        """None when no nameserver answered; the previous result then stays valid."""
        try:
            return self._find(question, domains)
        except _NoAnswerError as error:
            log.info("no answer about %s: %s", question.host, error)
            return None

    def _find(self, question: Question, domains: Iterable[str]) -> LookupResult:
        if question.port is not None:
            return LookupResult(self._resolved(question.host, question.port, question.transport), SHORTEST_TTL_S)
        records, ttl_s = self._srv(question)
        if not records:
            port = DEFAULT_PORTS[question.transport]
            return LookupResult(self._resolved(question.host, port, question.transport), ttl_s)
        names = [r for r in in_order(records, self._chance) if self._is_trusted(r.target, question, domains)]
        with ThreadPoolExecutor(MOST_SERVERS) as pool:
            resolved = list(
                pool.map(lambda r: self._resolved(r.target, r.port, question.transport), names[:MOST_SERVERS])
            )
        return LookupResult(_prefer_ipv4(server for servers in resolved for server in servers), ttl_s)

    def _srv(self, question: Question) -> tuple[tuple[SrvRecord, ...], float]:
        resolver = self._resolver()
        naptr = self._naptr(resolver, question.host)
        chain = [
            NaptrRecord(r.order, r.preference, _text(r.flags), _text(r.service), r.replacement.to_text())
            for r in naptr
            if isinstance(r, NAPTR)
        ]
        found, ttl_s = self._ask(resolver, srv_name(question.host, question.transport, chain), dns.rdatatype.SRV)
        records = (SrvRecord(r.priority, r.weight, r.port, r.target.to_text()) for r in found if isinstance(r, SRV))
        return tuple(records), ttl_s

    def _naptr(self, resolver: dns.resolver.Resolver, host: str) -> tuple[object, ...]:
        """No answer counts as no record: some home routers drop NAPTR queries, and SRV still works there."""
        try:
            return self._ask(resolver, host, dns.rdatatype.NAPTR, self._lifetime_s / 2)[0]
        except _NoAnswerError:
            return ()

    def _resolver(self) -> dns.resolver.Resolver:
        """A new resolver each time: the system's nameservers change with the network."""
        try:
            resolver = dns.resolver.Resolver(configure=not self._nameservers)
        except dns.resolver.NoResolverConfiguration as error:
            raise _NoAnswerError(str(error)) from error
        if self._nameservers:
            resolver.nameservers = [address for address, _ in self._nameservers]
            resolver.nameserver_ports = dict(self._nameservers)
        resolver.lifetime = self._lifetime_s
        return resolver

    @staticmethod
    def _ask(
        resolver: dns.resolver.Resolver, name: str, kind: dns.rdatatype.RdataType, lifetime_s: float | None = None
    ) -> tuple[tuple[object, ...], float]:
        try:
            answer = resolver.resolve(name, kind, search=False, lifetime=lifetime_s)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return (), SHORTEST_TTL_S
        except dns.exception.DNSException as error:
            raise _NoAnswerError(str(error)) from error
        ttl_s = float(answer.rrset.ttl) if answer.rrset is not None else SHORTEST_TTL_S
        return tuple(answer), min(LONGEST_TTL_S, max(SHORTEST_TTL_S, ttl_s))

    @staticmethod
    def _is_trusted(target: str, question: Question, domains: Iterable[str]) -> bool:
        trusted = question.transport is not Transport.TLS or may_vouch(target, (question.host, *domains))
        if not trusted:
            log.warning("the DNS names %s for %s, in another domain: not used over TLS", target, question.host)
        return trusted

    @staticmethod
    def _resolved(host: str, port: int, transport: Transport) -> tuple[Server, ...]:
        """Addresses; over TLS the name, which the certificate is checked against.

        IPv6 addresses only where there are no others: the sound needs IPv4 (docs/decisions/0015).
        """
        name = host.rstrip(".")
        addresses = _addresses(name, socket.AF_INET)
        if not addresses and (out_of_reach := _addresses(name, socket.AF_INET6)):
            return tuple(Server(address, port) for address in out_of_reach)
        return tuple(Server(host, port) for host in ((name,) if transport is Transport.TLS else addresses))


def _text(octets: bytes) -> str:
    """A damaged record is no reason to do without the others."""
    return octets.decode("ascii", "replace")


def _addresses(name: str, family: socket.AddressFamily) -> tuple[str, ...]:
    try:
        known = socket.getaddrinfo(name, None, family, socket.SOCK_DGRAM)
    except OSError as error:
        log.info("no %s address of %s: %s", family.name, name, error)
        return ()
    return tuple(dict.fromkeys(str(place[4][0]) for place in known))


def _prefer_ipv4(servers: Iterable[Server]) -> tuple[Server, ...]:
    """Without IPv6 servers, unless there are no others."""
    unique = tuple(dict.fromkeys(servers))
    return tuple(server for server in unique if not is_ipv6(server.host)) or unique
