"""Xsi-Events: channels, heartbeats, subscriptions to Advanced Call, acknowledged events."""

import asyncio
import itertools
import secrets
from collections import deque
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field

from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.model.telephony_port import Telephony
from softphone.demo_pbx.model.xml import INSTANCE, NAMESPACE, Node, XmlRefused, branch, leaf, parse, to_bytes
from softphone.demo_pbx.portal.call_watch import CallWatch
from softphone.demo_pbx.portal.http_server import HttpRequest, HttpResponse
from softphone.demo_pbx.portal.xsi_calls import Half, UserCalls
from softphone.demo_pbx.portal.xsi_membership import by_user_id, user_id
from softphone.demo_pbx.portal.xsi_reader import DocumentReader, SchemaError, bounded_text
from softphone.demo_pbx.portal.xsi_resources import XsiError, not_allowed, not_found

HEARTBEAT_S = 15.0
PATIENCE_S = 60.0


class Channel:
    """Ends by `close`, when its client is gone, or without the client's heartbeat for `PATIENCE_S`."""

    def __init__(self, owner: str, set_id: str, expires_s: int, closed: Callable[["Channel"], None]) -> None:
        self.id = secrets.token_hex(12)
        self.owner = owner
        self.set_id = set_id
        self._expires_s = expires_s
        self._closed = closed
        self._queue: asyncio.Queue[Node | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self._ends_at = loop.time() + expires_s
        self._heard_at = loop.time()

    def heartbeat(self) -> None:
        self._heard_at = asyncio.get_running_loop().time()

    def send(self, document: Node) -> None:
        self._queue.put_nowait(document)

    def close(self) -> None:
        self._queue.put_nowait(None)

    async def stream(self) -> AsyncGenerator[bytes, None]:
        try:
            yield to_bytes(branch("Channel", leaf("channelId", self.id), leaf("expires", self._expires_s)))
            while (document := await self._next()) is not None:
                yield to_bytes(document)
        finally:
            self._closed(self)

    async def _next(self) -> Node | None:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                return await self._queue.get()
        except TimeoutError:
            now = asyncio.get_running_loop().time()
            alive = now < self._ends_at and now - self._heard_at < PATIENCE_S
            return branch("ChannelHeartBeat") if alive else None


EVENTS = "com.broadsoft.xsi-events"
ASYNC = "com.broadsoft.async"
PACKAGE = "Advanced Call"
_LONGEST_S = 86_400
_KEPT_EVENTS = 500


@dataclass(slots=True)
class Subscription:
    """One subscriber to one user's calls."""

    id: str
    owner: User
    target: User
    set_id: str
    application: str
    until: float
    watch: CallWatch = field(default_factory=CallWatch)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))


