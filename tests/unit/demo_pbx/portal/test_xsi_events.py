"""Xsi-Events of the demo portal: channels, subscriptions, events, and clean refusals."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.portal import xsi_events as xsi_channel
from softphone.demo_pbx.portal.call_watch import CallEvent, CallWatch
from tests.samples.demo_portal import Demo, call_of, half, running_demo

NS = "{http://schema.broadsoft.com/xsi}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
OPEN = "/com.broadsoft.async/com.broadsoft.xsi-events/v2.0/channel"
BASE = "/com.broadsoft.xsi-events/v2.0"
LIMIT_S = 5.0


def body(root: str, **fields: str) -> str:
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f'<{root} xmlns="http://schema.broadsoft.com/xsi">{inner}</{root}>'


def channel_body(set_id: str = "set1") -> str:
    return body("Channel", channelSetId=set_id, priority="1", weight="50", expires="3600")


def subscription_body(event: str = "Advanced Call", set_id: str = "set1", expires: str = "3600") -> str:
    return body("Subscription", event=event, expires=expires, channelSetId=set_id, applicationId="vorzimmer")


@dataclass
class Listening:
    client: httpx.AsyncClient
    documents: AsyncIterator[str]
    id: str = ""

    async def next(self) -> ElementTree.Element:
        text = await asyncio.wait_for(anext(self.documents), LIMIT_S)
        return ElementTree.fromstring(text)

    async def event(self) -> tuple[str, ElementTree.Element]:
        """An event's kind and its whole document."""
        root = await self.next()
        data = root.find(NS + "eventData")
        kind = (root if data is None else data).get(TYPE, "")
        return kind.rpartition(":")[2], root

    async def subscribe(self, user: str, text: str = "") -> httpx.Response:
        return await self.client.post(f"{BASE}/user/{user}@pbx.example", content=text or subscription_body())


@contextlib.asynccontextmanager
async def listening(demo: Demo, user: str, path: str = OPEN, set_id: str = "set1") -> AsyncIterator[Listening]:
    async with demo.client(user) as client, client.stream("POST", path, content=channel_body(set_id)) as answer:
        assert answer.status_code == 200
        heard = Listening(client, answer.aiter_text())
        heard.id = value(await heard.next(), "channelId")
        yield heard


def value(root: ElementTree.Element, name: str) -> str:
    return next((element.text or "" for element in root.iter(NS + name)), "")


