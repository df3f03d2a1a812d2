"""The gate's thread with real sockets: order of messages, names looked up beside them, a server that goes away."""

import socket
import threading
from collections.abc import Iterator

import pytest

from softphone.domain.account.account import Transport
from softphone.telephony.engine.gate import gate as gate_module
from softphone.telephony.engine.gate.core import FROM_GATE, SOURCE_HEADER
from softphone.telephony.engine.gate.events import FlowLost, FlowOpened
from softphone.telephony.engine.gate.flows.flow import FlowTarget
from softphone.telephony.engine.gate.flows.line import LineConfig
from softphone.telephony.engine.gate.flows.pjsip_socket import NOTHING
from softphone.telephony.engine.gate.gate import Gate
from softphone.telephony.engine.gate.wire.message import WireMessage, parse
from tests.unit.telephony.engine.gate.messages import SDP, octets, request
from tests.unit.telephony.engine.gate.stage import ours

LIMIT_S = 5.0
NAMED = SDP.replace("c=IN IP4 192.0.2.7", "c=IN IP4 slow.example")


def bound() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    made.settimeout(LIMIT_S)
    return made


class Between:
    """A gate between a socket that stands for pjsip and one that stands for the server."""

    def __init__(self) -> None:
        self.gate = Gate(lambda text: None)
        self.pjsip = bound()
        self.gate.start(self.pjsip.getsockname()[1])

    def set_line(self, transport: Transport, port: int) -> str:
        return self.gate.set_line(LineConfig("f1", FlowTarget(transport, "127.0.0.1", port, ("127.0.0.1", 0))))

    def sends(self, message: WireMessage) -> None:
        self.pjsip.sendto(message.encode(), ("127.0.0.1", self.gate.port))

    def gets(self) -> WireMessage:
        while (data := self.pjsip.recv(65536)) == NOTHING:
            pass
        return parse(data)

    def close(self) -> None:
        self.gate.stop()
        self.pjsip.close()


@pytest.fixture
def between() -> Iterator[Between]:
    made = Between()
    yield made
    made.close()


@pytest.fixture
def server(between: Between) -> Iterator[socket.socket]:
    """Connected to the flow of the line over UDP."""
    with bound() as made:
        between.set_line(Transport.UDP, made.getsockname()[1])
        between.sends(ours("REGISTER"))
        made.connect(made.recvfrom(65536)[1])
        yield made


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set, it ends the wait for a slow name server."""
    answered = threading.Event()

    def slow(name: str) -> str:
        answered.wait(LIMIT_S)
        return "198.51.100.4"

    monkeypatch.setattr(gate_module, "_address_of", slow)
    yield answered
    answered.set()


def test_a_name_in_the_media_holds_up_its_own_call_only(
    between: Between, server: socket.socket, answer: threading.Event
) -> None:
    server.send(request(body=NAMED).encode())
    server.send(request("CANCEL").encode())
    server.send(request("OPTIONS", call_id="c2", via="SIP/2.0/UDP h;branch=z9hG4bKo").encode())
    assert between.gets().method == "OPTIONS"
    answer.set()
    invite, cancel = between.gets(), between.gets()
    assert b"\r\nc=IN IP4 198.51.100.4\r\n" in invite.body
    assert (invite.method, cancel.method) == ("INVITE", "CANCEL")
    assert invite.first("via") == cancel.first("via")


@pytest.mark.usefixtures("answer")
def test_a_name_without_an_answer_holds_the_stream(
    between: Between, server: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "NAME_LIMIT_S", 0.05)
    server.send(request(body=NAMED).encode())
    assert b"\r\nc=IN IP4 0.0.0.0\r\n" in between.gets().body


@pytest.mark.parametrize(
    ("start", "status"), [("OPTIONS sip:a SIP/7.0", 505), ("OPTIONS sip:a b SIP/2.0", 400)], ids=["version", "line"]
)
@pytest.mark.usefixtures("between")
def test_a_damaged_request_is_answered(server: socket.socket, start: str, status: int) -> None:
    lines = [f"{header.name}: {header.value}" for header in request("OPTIONS").headers[:-1]]
    server.send(octets(start, lines))
    assert parse(server.recv(65536)).status == status


@pytest.mark.usefixtures("between")
def test_an_exception_of_one_message_does_not_end_the_gate(
    server: socket.socket, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gate_module, "parse", lambda data: {}[data] if data == b"first" else parse(data))
    server.send(b"first")
    server.send(request("BREW").encode())
    assert parse(server.recv(65536)).status == 501
    assert "a message of the network" in caplog.messages


def test_a_lost_connection_answers_what_waits(between: Between) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        between.set_line(Transport.TCP, listening.getsockname()[1])
        between.sends(ours("INVITE"))
        connection, _ = listening.accept()
        with connection:
            assert connection.recv(65536).startswith(b"INVITE")
        answer = between.gets()
    assert (answer.status, answer.first(SOURCE_HEADER)) == (503, FROM_GATE)
    opened, lost = between.gate.events()
    assert isinstance(opened, FlowOpened)
    assert isinstance(lost, FlowLost)


def test_a_server_that_refuses_answers_what_waits(between: Between) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    between.set_line(Transport.TCP, port)
    between.sends(ours("INVITE"))
    assert between.gets().status == 503
    (lost,) = between.gate.events()
    assert isinstance(lost, FlowLost)


def test_a_stream_of_nonsense_is_closed(between: Between) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        between.set_line(Transport.TCP, listening.getsockname()[1])
        between.sends(ours("INVITE"))
        connection, _ = listening.accept()
        connection.settimeout(LIMIT_S)
        with connection:
            connection.recv(65536)
            connection.sendall(b"SIP/2.0 nonsense\r\n\r\n")
            assert between.gets().status == 503


@pytest.mark.usefixtures("server")
def test_a_line_that_is_turned_goes_on_at_the_other_server(between: Between) -> None:
    with bound() as other:
        between.set_line(Transport.UDP, other.getsockname()[1])
        assert between.gets().status == 503
        between.sends(ours("OPTIONS", branch="z9hG4bK2"))
        assert other.recv(65536).startswith(b"OPTIONS")


def test_the_engine_is_woken_from_any_thread_and_nobody_is_after_the_end() -> None:
    stage = Between()
    stage.gate.wake()
    assert stage.pjsip.recv(65536) == NOTHING
    stage.close()
    stage.gate.wake()
