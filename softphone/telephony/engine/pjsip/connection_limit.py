"""Keeps strangers from ending the engine: pjsip takes 64 sockets and aborts the process at the 65th [measured]."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

GIVEN_BACK_AFTER_S = 0.6
"""PJ_IOQUEUE_KEY_FREE_DELAY and a little more."""


class ClosingSockets:
    def __init__(self) -> None:
        self._closed_at_s: list[float] = []

    def closed(self, now_s: float, number: int = 1) -> None:
        self._closed_at_s += [now_s] * number

    def wait_s(self, most: int, now_s: float) -> float:
        """How long until no more than `most` of them are still taken."""
        self._closed_at_s = [at for at in self._closed_at_s if now_s - at < GIVEN_BACK_AFTER_S]
        too_many = len(self._closed_at_s) - max(0, most)
        return self._closed_at_s[too_many - 1] + GIVEN_BACK_AFTER_S - now_s if too_many > 0 else 0.0


MOST_FLOWS = 6
"""TCP and TLS connections at once, ours and others'. A telephone needs one or two."""


CROWD = 6
"""With more sockets than that open or not yet given back, nothing is taken in for a while: pjsip accepts up to 50 in
one turn (docs/decisions/0013)."""


class Handle(Protocol):
    """pjsua2's TransportHandle: opaque but for its address."""

    def __int__(self) -> int: ...


H = TypeVar("H", bound=Handle)


class ConnectionLimit(Generic[H]):
    """Told of every connection by pjsip; `settle` runs between two turns, when closing is safe."""

    def __init__(self, close: Callable[[H], None], sleep: Callable[[float], None]) -> None:
        self._close = close
        self._sleep = sleep
        self._open: dict[int, H] = {}
        self._places = ClosingSockets()
        self._gone = 0

    def opened(self, handle: H) -> None:
        self._open[int(handle)] = handle

    def gone(self, handle: H) -> None:
        """Lost, shut down or destroyed; told up to three times for one flow."""
        if self._open.pop(int(handle), None) is not None:
            self._gone += 1

    def leave(self, flows: frozenset[int]) -> None:
        """Close these now, between two turns, so that the next request takes a new one."""
        self._shut([handle for flow, handle in self._open.items() if flow in flows])

    def settle(self, now_s: float) -> None:
        """Close what is too much, the newest first, and take a breath while a crowd stands at the door."""
        self._shut(list(self._open.values())[MOST_FLOWS:])
        self._places.closed(now_s, self._gone)
        self._gone = 0
        if (wait_s := self._places.wait_s(CROWD - len(self._open), now_s)) > 0:
            self._sleep(wait_s)

    def _shut(self, handles: list[H]) -> None:
        for handle in handles:
            self._close(handle)
            self.gone(handle)
