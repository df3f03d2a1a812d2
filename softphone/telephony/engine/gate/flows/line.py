"""A line: an account's way to its hop. The hop can be turned; dialogs keep their line."""

import asyncio
import contextlib
import ipaddress
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from softphone.domain.account.account import CallSource, SecurityAgreement, Transport
from softphone.telephony.engine.gate.flows import tls
from softphone.telephony.engine.gate.flows.flow import Flow, FlowTarget, open_flow
from softphone.telephony.engine.gate.flows.stream_beside import LARGEST_DATAGRAM, StreamBeside
from softphone.telephony.engine.gate.rules.agreement import FlowAgreement
from softphone.telephony.engine.gate.wire.message import WireMessage
from softphone.telephony.engine.gate.wire.values import SipUri, Via, host_port, param, uri_of

log = logging.getLogger(__name__)

MOST_ROUTES = 20


class NetworkPeer(Protocol):
    """Whom messages come from and go to: the hop of a line, or (where that is allowed) somebody else."""

    @property
    def name(self) -> str: ...

    @property
    def transport(self) -> Transport: ...

    @property
    def agreement(self) -> FlowAgreement: ...

    @property
    def is_open(self) -> bool: ...

    @property
    def is_platform(self) -> bool:
        """Whether identities, transfers and messages from here are believed."""

    @property
    def flow_number(self) -> int:
        """0 over UDP, which has no connections."""

    @property
    def own_address(self) -> str:
        """Our "host:port" on this flow."""

    @property
    def contact_address(self) -> str:
        """Our "host:port" as the other side can reach it."""

    @property
    def source(self) -> tuple[str, int]: ...

    def send(self, data: bytes) -> None: ...

    def fail(self, why: str) -> None:
        """Ends a stream on which something else than SIP came; datagrams stand for themselves."""


@dataclass(frozen=True, slots=True)
class LineConfig:
    """`routes`: the Route headers of opening requests as long as the registrar names none.

    `keep_alive_s` 0: never. `allowed`: addresses that may call besides the hop, with `accepts` LISTED.
    """

    name: str
    target: FlowTarget
    routes: tuple[str, ...] = ()
    agreement: SecurityAgreement = SecurityAgreement.OFF
    accepts: CallSource = CallSource.PLATFORM
    allowed: tuple[str, ...] = ()
    keep_alive_s: float = 0.0


class LineOwner(Protocol):
    def next_flow_number(self) -> int: ...

    def on_flow_opened(self, line: "Line") -> None: ...

    def on_flow_lost(self, line: "Line", flow: int, why: str) -> None: ...

    async def on_flow_refused(self, line: "Line", error: Exception) -> None:
        """The connection could not be made."""

    def on_stream_lost(self, line: "Line", flow: int, why: str) -> None:
        """The TCP connection beside a UDP line."""

    def on_received(self, line: "Line", data: bytes, source: tuple[str, int]) -> None: ...


