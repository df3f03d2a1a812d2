"""OPTIONS over the flow that registers us: over TCP and TLS a dead connection goes unnoticed for minutes."""

from collections.abc import Callable

from softphone.domain.account.account import Transport
from softphone.telephony.engine.registration.server_lookup import Prober, ProbeTarget

LIMIT_S = 6.0


class OptionsPing:
    """Uses `udp_prober`'s separate socket over UDP, else `send` over the account's own flow. On the owning thread."""

    def __init__(self, udp_prober: Prober, send: Callable[[], bool]) -> None:
        self._udp_prober, self._send = udp_prober, send
        self._done: Callable[[bool], None] | None = None
        self._asked_at_s = self._now_s = 0.0

    def probe(self, target: ProbeTarget, done: Callable[[bool], None]) -> None:
        if target.transport is Transport.UDP:
            self._udp_prober.probe(target, done)
            return
        self._done, self._asked_at_s = done, self._now_s
        if not self._send():
            self._finish(False)

    def on_answer(self) -> None:
        """Any answer will do, even to an older request."""
        self._finish(True)

    def tick(self, now_s: float) -> None:
        self._now_s = now_s
        if now_s - self._asked_at_s > LIMIT_S:
            self._finish(False)

    def _finish(self, alive: bool) -> None:
        done, self._done = self._done, None
        if done is not None:
            done(alive)
