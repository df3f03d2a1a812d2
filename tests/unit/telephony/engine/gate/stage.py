"""The gate without sockets: a line, a visitor and pjsip's side that write down what is sent to them."""

from collections.abc import Callable

from softphone.domain.account.account import CallSource, SecurityAgreement, Transport
from softphone.telephony.engine.gate.core import GateCore
from softphone.telephony.engine.gate.events import GateEvent
from softphone.telephony.engine.gate.flows.flow import Flow, FlowTarget
from softphone.telephony.engine.gate.flows.line import Line, LineConfig
from softphone.telephony.engine.gate.flows.visitors import Visitor
from softphone.telephony.engine.gate.inward import Inward
from softphone.telephony.engine.gate.outward import Outward
from softphone.telephony.engine.gate.wire.message import WireMessage, parse
from softphone.telephony.engine.gate.wire.values import uri_of
from tests.unit.telephony.engine.gate.messages import request

OWN, HOP = "192.0.2.1:5060", ("192.0.2.9", 5060)
GATE, PJSIP = "127.0.0.1:5", "127.0.0.1:6"


class Owner:
    def next_flow_number(self) -> int:
        return 1

    def on_flow_opened(self, line: Line) -> None: ...

    def on_flow_lost(self, line: Line, flow: int, why: str) -> None: ...

    async def on_flow_refused(self, line: Line, error: Exception) -> None: ...

    def on_stream_lost(self, line: Line, flow: int, why: str) -> None: ...

    def on_received(self, line: Line, data: bytes, source: tuple[str, int]) -> None: ...


class FakeLine(Line):
    """Open, with `number` as its connection over TCP and TLS."""

    def __init__(
        self, transport: Transport, agreement: SecurityAgreement, routes: tuple[str, ...] = (), name: str = "f1"
    ) -> None:
        target = FlowTarget(transport, *HOP)
        super().__init__(LineConfig(name, target, routes, agreement, CallSource.ANYONE), Owner())
        self.out: list[bytes] = []
        self.open, self.number = True, 1
        self._own = OWN
        self.waiting: list[tuple[Callable[[], None], Callable[[str], None]]] = []

    @property
    def is_open(self) -> bool:
        return self.open

    @property
    def flow_number(self) -> int:
        return 0 if self.transport is Transport.UDP else self.number

    @property
    def source(self) -> tuple[str, int]:
        return HOP

    def send(self, data: bytes) -> None:
        self.out.append(data)

    def has_stream_for(self, size: int) -> bool:
        return False

    def when_open(self, go: Callable[[], None], fail: Callable[[str], None]) -> None:
        self.waiting.append((go, fail))


class VisitorFlow(Flow):
    def __init__(self) -> None:
        super().__init__(FlowTarget(Transport.UDP, "", 0), 0, lambda data, source: None, lambda why: None)
        self.out: list[bytes] = []
        self.is_open = True

    def send(self, data: bytes, to: tuple[str, int] | None = None) -> None:
        self.out.append(data)


class FakePjsip:
    gate, pjsip = GATE, PJSIP

    def __init__(self) -> None:
        self.out: list[bytes] = []

    def send(self, data: bytes) -> None:
        self.out.append(data)


class Core(GateCore):
    clock = 1000.0

    def now_s(self) -> float:
        return self.clock


class Stage:
    """`network` and `pjsip` hand a message in and return what the gate sent to pjsip, or to the network."""

    def __init__(
        self,
        transport: Transport = Transport.UDP,
        agreement: SecurityAgreement = SecurityAgreement.OFF,
        routes: tuple[str, ...] = (),
    ) -> None:
        self.inner = FakePjsip()
        self.events: list[GateEvent] = []
        self.later: list[tuple[float, Callable[[], None]]] = []
        self.core = Core(
            self.inner,
            self.events.append,
            lambda *told: None,
            lambda after, work: self.later.append((after, work)),
        )
        self.line = FakeLine(transport, agreement, routes)
        self.core.lines[self.line.name] = self.line
        self.inward, self.outward = Inward(self.core), Outward(self.core)
        self.visitor_flow = VisitorFlow()
        self.visitor = Visitor("v1", self.visitor_flow, ("198.51.100.3", 5060), OWN)

    def network(self, message: WireMessage, line: FakeLine | None = None) -> list[WireMessage]:
        self.inward.on_message(line or self.line, parse(message.encode()), {})
        return self.to_pjsip()

    def visit(self, message: WireMessage) -> list[WireMessage]:
        self.inward.on_message(self.visitor, parse(message.encode()), {})
        return self.to_pjsip()

    def pjsip(self, message: WireMessage) -> list[WireMessage]:
        self.outward.on_message(parse(message.encode()))
        return self.to_network()

    def to_pjsip(self) -> list[WireMessage]:
        """Sent since the last look."""
        found, self.inner.out = [parse(data) for data in self.inner.out], []
        return found

    def to_network(self) -> list[WireMessage]:
        found, self.line.out = [parse(data) for data in self.line.out], []
        return found

    def to_visitor(self) -> list[WireMessage]:
        found, self.visitor_flow.out = [parse(data) for data in self.visitor_flow.out], []
        return found


def ours(method: str, *more: str, branch: str = "z9hG4bKin", route: str = "f1", **fields: str | int) -> WireMessage:
    """A request of pjsip's: its own Via and Contact, and the gate's route."""
    values: dict[str, str] = {"uri": "sip:bob@pbx.example", "from_": "<sip:alice@pbx.example>;tag=o"}
    values |= {"to": "<sip:bob@pbx.example>", "call_id": "o1"}
    cseq = int(fields.pop("cseq", 1))
    values |= {key: str(value) for key, value in fields.items()}
    via = f"SIP/2.0/UDP {PJSIP};rport;branch={branch}"
    routes = [f"Route: <sip:{route}@{GATE};lr>"] if route else []
    return request(method, *routes, f"Contact: <sip:alice@{PJSIP}>", *more, via=via, cseq=cseq, **values)


def dialog_route(message: WireMessage) -> str:
    """The name that pjsip uses for the dialog of a message that it got."""
    (route,) = message.all("record-route")
    return uri_of(route).removeprefix("sip:").partition("@")[0]