class Line:
    """Fulfils `NetworkPeer` for the hop. On the gate's loop only."""

    def __init__(self, config: LineConfig, owner: LineOwner) -> None:
        self.config, self.name = config, config.name
        self.agreement = FlowAgreement(config.agreement)
        self.realm: str | None = None
        self.was_heard = False
        """Whether anything came over the present flow."""
        self._owner = owner
        self._flow: Flow | None = None
        self._service_routes: tuple[str, ...] = ()
        self._seen = self._own = ""
        self._told = ""
        self._opening: asyncio.Task[None] | None = None
        self._waiting: list[tuple[Callable[[], None], Callable[[str], None]]] = []
        self._keep_alive: asyncio.Task[None] | None = None
        self.stream = StreamBeside(self._on_message, lambda number, why: owner.on_stream_lost(self, number, why))

    # ------------------------------------------------------------ NetworkPeer

    @property
    def transport(self) -> Transport:
        return self.config.target.transport

    @property
    def is_open(self) -> bool:
        return self._flow is not None and self._flow.is_open

    @property
    def is_platform(self) -> bool:
        return True

    @property
    def flow_number(self) -> int:
        return self._flow.number if self._flow is not None and self.transport is not Transport.UDP else 0

    @property
    def own_address(self) -> str:
        return self._own

    @property
    def contact_address(self) -> str:
        return self._seen or self._own

    @property
    def source(self) -> tuple[str, int]:
        return self._flow.peer if self._flow is not None else (self.config.target.host, self.config.target.port)

    @property
    def flow(self) -> Flow | None:
        return self._flow

    def send(self, data: bytes) -> None:
        if self._flow is not None:
            self._flow.send(data)

    def has_stream_for(self, size: int) -> bool:
        """Whether a request of that size goes over TCP; over UDP the first large one prepares that."""
        if self.transport is not Transport.UDP or size <= LARGEST_DATAGRAM or self._flow is None:
            return False
        self.stream.prepare(self.config.target, self._owner.next_flow_number())
        return self.stream.is_open

    def fail(self, why: str) -> None:
        if self._flow is not None and self.transport is not Transport.UDP:
            self._flow.fail(why)

    # ------------------------------------------------------------ hop and flow

    def turn(self, config: LineConfig) -> bool:
        """Goes on with another hop or other settings; True when the flow had to go."""
        moved = replace(config, routes=()) != replace(self.config, routes=())
        if config.target != self.config.target:
            self._service_routes, self.realm = (), None
        self.config = config
        if moved:
            self.agreement = FlowAgreement(config.agreement)
            self.drop()
        return moved

    def drop(self, at_once: bool = False) -> None:
        """Leaves the flow; the next request opens another."""
        flow, self._flow = self._flow, None
        self._seen = self._own = self._told = ""
        if self._keep_alive is not None:
            self._keep_alive.cancel()
        self.stream.close(at_once)
        if flow is not None:
            flow.close(at_once)
        if self._opening is not None:
            self._opening.cancel()
            self._opened("given up")

    def when_open(self, go: Callable[[], None], fail: Callable[[str], None]) -> None:
        """Runs `go` once the flow stands, `fail` with the reason if it cannot be made."""
        self._waiting.append((go, fail))
        if self._opening is None:
            self._opening = asyncio.get_running_loop().create_task(self._open())

    async def _open(self) -> None:
        self._opened(await self._try_to_open())

    def _opened(self, why: str) -> None:
        """`why` empty: the flow stands."""
        self._opening, waiting, self._waiting = None, self._waiting, []
        for go, fail in waiting:
            fail(why) if why else go()

    async def _try_to_open(self) -> str:
        """The reason of a failure, empty when the flow stands."""
        number, target = self._owner.next_flow_number(), self.config.target
        try:
            target = await _with_address(target)
            flow = await open_flow(target, lambda: self._flow_to(target, number))
        except (OSError, tls.TlsSettingsError) as error:
            await self._owner.on_flow_refused(self, error)
            return str(error) or type(error).__name__
        if not flow.is_open:
            await self._owner.on_flow_refused(self, ConnectionResetError(flow.end))
            return flow.end
        self._flow, self.was_heard = flow, False
        self._own = host_port(*_local_address(target, flow))
        self._seen = self._told = ""
        self.agreement.reset()
        if self.config.keep_alive_s:
            self._keep_alive = asyncio.get_running_loop().create_task(self._keep_it_alive(flow))
        self._owner.on_flow_opened(self)
        return ""

    def _flow_to(self, target: FlowTarget, number: int) -> Flow:
        return Flow(target, number, self._on_message, lambda why: self._on_lost(number, why))

    async def _keep_it_alive(self, flow: Flow) -> None:
        """Sends keep-alives for NATs and firewalls (RFC 5626 section 4.4)."""
        while flow.is_open:
            await asyncio.sleep(self.config.keep_alive_s)
            flow.keep_alive()

    def _on_message(self, data: bytes, source: tuple[str, int]) -> None:
        self.was_heard = True
        self._owner.on_received(self, data, source)

    def _on_lost(self, number: int, why: str) -> None:
        if self._flow is not None and self._flow.number == number:
            self._flow = None
            if self._keep_alive is not None:
                self._keep_alive.cancel()
            self._owner.on_flow_lost(self, number, why)

    # ------------------------------------------------------------ what the registrar says

    def opening_routes(self, method: str) -> list[str]:
        """The routes of a request outside any dialog; REGISTER keeps the configured ones."""
        return list(self.config.routes if method == "REGISTER" or not self._service_routes else self._service_routes)

    def learn(self, response: WireMessage, realms: tuple[str, ...]) -> bool:
        """Reads an answer to REGISTER; True when it was told another Contact than the one we can be reached at."""
        if realms:
            self.realm = realms[0]
        if response.status == 200:
            self._service_routes = usable_routes(response.listed("service-route"))
        via = Via.read(next(iter(response.listed("via")), ""))
        if via is not None:
            self._seen = self._seen_address(via)
        changed = response.status == 200 and self._told != "" and self._told != self.contact_address
        self._told = self.contact_address if changed else self._told
        return changed

    def told(self) -> None:
        """A REGISTER with the present contact address goes out."""
        self._told = self.contact_address

    def _seen_address(self, via: Via) -> str:
        """Our address as the server sees it (RFC 3581), empty where it is the one we know."""
        host, _, port = self._own.rpartition(":")
        received, rport = param(via.rest, "received") or "", param(via.rest, "rport") or ""
        if not (_is_address(received) or not received) or not (rport.isdigit() or not rport):
            return self._seen
        seen = host_port(received or host, int(rport or port))
        return "" if seen == self._own else seen


def usable_routes(values: list[str]) -> tuple[str, ...]:
    """Route entries that a request can follow; anything but sip and sips URIs is left out."""
    uris = [uri_of(value) for value in values[:MOST_ROUTES]]
    return tuple(f"<{uri}>" for uri in uris if SipUri.read(uri) is not None)


async def _with_address(target: FlowTarget) -> FlowTarget:
    """An unconnected socket needs the hop's address to know its datagrams."""
    if target.connected or _is_address(target.host):
        return target
    found = await asyncio.get_running_loop().getaddrinfo(target.host, target.port, type=socket.SOCK_DGRAM)
    return replace(target, host=str(found[0][4][0]))


def _local_address(target: FlowTarget, flow: Flow) -> tuple[str, int]:
    """The flow's own address; for a socket bound to any, the one that the system uses towards the hop."""
    if not ipaddress.ip_address(flow.local[0].partition("%")[0]).is_unspecified:
        return flow.local
    family = socket.AF_INET6 if ":" in target.host else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((target.host, target.port))
        return str(probe.getsockname()[0]), flow.local[1]
    return flow.local


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True
