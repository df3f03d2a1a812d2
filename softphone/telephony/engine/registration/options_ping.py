"""Whether the flow that registers us still leads to a server: over TCP and TLS a dead one is silent for minutes."""

from collections.abc import Callable

from softphone.domain.account.account import Transport
from softphone.telephony.engine.registration.server_lookup import Prober, ProbeTarget

LIMIT_S = 6.0


class OptionsPing:
    """Over UDP asked on a socket apart, else with an OPTIONS among our own requests. Runs on the owning thread."""

    def __init__(self, apart: Prober) -> None:
        self._apart = apart
        self._done: Callable[[bool], None] | None = None
        self._asked_at_s = self._now_s = 0.0
        self.ask: Callable[[], bool] = lambda: False

    def probe(self, target: ProbeTarget, done: Callable[[bool], None]) -> None:
        if target.transport is Transport.UDP:
            self._apart.probe(target, done)
            return
        self._done, self._asked_at_s = done, self._now_s
        if not self.ask():
            self._settle(False)

    def heard(self) -> None:
        """Whatever the server says, and be it to an older question, it lives."""
        self._settle(True)

    def tick(self, now_s: float) -> None:
        self._now_s = now_s
        if now_s - self._asked_at_s > LIMIT_S:
            self._settle(False)

    def _settle(self, alive: bool) -> None:
        done, self._done = self._done, None
        if done is not None:
            done(alive)
