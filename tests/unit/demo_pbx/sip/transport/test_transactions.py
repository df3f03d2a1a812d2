"""Transactions of the PBX over an unreliable and a reliable flow, with short timers."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from softphone.demo_pbx.sip.messages.message import Request, Response, parse
from softphone.demo_pbx.sip.transport.transaction_layer import TransactionLayer
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction, Timers
from softphone.demo_pbx.sip.transport.transport import Flow, Protocol, SipTransport

TIMERS = Timers(t1_s=0.01, t2_s=0.04, t4_s=0.03)
PEER = ("127.0.0.1", 5999)


class Wire(Flow):
    """Keeps what is sent."""

    def __init__(self, protocol: Protocol = Protocol.UDP) -> None:
        super().__init__(protocol, PEER)
        self.sent: list[Request | Response] = []
        self.broken = False

    @property
    def alive(self) -> bool:
        return not self.broken

    def send(self, data: bytes) -> None:
        if self.broken:
            raise ConnectionError
        self.sent.append(parse(data))

    def close(self) -> None:
        self.broken = True

    def statuses(self) -> list[int]:
        return [message.status for message in self.sent if isinstance(message, Response)]

    def methods(self) -> list[str]:
        return [message.method for message in self.sent if isinstance(message, Request)]


class Bench:
    def __init__(self, protocol: Protocol = Protocol.UDP) -> None:
        self.wire = Wire(protocol)
        self.requests: list[ServerTransaction] = []
        self.responses: list[Response] = []
        self.layer = TransactionLayer(TIMERS, self.requests.append)
        self.transport = SipTransport("127.0.0.1", lambda data, flow: None)

    def receive(self, message: Request | Response) -> None:
        self.layer.receive(bytes(message), self.wire)

    def send(self, method: str) -> Request:
        self.layer.send(request(method, via=None), self.wire, self.transport, self.responses.append)
        sent = self.wire.sent[0]
        assert isinstance(sent, Request)
        return sent

    async def until(self, fact: Callable[[], object]) -> None:
        async with asyncio.timeout(5):
            while not fact():
                await asyncio.sleep(0.001)


def request(method: str, via: str | None = "SIP/2.0/UDP h;rport;branch=z9hG4bK1", cseq: int = 1) -> Request:
    message = Request(method, "sip:x@y")
    if via is not None:
        message.headers.add("via", via)
    fields = [("from", "<sip:a@b>;tag=f"), ("to", "<sip:c@d>"), ("call-id", "i"), ("cseq", f"{cseq} {method}")]
    message.headers.extend(fields)
    return message


def answer(to: Request, status: int, tag: str = "t") -> Response:
    return Response.to_request(to, status, tag=tag)


def run(story: Callable[[Bench], Awaitable[None]], protocol: Protocol = Protocol.UDP) -> None:
    async def play() -> None:
        bench = Bench(protocol)
        try:
            await story(bench)
        finally:
            bench.layer.stop()

    asyncio.run(play())


def test_a_repeated_request_gets_the_same_answer_and_is_handed_over_once() -> None:
    async def story(bench: Bench) -> None:
        bench.receive(request("OPTIONS"))
        bench.receive(request("OPTIONS"))
        assert bench.wire.sent == []
        bench.requests[0].reply(200)
        bench.receive(request("OPTIONS"))
        assert len(bench.requests) == 1
        assert len({bytes(message) for message in bench.wire.sent}) == 1
        assert bench.wire.statuses() == [200, 200]

    run(story)


def test_answers_carry_received_and_rport() -> None:
    async def story(bench: Bench) -> None:
        bench.receive(request("OPTIONS"))
        bench.requests[0].reply(200)
        assert bench.wire.sent[0].top_via.params["received"] == "127.0.0.1"
        assert bench.wire.sent[0].top_via.params["rport"] == "5999"

    run(story)


def test_a_refused_invite_is_repeated_until_its_ack() -> None:
    async def story(bench: Bench) -> None:
        bench.receive(request("INVITE"))
        bench.requests[0].reply(486, tag="t")
        await bench.until(lambda: len(bench.wire.sent) >= 3)
        bench.receive(request("ACK"))
        count = len(bench.wire.sent)
        await asyncio.sleep(4 * TIMERS.t2_s)
        assert len(bench.wire.sent) == count

    run(story)


def test_an_answered_invite_is_repeated_over_tcp_too_until_its_ack() -> None:
    async def story(bench: Bench) -> None:
        acks: list[Request] = []
        bench.receive(request("INVITE"))
        bench.requests[0].on_ack = acks.append
        bench.requests[0].reply(200, tag="t")
        await bench.until(lambda: bench.wire.statuses().count(200) >= 3)
        ack = request("ACK", "SIP/2.0/TCP h;branch=z9hG4bKother")
        bench.receive(ack)
        bench.receive(ack)
        assert len(acks) == 1
        count = len(bench.wire.sent)
        await asyncio.sleep(4 * TIMERS.t2_s)
        assert len(bench.wire.sent) == count

    run(story, Protocol.TCP)


def test_an_answer_nobody_acknowledges_is_given_up() -> None:
    async def story(bench: Bench) -> None:
        given_up: list[bool] = []
        bench.receive(request("INVITE"))
        bench.requests[0].on_no_ack = lambda: given_up.append(True)
        bench.requests[0].reply(200)
        await bench.until(lambda: given_up)

    run(story)


def test_an_invite_repeated_after_its_answer_is_absorbed() -> None:
    async def story(bench: Bench) -> None:
        bench.receive(request("INVITE"))
        bench.requests[0].reply(200)
        bench.receive(request("ACK", "SIP/2.0/UDP h;branch=z9hG4bK2"))
        count = len(bench.wire.sent)
        bench.receive(request("INVITE"))
        assert (len(bench.requests), len(bench.wire.sent)) == (1, count)

    run(story)


def test_a_second_final_answer_is_not_sent() -> None:
    async def story(bench: Bench) -> None:
        bench.receive(request("INVITE"))
        bench.requests[0].reply(486)
        bench.requests[0].reply(200)
        assert 200 not in bench.wire.statuses()

    run(story)


def test_a_cancel_reaches_the_invite_only_before_its_answer() -> None:
    async def story(bench: Bench) -> None:
        cancels: list[Request] = []
        bench.receive(request("INVITE"))
        bench.requests[0].on_cancel = cancels.append
        bench.receive(request("CANCEL"))
        assert len(cancels) == 1
        assert bench.wire.statuses() == [200]
        bench.requests[0].reply(487)
        bench.receive(request("CANCEL", "SIP/2.0/UDP h;rport;branch=z9hG4bKunknown"))
        assert len(cancels) == 1
        assert 481 in bench.wire.statuses()

    run(story)


def test_a_request_that_has_come_too_far_is_refused() -> None:
    async def story(bench: Bench) -> None:
        message = request("OPTIONS")
        message.headers.add("max-forwards", "0")
        bench.receive(message)
        assert (bench.requests, bench.wire.statuses()) == ([], [483])

    run(story)


def test_a_handler_that_fails_answers_500(caplog: pytest.LogCaptureFixture) -> None:
    async def story(bench: Bench) -> None:
        def fail(_: ServerTransaction) -> None:
            raise RuntimeError("broken handler")

        layer = TransactionLayer(TIMERS, fail)
        layer.receive(bytes(request("OPTIONS")), bench.wire)
        assert bench.wire.statuses() == [500]
        layer.stop()

    run(story)
    assert "could not be handled" in caplog.text


@pytest.mark.parametrize("method", ["OPTIONS", "INVITE"])
def test_an_unanswered_request_is_repeated_and_times_out(method: str) -> None:
    async def story(bench: Bench) -> None:
        bench.send(method)
        await bench.until(lambda: bench.responses)
        assert len(bench.wire.sent) >= 4
        assert (bench.responses[0].status, bench.responses[0].local) == (408, True)

    run(story)


def test_over_tcp_nothing_is_repeated() -> None:
    async def story(bench: Bench) -> None:
        bench.send("OPTIONS")
        await bench.until(lambda: bench.responses)
        assert len(bench.wire.sent) == 1

    run(story, Protocol.TCP)


def test_a_flow_that_breaks_is_a_503() -> None:
    async def story(bench: Bench) -> None:
        bench.wire.broken = True
        bench.layer.send(request("OPTIONS", via=None), bench.wire, bench.transport, bench.responses.append)
        await bench.until(lambda: bench.responses)
        assert bench.responses[0].status == 503

    run(story)


def test_a_refusal_is_acknowledged_each_time_and_reported_once() -> None:
    async def story(bench: Bench) -> None:
        sent = bench.send("INVITE")
        for status in (100, 180, 486, 486):
            bench.receive(answer(sent, status))
        assert [response.status for response in bench.responses] == [100, 180, 486]
        acks = [message for message in bench.wire.sent if isinstance(message, Request) and message.method == "ACK"]
        assert len(acks) == 2
        assert acks[0].top_via.branch == sent.top_via.branch
        assert (acks[0].to.tag, acks[0].cseq) == ("t", (1, "ACK"))

    run(story)


def test_each_repetition_of_the_answer_gets_its_ack_again() -> None:
    async def story(bench: Bench) -> None:
        sent = bench.send("INVITE")
        acks: list[bool] = []
        bench.receive(answer(sent, 200))
        bench.layer.acknowledge(bench.responses[0], lambda: acks.append(True))
        bench.receive(answer(sent, 200))
        bench.receive(answer(sent, 200, tag="other"))
        assert (len(bench.responses), len(acks)) == (1, 2)

    run(story)


def test_a_cancelled_invite_without_any_final_answer_ends_as_487() -> None:
    async def story(bench: Bench) -> None:
        transaction = bench.layer.send(
            request("INVITE", via=None), bench.wire, bench.transport, bench.responses.append
        )
        bench.receive(answer(transaction.request, 180))
        bench.layer.cancel(transaction, "SIP;cause=200")
        await bench.until(lambda: len(bench.responses) == 2)
        cancel = next(m for m in bench.wire.sent if isinstance(m, Request) and m.method == "CANCEL")
        assert cancel.top_via.branch == transaction.request.top_via.branch
        assert cancel.headers.first("reason") == "SIP;cause=200"
        assert bench.responses[1].status == 487

    run(story)


def test_an_answer_to_nothing_is_dropped() -> None:
    async def story(bench: Bench) -> None:
        bench.receive(answer(request("OPTIONS"), 200))
        assert (bench.wire.sent, bench.responses) == ([], [])

    run(story)


def test_only_the_loopback_is_a_destination() -> None:
    async def story(_: Bench) -> None:
        transport = SipTransport("127.0.0.1", lambda data, flow: None)
        await transport.start()
        for host in ("192.0.2.1", "pbx.example", "localhost"):
            for protocol in Protocol:
                with pytest.raises(ConnectionError):
                    await transport.connect(protocol, (host, 5060))
        with pytest.raises(ConnectionError):
            transport.udp_flow(("192.0.2.1", 5060)).send(b"x")
        await transport.stop()

    run(story)
    with pytest.raises(ValueError):
        SipTransport("0.0.0.0", lambda data, flow: None)
