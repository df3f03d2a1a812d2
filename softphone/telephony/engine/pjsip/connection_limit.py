"""Limits TCP and TLS connections: pjsip aborts the process at the 65th socket [measured]."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

FREED_AFTER_S = 0.6
"""PJ_IOQUEUE_KEY_FREE_DELAY and a little more."""


class ClosingSockets:
    """Tracks sockets that pjsip frees half a second after closing."""

    def __init__(self) -> None:
        self._closed_at_s: list[float] = []

    def closed(self, now_s: float, number: int = 1) -> None:
        self._closed_at_s += [now_s] * number

    def wait_s(self, most: int, now_s: float) -> float:
        """How long until at most `most` of them are not yet freed."""
        self._closed_at_s = [at for at in self._closed_at_s if now_s - at < FREED_AFTER_S]
        too_many = len(self._closed_at_s) - max(0, most)
        return self._closed_at_s[too_many - 1] + FREED_AFTER_S - now_s if too_many > 0 else 0.0


MOST_FLOWS = 6
"""TCP and TLS connections in both directions. A telephone needs one or two."""


PAUSE_ABOVE = 6
"""Above this number of open or not yet freed sockets the engine pauses: pjsip accepts up to 50 in one turn
(docs/decisions/0013)."""


class Handle(Protocol):
    """pjsua2's TransportHandle, of which only the address is readable."""

    def __int__(self) -> int: ...


H = TypeVar("H", bound=Handle)


class ConnectionLimit(Generic[H]):
    """`enforce` runs between two turns of pjsip, when closing is safe."""

    def __init__(self, close: Callable[[H], None], sleep: Callable[[float], None]) -> None:
        self._close = close
        self._sleep = sleep
        self._open: dict[int, H] = {}
        self._closing = ClosingSockets()
        self._closed = 0

    def opened(self, handle: H) -> None:
        self._open[int(handle)] = handle

    def closed(self, handle: H) -> None:
        """The flow was lost, shut down or destroyed; pjsip reports up to three of these for one flow."""
        if self._open.pop(int(handle), None) is not None:
            self._closed += 1

    def close_flows(self, flows: frozenset[int]) -> None:
        """Closes these flows between two turns, so that the next request opens a new one."""
        self._close_all([handle for flow, handle in self._open.items() if flow in flows])

    def enforce(self, now_s: float) -> None:
        """Closes surplus connections, newest first; pauses while too many sockets are open."""
        self._close_all(list(self._open.values())[MOST_FLOWS:])
        self._closing.closed(now_s, self._closed)
        self._closed = 0
        if (wait_s := self._closing.wait_s(PAUSE_ABOVE - len(self._open), now_s)) > 0:
            self._sleep(wait_s)

    def _close_all(self, handles: list[H]) -> None:
        for handle in handles:
            self._close(handle)
            self.closed(handle)
