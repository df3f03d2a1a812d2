"""Order of an account's servers: RFC 3263 (NAPTR, SRV) and RFC 2782 (priority, weight); pure."""

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from softphone.domain.account.account import Transport

NAPTR_SERVICES = {Transport.UDP: "SIP+D2U", Transport.TCP: "SIP+D2T", Transport.TLS: "SIPS+D2T"}
SRV_PREFIXES = {Transport.UDP: "_sip._udp.", Transport.TCP: "_sip._tcp.", Transport.TLS: "_sips._tcp."}
DEFAULT_PORTS = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}


@dataclass(frozen=True, slots=True)
class NaptrRecord:
    order: int
    preference: int
    flags: str
    service: str
    replacement: str


@dataclass(frozen=True, slots=True)
class SrvRecord:
    priority: int
    weight: int
    port: int
    target: str


@dataclass(frozen=True, slots=True)
class Server:
    """A server; `host` is an address, or a name where a certificate is checked against it."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class LookupResult:
    """Servers in the order to try them; empty where the DNS names none."""

    servers: tuple[Server, ...]
    ttl_s: float


@dataclass(frozen=True, slots=True)
class Question:
    """What to look up for an account; with a port only addresses are looked up (RFC 3263 section 4.2)."""

    host: str
    port: int | None
    transport: Transport

    @property
    def needs_asking(self) -> bool:
        """False for addresses and names of the loopback."""
        name = self.host.strip("[]").lower().rstrip(".")
        if not name or name == "localhost" or name.endswith(".localhost"):
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return True
        return False


def srv_name(host: str, transport: Transport, records: Iterable[NaptrRecord]) -> str:
    """The SRV name from the best NAPTR record of this transport, else the standard name."""
    service = NAPTR_SERVICES[transport]
    fitting = [r for r in records if r.flags.lower() == "s" and r.service.upper() == service and r.replacement]
    best = min(fitting, key=lambda r: (r.order, r.preference), default=None)
    return best.replacement.rstrip(".") if best is not None else SRV_PREFIXES[transport] + host


def in_order(records: Iterable[SrvRecord], chance: Callable[[], float]) -> tuple[SrvRecord, ...]:
    """By priority; within one at random by weight. A target of "." means there is no such service."""
    left = sorted((r for r in records if r.target.rstrip(".")), key=lambda r: (r.priority, r.weight != 0))
    ordered: list[SrvRecord] = []
    while left:
        chosen = _by_weight([r for r in left if r.priority == left[0].priority], chance())
        left.remove(chosen)
        ordered.append(chosen)
    return tuple(ordered)


def _by_weight(same: Sequence[SrvRecord], chance: float) -> SrvRecord:
    """Records without weight come first, so that they are chosen too, but rarely (RFC 2782)."""
    mark, running = chance * sum(r.weight for r in same), 0
    for record in same:
        running += record.weight
        if running >= mark:
            return record
    return same[-1]


def may_vouch(target: str, domains: Iterable[str]) -> bool:
    """Over TLS a server's own name is trusted only within the account's domain.

    DNS is not signed: a forged record could lead to a stranger with a good certificate (RFC 5922 section 4).
    """
    name = target.rstrip(".").lower()
    return any(name == d.lower() or name.endswith(f".{d.lower()}") for d in domains if d)


@dataclass(frozen=True, slots=True)
class ServerList:
    """The servers in order and the current one; `stale_at_s`: when to look them up again."""

    servers: tuple[Server, ...]
    stale_at_s: float
    position: int = 0

    @property
    def current(self) -> Server:
        return self.servers[self.position]

    @property
    def is_preferred(self) -> bool:
        return self.position == 0

    def after_failure(self) -> "ServerList | None":
        """The list with the next server current; None after the last one."""
        return replace(self, position=self.position + 1) if self.position + 1 < len(self.servers) else None

    def from_the_start(self) -> "ServerList":
        return replace(self, position=0)

    def renewed(self, fresh: "ServerList") -> "ServerList":
        """Keeps the current server if still listed; else the first one is current."""
        if self.current in fresh.servers:
            return replace(fresh, position=fresh.servers.index(self.current))
        return fresh
