"""Calls, call push, calls on behalf, feature codes and Xsi-Events over HTTP, against a stub and hostile bytes."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import Account, SipAccount
from softphone.domain.lines.line_state import LineEvent, LineEventKind
from softphone.domain.lines.portal_calls import Personality, PortalCall, PortalCallState
from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.problems import PortalAnswerUnusable, PortalRefused, Problem, ProblemError
from softphone.portal.http.address import portal_address
from softphone.portal.http.document_stream import DocumentStream
from softphone.portal.http.exchange import HttpExchange
from softphone.portal.xsi.call_documents import read_event
from softphone.portal.xsi.client import XsiPortal
from softphone.portal.xsi.events import XsiEvents, may_move
from softphone.safe_xml import DocumentUnusable
from tests.samples.portal_stub import PortalStub, Respond, Seen, http
from tests.samples.xsi_documents import CALL, NS

SELF = "me@pbx.example"
READ = PortalCall(
    "c1",
    Personality.TERMINATOR,
    PortalCallState.ACTIVE,
    "t1",
    "Erika",
    "+4989111222",
    "lea@pbx.example",
    True,
    1700000000.5,
)


def run(
    story: Callable[[PortalStub, XsiPortal], Awaitable[None]],
    answers: dict[str, bytes | Respond],
) -> PortalStub:
    async def play() -> PortalStub:
        async with PortalStub(answers) as stub:
            portal = XsiPortal(Account(SELF, SipAccount("me", "pbx.example", "me"), portal_url=stub.url), "geheim")
            try:
                await story(stub, portal)
            finally:
                await portal.aclose()
            return stub

    return asyncio.run(play())


def problem_of(error: "pytest.ExceptionInfo[ProblemError]") -> Problem:
    return error.value.problem


def test_the_running_calls_are_read_in_full_and_one_that_ended_is_left_out() -> None:
    async def story(stub: PortalStub, portal: XsiPortal) -> None:
        assert await portal.calls.listed() == (READ,)

    listed = f"<Calls {NS}><call><callId>c1</callId></call><call><callId>gone</callId></call></Calls>"
    run(
        story,
        {"GET /calls": http(200, listed.encode()), "GET /calls/c1": http(200, f"<Call {NS}>{CALL}</Call>".encode())},
    )


def test_a_push_is_one_put_without_a_body_at_that_call() -> None:
    async def story(stub: PortalStub, portal: XsiPortal) -> None:
        await portal.calls.push("c/1")

    stub = run(story, {"PUT /calls/c%2F1/ExecutiveAssistantCallPush": http(200)})
    assert stub.seen[0].body == b""


def test_a_refused_push_brings_the_portals_words() -> None:
    async def story(stub: PortalStub, portal: XsiPortal) -> None:
        with pytest.raises(ProblemError) as error:
            await portal.calls.push("c1")
        assert problem_of(error) == PortalRefused(403, "Nicht erlaubt")

    words = f"<ErrorInfo {NS}><summary>Nicht erlaubt</summary></ErrorInfo>".encode()
    run(story, {"PUT /ExecutiveAssistantCallPush": http(403, words)})


def test_a_call_on_behalf_names_leader_and_target_and_gives_the_calls_id() -> None:
    async def story(stub: PortalStub, portal: XsiPortal) -> None:
        assert await portal.calls.start_on_behalf("lea@pbx.example", "+49 89&x") == "t9"

    answer = f"<CallStartInfo {NS}><callId>c9</callId><externalTrackingId>t9</externalTrackingId></CallStartInfo>"
    stub = run(story, {"POST address=%2B49+89%26x": http(201, answer.encode())})
    assert "executiveAddress=lea%40pbx.example" in stub.seen[0].path


def test_feature_codes_are_those_the_portal_lists() -> None:
    async def story(stub: PortalStub, portal: XsiPortal) -> None:
        assert await portal.calls.feature_codes() == FeatureCodes(push="#63")

    code = "<featureAccessCode><codeName>Executive-Assistant Call Push</codeName><code>#63</code></featureAccessCode>"
    run(story, {"GET /profile/Fac": http(200, f"<FAC {NS}>{code}</FAC>".encode())})


@pytest.mark.parametrize("body", [b"", b"<Calls/>", f"<Call {NS}/>".encode(), b"<!DOCTYPE x><Calls/>"])
def test_an_answer_that_is_none_is_a_problem(body: bytes) -> None:
    async def story(stub: PortalStub, portal: XsiPortal) -> None:
        with pytest.raises(ProblemError) as error:
            await portal.calls.listed()
        assert isinstance(problem_of(error), PortalAnswerUnusable)

    run(story, {"GET /calls": http(200, body)})


# ---------------------------------------------------------------- the stream


@given(
    st.lists(st.sampled_from([b"<a/>", b"<b x='>'>1</b>", b"<?xml version='1.0'?>\n<c><c/>&lt;</c>"]), max_size=6),
    st.data(),
)
def test_documents_come_out_whole_however_they_are_cut(documents: list[bytes], data: st.DataObject) -> None:
    whole = b"\r\n".join(documents)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    stream, out = DocumentStream(), []
    for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        out += stream.feed(whole[start:end])
    assert out == documents


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_end_the_stream(junk: bytes) -> None:
    stream = DocumentStream()
    assert stream.feed(b"<a/>") == [b"<a/>"]
    with suppress(DocumentUnusable):
        assert all(document in junk for document in stream.feed(junk))


def test_a_document_type_and_an_endless_document_end_the_stream() -> None:
    with pytest.raises(DocumentUnusable):
        DocumentStream().feed(b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')
    with pytest.raises(DocumentUnusable):
        DocumentStream().feed((b"<a>" + b"x" * 10_000) * 40)


def event(kind: str, data: str = "", prefix: str = "x") -> bytes:
    types = f'xmlns:{prefix}="http://schema.broadsoft.com/xsi" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
    return (
        f'<{prefix}:Event {types} i:type="{prefix}:SubscriptionEvent"><{prefix}:eventID>e1</{prefix}:eventID>'
        f"<{prefix}:targetId>lea@pbx.example</{prefix}:targetId>"
        f'<{prefix}:eventData i:type="{prefix}:{kind}">{data}</{prefix}:eventData></{prefix}:Event>'
    ).encode()


def test_events_are_known_by_namespace_whatever_the_prefix() -> None:
    call = "<p:call><p:callId>c1</p:callId><p:state>Alerting</p:state></p:call>"
    read = read_event(event("CallReceivedEvent", call, "p"))
    assert read is not None
    assert read.event_id == "e1"
    assert read.line == LineEvent(
        "lea@pbx.example", LineEventKind.CHANGED, (PortalCall("c1", state=PortalCallState.ALERTING),)
    )
    assert read_event(f"<ChannelHeartBeat {NS}/>".encode()) is None


def test_the_password_never_moves_to_a_stranger() -> None:
    here = "https://xsp1.operator.example/com.broadsoft.async/x"
    allowed = may_move("lea@operator.example")
    assert allowed(here, "https://xsp2.operator.example/x")
    assert allowed(here, "https://xsp1.operator.example/y")
    for there in (
        "http://xsp2.operator.example/x",
        "https://operator.evil.example/x",
        "https://u@xsp1.operator.example/",
    ):
        assert not allowed(here, there)
    assert not may_move("lea@pbx.example")(here, "https://xsp2.operator.example/x")
    assert not may_move("lea@evil.co.uk")("https://xsp.example.co.uk/x", "https://other.co.uk/x")
    assert not may_move("lea")("https://10.0.0.1/x", "https://10.0.0.2/x")


class Server:
    """A server of events: opens one channel and sends what the test puts in."""

    def __init__(self) -> None:
        self.out: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def channel(self, request: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.out.put_nowait(f"<Channel {NS}><channelId>ch1</channelId></Channel>".encode())
        while (piece := await self.out.get()) is not None:
            writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


def test_a_channel_subscribes_beats_acknowledges_and_ends_with_a_problem() -> None:
    async def play() -> None:
        server = Server()
        heard: list[LineEvent] = []
        answers: dict[str, bytes | Respond] = {
            "POST /v2.0/channel": server.channel,
            "POST /user/lea@pbx.example": http(403),
            "POST /user/me@pbx.example": http(200),
            "PUT /channel/ch1/heartbeat": http(200),
            "POST /channel/eventresponse": http(200),
        }
        async with PortalStub(answers) as stub:
            address = portal_address(stub.url)
            events = XsiEvents(lambda: address, lambda: HttpExchange(address, SELF, "geheim", ""), heartbeat_s=0.02)
            task = asyncio.ensure_future(events.listen((SELF, "lea@pbx.example"), heard.append, lambda: None))
            await until(lambda: any("heartbeat" in seen.path for seen in stub.seen))
            await until(lambda: any("user/lea" in seen.path for seen in stub.seen))
            server.out.put_nowait(event("CallSubscriptionEvent"))
            await until(lambda: any(b"<eventID>e1</eventID>" in seen.body for seen in stub.seen))
            assert heard == [LineEvent("lea@pbx.example", LineEventKind.SNAPSHOT)]
            assert not task.done()
            server.out.put_nowait(None)
            with pytest.raises(ProblemError):
                await asyncio.wait_for(task, 5)

    asyncio.run(play())


def test_a_server_without_events_refuses_before_the_channel_stands() -> None:
    async def play() -> None:
        opened: list[bool] = []
        async with PortalStub({"POST /v2.0/channel": http(404)}) as stub:
            address = portal_address(stub.url)
            events = XsiEvents(lambda: address, lambda: HttpExchange(address, SELF, "geheim", ""))
            with pytest.raises(ProblemError) as error:
                await events.listen((SELF,), lambda event: None, lambda: opened.append(True))
            assert problem_of(error) == PortalRefused(404)
            assert opened == []

    asyncio.run(play())


def test_a_terminated_channel_ends() -> None:
    read = read_event(event("x").replace(b"SubscriptionEvent", b"ChannelTerminatedEvent"))
    assert read is not None
    assert read.ended
