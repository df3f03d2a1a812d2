"""The gate's thread: lines, the socket to pjsip, and the order in which messages pass."""

import asyncio
import contextlib
import logging
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from softphone.domain.account.account import CallSource, Transport
from softphone.domain.certificates import CertificateReport
from softphone.peer_certificate import describe_der, inspect_certificate
from softphone.telephony.engine.gate.core import GateCore
from softphone.telephony.engine.gate.events import FlowLost, FlowOpened, GateEvent
from softphone.telephony.engine.gate.flows import tls
from softphone.telephony.engine.gate.flows.line import Line, LineConfig, NetworkPeer
from softphone.telephony.engine.gate.flows.pjsip_socket import PjsipSocket
from softphone.telephony.engine.gate.flows.visitors import Visitors
from softphone.telephony.engine.gate.guest import Guest
from softphone.telephony.engine.gate.inward import Inward
from softphone.telephony.engine.gate.outward import Outward, connection_fault
from softphone.telephony.engine.gate.rules.request_rules import RefusedError
from softphone.telephony.engine.gate.tables import SentRequest
from softphone.telephony.engine.gate.wire import sdp
from softphone.telephony.engine.gate.wire.message import DamagedMessageError, WireMessage, parse
from softphone.telephony.engine.gate.wire.values import host_port

log = logging.getLogger(__name__)

SWEEP_S = 5.0
NAME_LIMIT_S = 2.0
MOST_HELD = 50
START_LIMIT_S = 5.0
CLOSING_TURNS = 3
"""asyncio closes a socket one or two turns after the call."""
RETIRED_AFTER_S = 35.0
"""A transaction ends within 32 s (RFC 3261 timer F)."""
WRONG_NAME = 62
"""OpenSSL's X509_V_ERR_HOSTNAME_MISMATCH."""

Trace = Callable[[str], None]


