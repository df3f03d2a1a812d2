"""Xsi-Events client: one streaming channel, its heartbeat, subscriptions and acknowledgements."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import TypeVar
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import httpx

from softphone.domain.lines.line_state import LineEvent
from softphone.domain.problems import PortalAnswerUnusable, PortalRefused, PortalTimedOut, Problem, ProblemError
from softphone.portal.http.address import PortalAddress, path_segment
from softphone.portal.http.document_stream import DocumentStream
from softphone.portal.http.exchange import HttpExchange
from softphone.portal.xsi.bindings import XSI
from softphone.portal.xsi.call_documents import ReadEvent, read_channel_id, read_event
from softphone.safe_xml import DocumentUnusable

HEARTBEAT_S = 15.0
SILENCE_LIMIT_S = 65.0
"""Servers write a heartbeat of their own about twice a minute; longer silence is a dead connection."""
OPENING_LIMIT_S = 10.0
EXPIRES_S = 3600
APPLICATION_ID = "vorzimmer"
PACKAGE = "Advanced Call"
_ASYNC = "/com.broadsoft.async/com.broadsoft.xsi-events/v2.0/channel"
_EVENTS = "/com.broadsoft.xsi-events/v2.0"
_NOT_FOR_US = frozenset({403, 404})

V = TypeVar("V")
Hear = Callable[[LineEvent], None]


class XsiEvents:
    """Fulfils `services.core.ports.LineEvents`."""

    def __init__(
        self,
        address: Callable[[], PortalAddress],
        exchange: Callable[[], HttpExchange],
        heartbeat_s: float = HEARTBEAT_S,
    ) -> None:
        self._address, self._open_exchange, self._heartbeat_s = address, exchange, heartbeat_s

    async def listen(self, users: Sequence[str], hear: Hear, on_open: Callable[[], None]) -> None:
        """Runs until the channel ends, then raises ProblemError. Users that may not be watched are left out.

        `on_open` is called once the channel is open; PortalRefused before that means that the server has no events.
        """
        address, exchange = self._address(), self._open_exchange()
        try:
            await _Channel(address, exchange, self._heartbeat_s, hear).run(users, on_open)
        finally:
            await exchange.aclose()


class _Channel:
    def __init__(self, address: PortalAddress, exchange: HttpExchange, heartbeat_s: float, hear: Hear) -> None:
        self._base, self._host = address.base_url, address.host
        self._exchange, self._heartbeat_s, self._hear = exchange, heartbeat_s, hear
        self._set_id = f"{APPLICATION_ID}-{secrets.token_hex(8)}"
        self._to_acknowledge: asyncio.Queue[str] = asyncio.Queue()

    async def run(self, users: Sequence[str], on_open: Callable[[], None]) -> None:
        wish = _document("Channel", channelSetId=self._set_id, priority="1", weight="100", expires=str(EXPIRES_S))
        async with (
            self._exchange.opened("POST", self._base + _ASYNC, wish, may_move(users[0] if users else "")) as answer,
            aclosing(self._documents(answer)) as documents,
        ):
            channel_id = self._understood(read_channel_id, await self._first(documents))
            on_open()
            await self._together(channel_id, users, documents)

    async def _together(self, channel_id: str, users: Sequence[str], documents: AsyncGenerator[bytes, None]) -> None:
        """Whatever of these ends, ends the channel."""
        works = (self._read(documents), self._beat(channel_id), self._acknowledge(), self._subscribe(users))
        tasks = [asyncio.ensure_future(work) for work in works]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _documents(self, answer: httpx.Response) -> AsyncGenerator[bytes, None]:
        stream, chunks = DocumentStream(), asyncio.Queue[bytes | httpx.HTTPError | None]()
        pump = asyncio.ensure_future(_pump(answer, chunks))
        try:
            while (chunk := await chunks.get()) is not None:
                if isinstance(chunk, httpx.HTTPError):
                    raise chunk
                for document in self._cut(stream, chunk):
                    yield document
        finally:
            pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)

    async def _first(self, documents: AsyncGenerator[bytes, None]) -> bytes:
        return await self._within(OPENING_LIMIT_S, documents)

    async def _read(self, documents: AsyncGenerator[bytes, None]) -> None:
        while True:
            event = self._understood(read_event, await self._within(SILENCE_LIMIT_S, documents))
            if event is not None:
                self._dispatch(event)

    def _dispatch(self, event: ReadEvent) -> None:
        if event.ended:
            raise self._over("the channel was ended")
        if event.event_id:
            self._to_acknowledge.put_nowait(event.event_id)
        if event.line is not None:
            self._hear(event.line)

    async def _within(self, limit_s: float, documents: AsyncGenerator[bytes, None]) -> bytes:
        try:
            async with asyncio.timeout(limit_s):
                return await anext(documents)
        except StopAsyncIteration:
            raise self._over("the channel ended") from None
        except TimeoutError:
            raise ProblemError(PortalTimedOut(self._host)) from None
        except httpx.HTTPError as error:
            raise self._over(f"the channel broke off: {error}") from error

    async def _beat(self, channel_id: str) -> None:
        while True:
            await asyncio.sleep(self._heartbeat_s)
            url = f"{self._base}{_EVENTS}/channel/{path_segment(channel_id)}/heartbeat"
            await self._exchange.request("PUT", url)

    async def _acknowledge(self) -> None:
        while True:
            event_id = await self._to_acknowledge.get()
            answer = _document("EventResponse", eventID=event_id, statusCode="200", reason="OK")
            await self._exchange.request("POST", f"{self._base}{_EVENTS}/channel/eventresponse", answer)

    async def _subscribe(self, users: Sequence[str]) -> None:
        """All, and again before they end."""
        while True:
            for user_id in users:
                await self._subscribe_to(user_id)
            await asyncio.sleep(EXPIRES_S * 0.8)

    async def _subscribe_to(self, user_id: str) -> None:
        wish = _document(
            "Subscription",
            event=PACKAGE,
            expires=str(EXPIRES_S),
            channelSetId=self._set_id,
            applicationId=APPLICATION_ID,
        )
        try:
            await self._exchange.request("POST", f"{self._base}{_EVENTS}/user/{path_segment(user_id)}", wish)
        except ProblemError as error:
            if not (isinstance(error.problem, PortalRefused) and error.problem.status in _NOT_FOR_US):
                raise

    def _cut(self, stream: DocumentStream, chunk: bytes) -> list[bytes]:
        try:
            return stream.feed(chunk)
        except DocumentUnusable as error:
            raise self._over(str(error)) from error

    def _understood(self, read: Callable[[bytes], V], body: bytes) -> V:
        try:
            return read(body)
        except DocumentUnusable as error:
            raise self._over(str(error)) from error

    def _over(self, detail: str) -> ProblemError:
        problem: Problem = PortalAnswerUnusable(self._host, detail)
        return ProblemError(problem)


async def _pump(answer: httpx.Response, chunks: "asyncio.Queue[bytes | httpx.HTTPError | None]") -> None:
    """WORKAROUND(httpx 0.28): its generators are left to the garbage collector when one stops reading between two
    chunks, and fail there in another task. Here they wait in the network alone, where a cancellation unwinds them;
    remove when httpx closes what it iterates."""
    try:
        async for chunk in answer.aiter_raw():
            chunks.put_nowait(chunk)
        chunks.put_nowait(None)
    except httpx.HTTPError as error:
        chunks.put_nowait(error)


def _document(name: str, **children: str) -> bytes:
    inner = "".join(f"<{child}>{escape(text)}</{child}>" for child, text in children.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{XSI}">{inner}</{name}>'.encode()


def may_move(user_id: str) -> Callable[[str, str], bool]:
    """Whether the channel of that user may go on at another address: the password goes with it.

    Only to the same host, or over HTTPS to one within the user's own domain.
    """
    domain = user_id.rpartition("@")[2].lower()

    def allowed(here: str, there: str) -> bool:
        old, new = urlsplit(here), urlsplit(there)
        if new.username is not None or new.scheme != old.scheme:
            return False
        host = (new.hostname or "").lower()
        own = bool(domain) and (host == domain or host.endswith(f".{domain}"))
        return host == (old.hostname or "").lower() or (new.scheme == "https" and own)

    return allowed
