"""One open event channel: a queue of documents that one streamed HTTP answer sends as they come."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable

from softphone.demo_pbx.xsi_xml import Node, branch, leaf, to_bytes

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

    def heard(self) -> None:
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