class XsiEvents:
    """Answers requests of authenticated users; pushes call events."""

    def __init__(self, platform: Platform, calls: UserCalls, telephony: Telephony) -> None:
        self._platform, self._calls = platform, calls
        self._channels: dict[str, Channel] = {}
        self._subscriptions: dict[str, Subscription] = {}
        self._sent: deque[tuple[str, str]] = deque(maxlen=_KEPT_EVENTS)
        self._looking = False
        telephony.subscribe(lambda _: self._push_soon())

    @staticmethod
    def concerns(request: HttpRequest) -> bool:
        words = [word.lower() for word in request.segments[:2]]
        return words[:1] == [EVENTS] or words == [ASYNC, EVENTS]

    def answer(self, request: HttpRequest, asker: User) -> HttpResponse:
        try:
            return self._dispatch(request, asker)
        except XsiError as error:
            return error.response()
        except (SchemaError, XmlRefused) as error:
            return XsiError(400, f"Ungültiges Dokument: {error}", f"Invalid document: {error}").response()

    def close(self) -> None:
        for channel in list(self._channels.values()):
            channel.close()

    def _dispatch(self, request: HttpRequest, asker: User) -> HttpResponse:
        words = [word.lower() for word in request.segments]
        elsewhere = words[0] == ASYNC
        rest = words[2:] if elsewhere else words[1:]
        if not self._platform.xsi_events or rest[:1] != ["v2.0"]:
            raise not_found(request.path)
        match request.method, rest[1:]:
            case "POST", ["channel"] if elsewhere and self._platform.xsi_events_redirect:
                return HttpResponse(302, headers={"Location": f"/{EVENTS}/v2.0/channel"})
            case "POST", ["channel"]:
                return self._open(parse(request.body), asker)
            case "POST", ["channel", "eventresponse"]:
                return self._acknowledged(parse(request.body), asker)
            case "PUT", ["channel", channel_id, "heartbeat"]:
                self._channel(channel_id, asker).heartbeat()
                return HttpResponse()
            case "DELETE", ["channel", channel_id]:
                self._channel(channel_id, asker).close()
                return HttpResponse()
            case "POST", ["user", target]:
                return self._subscribe(parse(request.body), asker, target)
            case "DELETE", ["subscription", subscription_id]:
                return self._unsubscribe(subscription_id, asker)
        raise not_found(request.path)

    def _open(self, document: Node, asker: User) -> HttpResponse:
        reader = _reader(document, "Channel")
        set_id = bounded_text(reader.need("channelSetId"), 161)
        expires_s = _seconds(reader.maybe("expires"))
        for other in list(self._channels.values()):
            if (other.owner, other.set_id) == (asker.name, set_id):
                self._terminate(other)
        channel = Channel(asker.name, set_id, expires_s, self._closed)
        self._channels[channel.id] = channel
        return HttpResponse(200, stream=channel.stream())

    def _terminate(self, channel: Channel) -> None:
        facts = [leaf("channelId", channel.id), leaf("reason", "DuplicateChannelSet")]
        channel.send(_typed("Event", "ChannelTerminatedEvent", *facts))
        channel.close()
        self._channels.pop(channel.id, None)

    def _closed(self, channel: Channel) -> None:
        """The subscriptions of a channel set end with its last channel."""
        self._channels.pop(channel.id, None)
        if self._channel_of(channel.owner, channel.set_id) is None:
            kept = [
                each
                for each in self._subscriptions.values()
                if (each.owner.name, each.set_id) != (channel.owner, channel.set_id)
            ]
            self._subscriptions = {each.id: each for each in kept}

    def _subscribe(self, document: Node, asker: User, target_id: str) -> HttpResponse:
        target = by_user_id(self._platform, target_id)
        if target is None:
            raise not_found(target_id)
        links = target.executive.assistants if target.executive else []
        if asker is not target and asker.name not in [link.user for link in links]:
            raise not_allowed()
        subscription = self._read(document, asker, target)
        self._subscriptions[subscription.id] = subscription
        self._start(subscription)
        facts = [leaf("subscriptionId", subscription.id), leaf("expires", _seconds_of(document))]
        return HttpResponse(200, to_bytes(branch("Subscription", *facts)))

    def _read(self, document: Node, asker: User, target: User) -> Subscription:
        reader = _reader(document, "Subscription")
        if bounded_text(reader.need("event"), 161) != PACKAGE:
            raise XsiError(400, "Unbekanntes Ereignispaket", "Unknown event package")
        set_id = bounded_text(reader.need("channelSetId"), 161)
        application = bounded_text(reader.need("applicationId"), 161)
        if self._channel_of(asker.name, set_id) is None:
            raise not_found(f"channel set {set_id}")
        until = asyncio.get_running_loop().time() + _seconds_of(document)
        return Subscription(secrets.token_hex(8), asker, target, set_id, application, until)

    def _start(self, subscription: Subscription) -> None:
        """Reports all running calls at once; later changes follow one by one."""
        halves = self._calls.halves(subscription.target)
        subscription.watch.changes(halves)
        calls = [self._calls.half_document(half, "call") for half in halves]
        self._send(subscription, "CallSubscriptionEvent", branch("calls", *calls))

    def _unsubscribe(self, subscription_id: str, asker: User) -> HttpResponse:
        subscription = self._subscriptions.get(subscription_id)
        if subscription is None or subscription.owner is not asker:
            raise not_found(subscription_id)
        del self._subscriptions[subscription_id]
        return HttpResponse()

    def _acknowledged(self, document: Node, asker: User) -> HttpResponse:
        event_id = bounded_text(_reader(document, "EventResponse").need("eventID"), 161)
        if (asker.name, event_id) not in self._sent:
            raise not_found(event_id)
        self._sent.remove((asker.name, event_id))
        return HttpResponse()

    def _push_soon(self) -> None:
        """After whatever is happening now is done: a call in the middle of a change is no state."""
        if not self._looking and self._subscriptions:
            self._looking = True
            asyncio.get_running_loop().call_soon(self._push_changes)

    def _push_changes(self) -> None:
        self._looking = False
        now = asyncio.get_running_loop().time()
        self._subscriptions = {each.id: each for each in self._subscriptions.values() if each.until > now}
        for subscription in list(self._subscriptions.values()):
            for happened in subscription.watch.changes(self._calls.halves(subscription.target)):
                self._send(subscription, happened.event.value, self._call(happened.half))

    def _call(self, half: Half) -> Node:
        return self._calls.half_document(half, "call")

    def _send(self, subscription: Subscription, kind: str, content: Node) -> None:
        channel = self._channel_of(subscription.owner.name, subscription.set_id)
        if channel is None:
            return
        event_id = secrets.token_hex(8)
        self._sent.append((subscription.owner.name, event_id))
        channel.send(
            _typed(
                "Event",
                "SubscriptionEvent",
                leaf("eventID", event_id),
                leaf("sequenceNumber", next(subscription.numbers)),
                leaf("userId", user_id(self._platform, subscription.owner)),
                leaf("subscriptionId", subscription.id),
                leaf("channelId", channel.id),
                leaf("externalApplicationId", subscription.application),
                leaf("targetId", user_id(self._platform, subscription.target)),
                _typed("eventData", kind, content),
            )
        )

    def _channel(self, channel_id: str, asker: User) -> Channel:
        channel = self._channels.get(channel_id)
        if channel is None or channel.owner != asker.name:
            raise not_found(channel_id)
        return channel

    def _channel_of(self, owner: str, set_id: str) -> Channel | None:
        found = (channel for channel in self._channels.values() if (channel.owner, channel.set_id) == (owner, set_id))
        return next(found, None)


def _typed(name: str, kind: str, *children: Node) -> Node:
    """Adds an xsi:type with a prefix bound to the platform's namespace, like the real platform."""
    return Node(name, children=children, attributes=(("xmlns:p", NAMESPACE), (f"{{{INSTANCE}}}type", f"p:{kind}")))


def _reader(document: Node, root: str) -> DocumentReader:
    if document.name != root:
        raise SchemaError(f"{document.name}: {root} is needed here")
    return DocumentReader(document)


def _seconds_of(document: Node) -> int:
    return _seconds(next((child for child in document.children if child.name == "expires"), None))


def _seconds(node: Node | None) -> int:
    text = node.text.strip() if node is not None else "3600"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _LONGEST_S):
        raise SchemaError(f"expires: a whole number of seconds up to {_LONGEST_S} is needed")
    return int(text)
