"""A TCP connection beside a UDP line, for requests that are too large for a datagram (RFC 3261 section 18.1.1)."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from softphone.domain.account.account import Transport
from softphone.telephony.engine.gate.flows.flow import Flow, FlowTarget, open_flow
from softphone.telephony.engine.gate.wire.values import host_port

log = logging.getLogger(__name__)

LARGEST_DATAGRAM = 1300
"""A request that may not fit into one packet on its way: the usual 1,500 octets, less 200."""
AGAIN_AFTER_S = 300.0


class StreamBeside:
    """Opened in the background by the first large request, which still goes out as a datagram: many servers and
    firewalls know no TCP, and none must wait for that."""

    def __init__(
        self, on_message: Callable[[bytes, tuple[str, int]], None], on_lost: Callable[[int, str], None]
    ) -> None:
        self._on_message, self._on_lost = on_message, on_lost
        self._flow: Flow | None = None
        self._opening: asyncio.Task[None] | None = None
        self._not_before_s = 0.0

    @property
    def is_open(self) -> bool:
        return self._flow is not None and self._flow.is_open

    @property
    def own_address(self) -> str:
        return host_port(*self._flow.local) if self._flow is not None else ""

    @property
    def number(self) -> int:
        return self._flow.number if self._flow is not None else 0

    def send(self, data: bytes) -> None:
        if self._flow is not None:
            self._flow.send(data)

    def prepare(self, target: FlowTarget, number: int) -> None:
        """Begins to connect, unless it stands, is being tried, or failed a short while ago."""
        loop = asyncio.get_running_loop()
        if not self.is_open and self._opening is None and loop.time() >= self._not_before_s:
            self._not_before_s = loop.time() + AGAIN_AFTER_S
            self._opening = loop.create_task(
                self._open(replace(target, transport=Transport.TCP, connected=True), number)
            )

    async def _open(self, target: FlowTarget, number: int) -> None:
        try:
            self._flow = await open_flow(
                target, lambda: Flow(target, number, self._on_message, lambda why: self._lost(number, why))
            )
        except OSError as error:
            log.info("large requests stay datagrams: %s", error)
        finally:
            self._opening = None

    def close(self, at_once: bool = False) -> None:
        flow, self._flow, self._not_before_s = self._flow, None, 0.0
        if self._opening is not None:
            self._opening.cancel()
        if flow is not None:
            flow.close(at_once)

    def _lost(self, number: int, why: str) -> None:
        self._flow, self._not_before_s = None, 0.0
        self._on_lost(number, why)