def in_demo(story: Callable[[Demo], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running_demo() as demo:
            await story(demo)

    asyncio.run(run())


def show(demo: Demo, *calls: dict[str, Any]) -> None:
    demo.telephony.current = list(calls)
    demo.telephony.emit({"event": "changed"})


def test_an_assistant_hears_of_the_leaders_calls_from_ringing_to_release() -> None:
    async def story(demo: Demo) -> None:
        demo.telephony.current = [call_of("c0", half("lea.muster", state="Active"))]
        async with listening(demo, "nele.probe") as heard:
            answer = await heard.subscribe("lea.muster")
            assert value(ElementTree.fromstring(answer.content), "expires") == "3600"
            kind, root = await heard.event()
            assert (kind, value(root, "callId"), value(root, "state")) == ("CallSubscriptionEvent", "c0", "Active")
            steps = [("Alerting", "CallReceivedEvent"), ("Active", "CallAnsweredEvent"), ("Held", "CallHeldEvent")]
            steps += [("Active", "CallRetrievedEvent"), ("Remote Held", "CallUpdatedEvent")]
            for state, expected in steps:
                show(demo, demo.telephony.current[0], call_of("c1", half("lea.muster", state=state)))
                kind, root = await heard.event()
                assert (kind, value(root, "callId"), value(root, "state")) == (expected, "c1", state)
            show(demo, demo.telephony.current[0])
            kind, root = await heard.event()
            assert (kind, value(root, "state")) == ("CallReleasedEvent", "Released")
            assert value(root, "targetId") == "lea.muster@pbx.example"
            assert value(root, "userId") == "nele.probe@pbx.example"

    in_demo(story)


def test_the_own_call_names_its_leader_and_a_recall() -> None:
    async def story(demo: Demo) -> None:
        async with listening(demo, "nele.probe") as heard:
            await heard.subscribe("nele.probe")
            await heard.event()
            recall = "Executive-Assistant Call Push Recall"
            show(demo, call_of("c1", half("nele.probe", executive="lea.muster", recall=recall)))
            kind, root = await heard.event()
            assert kind == "CallReceivedEvent"
            assert value(root, "executiveUserId") == "lea.muster@pbx.example"
            assert value(root, "recallType") == recall

    in_demo(story)


def test_events_are_numbered_and_acknowledged_once() -> None:
    async def story(demo: Demo) -> None:
        async with listening(demo, "nele.probe") as heard:
            await heard.subscribe("nele.probe")
            numbers = []
            for state in ("", "Alerting", "Active"):
                if state:
                    show(demo, call_of("c1", half("nele.probe", state=state)))
                _, root = await heard.event()
                numbers.append(value(root, "sequenceNumber"))
                text = body("EventResponse", eventID=value(root, "eventID"), statusCode="200", reason="OK")
                answers = [await heard.client.post(f"{BASE}/channel/eventresponse", content=text) for _ in range(2)]
                assert [answer.status_code for answer in answers] == [200, 404]
            assert numbers == ["1", "2", "3"]

    in_demo(story)


def test_a_second_channel_of_the_same_set_ends_the_first() -> None:
    async def story(demo: Demo) -> None:
        async with listening(demo, "nele.probe") as first, listening(demo, "nele.probe") as second:
            kind, root = await first.event()
            assert kind == "ChannelTerminatedEvent"
            assert (value(root, "reason"), value(root, "channelId")) == ("DuplicateChannelSet", first.id)
            with pytest.raises(StopAsyncIteration):
                await first.next()
            assert (await second.subscribe("nele.probe")).status_code == 200
            assert (await second.event())[0] == "CallSubscriptionEvent"
            async with listening(demo, "nele.probe", set_id="other"), listening(demo, "paul.attrappe"):
                show(demo, call_of("c1", half("nele.probe")))
                assert (await second.event())[0] == "CallReceivedEvent"

    in_demo(story)


def test_heartbeats_go_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(demo: Demo) -> None:
        async with listening(demo, "nele.probe") as heard:
            assert (await heard.next()).tag == NS + "ChannelHeartBeat"
            for channel_id, status in ((heard.id, 200), ("unknown", 404)):
                answer = await heard.client.put(f"{BASE}/channel/{channel_id}/heartbeat")
                assert answer.status_code == status
            async with demo.client("paul.attrappe") as other:
                assert (await other.put(f"{BASE}/channel/{heard.id}/heartbeat")).status_code == 404

    monkeypatch.setattr(xsi_channel, "HEARTBEAT_S", 0.05)
    in_demo(story)


def test_a_channel_without_heartbeats_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(demo: Demo) -> None:
        async with listening(demo, "nele.probe") as heard:
            rest = [ElementTree.fromstring(text).tag async for text in heard.documents]
            assert rest
            assert set(rest) == {NS + "ChannelHeartBeat"}

    monkeypatch.setattr(xsi_channel, "HEARTBEAT_S", 0.05)
    monkeypatch.setattr(xsi_channel, "PATIENCE_S", 0.12)
    in_demo(story)


def test_a_channel_and_a_subscription_can_be_given_back() -> None:
    async def story(demo: Demo) -> None:
        async with listening(demo, "nele.probe") as heard:
            answer = await heard.subscribe("nele.probe")
            await heard.event()
            path = f"{BASE}/subscription/{value(ElementTree.fromstring(answer.content), 'subscriptionId')}"
            assert [(await heard.client.delete(path)).status_code for _ in range(2)] == [200, 404]
            show(demo, call_of("c1", half("nele.probe")))
            assert (await heard.client.delete(f"{BASE}/channel/{heard.id}")).status_code == 200
            with pytest.raises(StopAsyncIteration):
                await heard.next()

    in_demo(story)


@pytest.mark.parametrize(
    ("target", "text", "status"),
    [
        ("ada.entwurf", subscription_body(), 403),
        ("nobody", subscription_body(), 404),
        ("lea.muster", subscription_body(set_id="unknown"), 404),
        ("lea.muster", subscription_body(event="Weather"), 400),
        ("lea.muster", subscription_body(expires="soon"), 400),
        ("lea.muster", channel_body(), 400),
        ("lea.muster", "<!DOCTYPE x><x/>", 400),
    ],
)
def test_a_subscription_that_cannot_be_is_refused(target: str, text: str, status: int) -> None:
    async def story(demo: Demo) -> None:
        async with listening(demo, "paul.attrappe") as heard:
            assert (await heard.subscribe(target, text)).status_code == status

    in_demo(story)


def test_without_an_event_server_everything_is_not_found() -> None:
    async def story(demo: Demo) -> None:
        async with httpx.AsyncClient(trust_env=False) as control, demo.client("nele.probe") as client:
            await control.post(f"{demo.control}/xsi-events", json={"on": False})
            assert (await client.post(OPEN, content=channel_body())).status_code == 404
            assert (await client.post(f"{BASE}/user/nele.probe@pbx.example", content="")).status_code == 404
            await control.post(f"{demo.control}/xsi-events", json={"on": True})
            assert (await client.get(OPEN)).status_code == 404

    in_demo(story)


def test_switching_the_event_server_off_ends_the_channels() -> None:
    async def story(demo: Demo) -> None:
        async with listening(demo, "nele.probe") as heard, httpx.AsyncClient(trust_env=False) as control:
            await control.post(f"{demo.control}/xsi-events", json={"on": False})
            with pytest.raises(StopAsyncIteration):
                await heard.next()

    in_demo(story)


def test_a_channel_may_be_opened_elsewhere() -> None:
    async def story(demo: Demo) -> None:
        async with httpx.AsyncClient(trust_env=False) as control, demo.client("nele.probe") as client:
            await control.post(f"{demo.control}/xsi-events", json={"on": True, "redirect": True})
            answer = await client.post(OPEN, content=channel_body())
            assert answer.status_code == 302
            async with listening(demo, "nele.probe", answer.headers["location"]) as heard:
                assert (await heard.subscribe("lea.muster")).status_code == 200

    in_demo(story)


def test_nobody_listens_without_a_password() -> None:
    async def story(demo: Demo) -> None:
        async with httpx.AsyncClient(base_url=demo.url, trust_env=False) as client:
            assert (await client.post(OPEN, content=channel_body())).status_code == 401

    in_demo(story)


# The halves of one user as they come and go: c0 … c2, each absent or in some state.
STATES = st.sampled_from([None, "Alerting", "Active", "Held", "Remote Held"])


@given(st.lists(st.tuples(STATES, STATES, STATES), max_size=12))
def test_each_call_begins_once_and_is_released_once(looks: list[tuple[str | None, ...]]) -> None:
    watch, told = CallWatch(), []
    for look in [*looks, (None, None, None)]:
        halves = [(f"c{n}", state) for n, state in enumerate(look) if state]
        for happened in watch.changes([(call_of(name), half("x", state=state)) for name, state in halves]):
            told.append((happened.half[0]["id"], happened.event))
    for name in ("c0", "c1", "c2"):
        letters = "".join(_LETTER[event] for call, event in told if call == name)
        assert re.fullmatch("(B[AHRU]*E)*", letters), letters


_LETTER = {
    CallEvent.ORIGINATED: "B",
    CallEvent.RECEIVED: "B",
    CallEvent.ANSWERED: "A",
    CallEvent.HELD: "H",
    CallEvent.RETRIEVED: "R",
    CallEvent.UPDATED: "U",
    CallEvent.RELEASED: "E",
}
