"""Notices a server that has died although no flow says so: a registration looks good until it runs out."""

import logging
from collections.abc import Callable

from softphone.telephony.engine.registration.server_lookup import Prober, ProbeTarget

log = logging.getLogger(__name__)

AGAIN_AFTER_S = 2.0
MISSES = 2


class LivenessMonitor:
    """Counts only on a server that has answered OPTIONS before: some never do."""

    def __init__(self, prober: Prober, every_s: float) -> None:
        self._prober = prober
        self._every_s = every_s
        self._place: ProbeTarget | None = None
        self._at_s = 0.0
        self._now_s = 0.0
        self._misses = 0
        self._asking = self._answered = False
        self.on_silence: Callable[[], None] = lambda: None

    def tick(self, now_s: float, place: ProbeTarget | None) -> None:
        """`place` None: there is nothing to watch now."""
        self._now_s = now_s
        if place != self._place:
            self._place, self._answered, self._misses = place, False, 0
            self._at_s = now_s + min(self._every_s, AGAIN_AFTER_S)
        if place is not None and not self._asking and now_s >= self._at_s:
            self._asking = True
            self._prober.probe(place, lambda alive: self._on_probed(place, alive))

    def _on_probed(self, place: ProbeTarget, alive: bool) -> None:
        self._asking = False
        self._at_s = self._now_s + (self._every_s if alive or not self._answered else AGAIN_AFTER_S)
        if place != self._place:
            return
        self._misses = 0 if alive else self._misses + 1
        self._answered = self._answered or alive
        if self._answered and self._misses >= MISSES:
            log.info("%s no longer answers", place.server)
            self._answered, self._misses = False, 0
            self.on_silence()