class Gate:
    """`start` and what follows are called from the engine's thread; all else runs on the gate's loop."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._events: queue.SimpleQueue[GateEvent] = queue.SimpleQueue()
        self._loop = asyncio.SelectorEventLoop()  # Windows' own loop cannot send on connected UDP sockets
        self._thread = threading.Thread(target=self._run, name="gate", daemon=True)
        self._inner = PjsipSocket()
        self._core = GateCore(self._inner, self._post, self._write_trace, self._loop.call_later)
        self._outward, self._inward = Outward(self._core), Inward(self._core)
        self._visitors = Visitors(self._on_visitor, self.next_flow_number)
        self._held: dict[str, list[tuple[NetworkPeer, WireMessage]]] = {}
        self._names = ThreadPoolExecutor(2, thread_name_prefix="gate-names")
        self._flows = self._lines = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._guests: list[Guest] = []

    # ------------------------------------------------------------ from the engine's thread

    @property
    def port(self) -> int:
        return self._inner.port

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def start(self, pjsip_port: int) -> None:
        self._thread.start()
        self._call(self._inner.meet(pjsip_port, self._on_pjsip))

    def set_line(self, config: LineConfig) -> str:
        """The route by which pjsip reaches that line; one that exists is turned to the new hop."""
        self._call(self._set_line(config))
        return self._core.route_of(config.name).strip("<>")

    def retire_line(self, name: str) -> None:
        """The line goes once the last answers to its account may have come."""
        self._loop.call_soon_threadsafe(self._loop.call_later, RETIRED_AFTER_S, self._end_line, name)

    def next_line_number(self) -> int:
        self._lines += 1
        return self._lines

    def contact_address(self, name: str) -> str:
        """Our "host:port" as that line's Contact names it, empty without a flow."""
        line = self._core.lines.get(name)
        return line.contact_address if line is not None else ""

    def drop_flows(self, numbers: frozenset[int] | None = None) -> None:
        """Leaves these connections, None: every flow; the next request opens another."""
        self._loop.call_soon_threadsafe(self._drop_flows, numbers)

    def events(self) -> list[GateEvent]:
        """What happened since the last call."""
        found = []
        while not self._events.empty():
            found.append(self._events.get())
        return found

    def wake(self) -> None:
        """Ends the engine's wait inside pjsip. From any thread."""
        self._inner.wake()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._call(self._end())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(START_LIMIT_S)
        self._names.shutdown(wait=False, cancel_futures=True)

    def _call(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(START_LIMIT_S)

    # ------------------------------------------------------------ the loop

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._spawn(self._sweep())
        try:
            self._loop.run_forever()
        finally:
            self._loop.close()

    def _post(self, event: GateEvent) -> None:
        self._events.put(event)
        self.wake()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S)
            self._core.sweep()

    async def _set_line(self, config: LineConfig) -> None:
        line = self._core.lines.get(config.name)
        if line is None:
            line = self._core.lines[config.name] = Line(config, self)
        elif line.turn(config):
            self._fail_pending(line, "another server")
            self._tell_guests(line, "another server")
        local = config.target.local
        if (
            config.accepts is not CallSource.PLATFORM
            and config.target.transport is Transport.TCP
            and local is not None
        ):
            await self._visitors.listen(line, local[0], local[1])

    def _drop_flows(self, numbers: frozenset[int] | None) -> None:
        for line in self._core.lines.values():
            if numbers is None or line.flow_number in numbers:
                line.drop()
                self._tell_guests(line, "the connection was left")

    def _end_line(self, name: str) -> None:
        line = self._core.lines.pop(name, None)
        if line is not None:
            line.drop()

    async def _end(self) -> None:
        self._visitors.close()
        for line in self._core.lines.values():
            line.drop(at_once=True)
        self._inner.close()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        for _ in range(CLOSING_TURNS):
            await asyncio.sleep(0)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ------------------------------------------------------------ guests, on the gate's loop

    def add_guest(self, line: str, on_message: Callable[[bytes], None], on_lost: Callable[[str], None]) -> Guest:
        """Raises ConnectionError when there is no such line."""
        known = self._core.lines.get(line)
        if known is None:
            raise ConnectionError("no such line")
        guest = Guest(self._core, known, on_message, on_lost)
        self._guests.append(guest)
        return guest

    def remove_guest(self, guest: Guest) -> None:
        if guest in self._guests:
            self._guests.remove(guest)

    # ------------------------------------------------------------ line.LineOwner

    def next_flow_number(self) -> int:
        self._flows += 1
        return self._flows

    def on_flow_opened(self, line: Line) -> None:
        if line.flow_number:
            self._core.post(FlowOpened(line.name, line.flow_number))

    def on_flow_lost(self, line: Line, flow: int, why: str) -> None:
        if line.was_heard or line.config.target.tls is None:
            self._lose(line, FlowLost(line.name, flow, why))
        else:
            self._spawn(self._explain_loss(line, flow, why))

    async def _explain_loss(self, line: Line, flow: int, why: str) -> None:
        """A server that said nothing may have refused our certificate: TLS 1.3 tells after the handshake."""
        report = await asyncio.to_thread(_report, line.config, ConnectionResetError(why))
        self._lose(line, FlowLost(line.name, flow, why, report))

    def _lose(self, line: Line, loss: FlowLost) -> None:
        self._core.post(loss)
        self._fail_pending(line, loss.fault)
        self._tell_guests(line, loss.fault)

    async def on_flow_refused(self, line: Line, error: Exception) -> None:
        report = await asyncio.to_thread(_report, line.config, error)
        self._core.post(FlowLost(line.name, 0, str(error) or type(error).__name__, report))

    def on_stream_lost(self, line: Line, flow: int, why: str) -> None:
        for sent in self._core.sent.unanswered(line):
            if sent.flow == flow:
                self._fail(sent, why)

    def on_received(self, line: Line, data: bytes, source: tuple[str, int]) -> None:
        if source == line.source or line.config.target.connected:
            self._on_network(line, data)
        elif (visitor := self._visitors.over_datagrams(line, source)) is not None:
            self._on_network(visitor, data)

    def _on_visitor(self, visitor: NetworkPeer, data: bytes) -> None:
        self._on_network(visitor, data)

    def _tell_guests(self, line: Line, why: str) -> None:
        for guest in [guest for guest in self._guests if guest.uses(line)]:
            guest.on_lost(why)

    def _fail_pending(self, line: Line, why: str) -> None:
        """503 for what has no answer: pjsip knows nothing of the connection and would wait for 32 s."""
        for sent in self._core.sent.unanswered(line):
            self._fail(sent, why)

    def _fail(self, sent: SentRequest, why: str) -> None:
        sent.status = 503
        self._core.send_to_pjsip(connection_fault(sent.original, why))

    # ------------------------------------------------------------ messages

    def _on_pjsip(self, data: bytes) -> None:
        try:
            self._outward.on_message(parse(data))
        except DamagedMessageError as damage:
            log.warning("pjsip sent %s", damage)
        except Exception:  # one message must not end the gate
            log.exception("a message of pjsip")

    def _on_network(self, peer: NetworkPeer, data: bytes) -> None:
        self._write_trace("RX", peer, data)
        try:
            message = parse(data)
            if not any(guest.takes(peer, message, data) for guest in self._guests):
                self._pass_in_order(peer, message)
        except DamagedMessageError as damage:
            if damage.message.method:
                self._inward.refuse(peer, damage.message, RefusedError(damage.status, damage.why.title()))
            else:
                peer.fail(damage.why)
        except Exception:  # one message must not end the gate
            log.exception("a message of the network")

    def _pass_in_order(self, peer: NetworkPeer, message: WireMessage) -> None:
        """Names in an SDP are looked up before pjsip sees it; later messages of that Call-ID wait behind."""
        call_id = message.first("call-id")
        held = self._held.get(call_id)
        if held is not None:
            if len(held) < MOST_HELD:
                held.append((peer, message))
        elif message.has_sdp and (names := sdp.host_names(message.body)):
            self._held[call_id] = [(peer, message)]
            self._spawn(self._look_up(call_id, names))
        else:
            self._inward.on_message(peer, message, {})

    async def _look_up(self, call_id: str, names: tuple[str, ...]) -> None:
        addresses = {}
        for name in names[:2]:
            with contextlib.suppress(OSError, TimeoutError, UnicodeError):
                async with asyncio.timeout(NAME_LIMIT_S):
                    addresses[name] = await self._loop.run_in_executor(self._names, _address_of, name)
        for peer, message in self._held.pop(call_id, []):
            self._inward.on_message(peer, message, addresses)

    def _write_trace(self, direction: str, peer: NetworkPeer, data: bytes) -> None:
        place = f"{peer.transport.name} {host_port(*peer.source)}"
        self._trace(f"{direction} {len(data)} bytes, {place}:\n{data.decode('utf-8', 'replace')}")


def _address_of(name: str) -> str:
    return str(socket.getaddrinfo(name, None, socket.AF_INET, socket.SOCK_DGRAM)[0][4][0])


def _report(config: LineConfig, error: Exception) -> CertificateReport | None:
    """What the server showed, where its certificate was the reason, or what it said of ours; blocks."""
    target = config.target
    if target.tls is None:
        return None
    if isinstance(error, tls.TlsSettingsError):
        return error.report
    if isinstance(error, tls.WrongNameError):
        return describe_der(error.certificate, WRONG_NAME, target.tls.names)
    if isinstance(error, ssl.SSLCertVerificationError):
        return inspect_certificate(
            target.host, target.port, error.verify_code, target.tls.server_name, target.tls.names
        )
    why = str(error)
    if isinstance(error, ConnectionError) and tls.own_certificate_report(why, target.tls) is None:
        why = tls.answer_to_silence(target.host, target.port, target.tls)
    return tls.own_certificate_report(why, target.tls)
