"""Detects a dead server by OPTIONS: without it a registration looks good until it expires."""

import logging
from collections.abc import Callable

from softphone.telephony.engine.registration.server_lookup import Prober, ProbeTarget

log = logging.getLogger(__name__)

AGAIN_AFTER_S = 2.0
MISSES = 2


class LivenessMonitor:
    """Calls `on_silence` only for a server that has answered OPTIONS before: some never do."""

    def __init__(self, prober: Prober, every_s: float, on_silence: Callable[[], None]) -> None:
        self._prober = prober
        self._every_s = every_s
        self._target: ProbeTarget | None = None
        self._at_s = 0.0
        self._now_s = 0.0
        self._misses = 0
        self._asking = self._answered = False
        self._on_silence = on_silence

    def tick(self, now_s: float, target: ProbeTarget | None) -> None:
        """`target` None: there is no server to probe now."""
        self._now_s = now_s
        if target != self._target:
            self._target, self._answered, self._misses = target, False, 0
            self._at_s = now_s + min(self._every_s, AGAIN_AFTER_S)
        if target is not None and not self._asking and now_s >= self._at_s:
            self._asking = True
            self._prober.probe(target, lambda alive: self._on_probed(target, alive))

    def _on_probed(self, target: ProbeTarget, alive: bool) -> None:
        self._asking = False
        self._at_s = self._now_s + (self._every_s if alive or not self._answered else AGAIN_AFTER_S)
        if target != self._target:
            return
        self._misses = 0 if alive else self._misses + 1
        self._answered = self._answered or alive
        if self._answered and self._misses >= MISSES:
            log.info("%s no longer answers", target.server)
            self._answered, self._misses = False, 0
            self._on_silence()
