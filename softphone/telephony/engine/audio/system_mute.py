"""Microphones muted in the sound system; only PulseAudio (or PipeWire in its place) can tell."""

import contextlib
import logging
from typing import Any

log = logging.getLogger(__name__)

PULSEAUDIO = "PulseAudio"
CLIENT_NAME = "Vorzimmer"


class SystemMute:
    """Belongs to the thread that lists the devices; keeps one connection and reconnects when it is lost."""

    def __init__(self) -> None:
        self._pulse: Any = None

    def muted(self, backend: str) -> frozenset[str] | None:
        """Names of the microphones that are muted or at volume zero; None: unknown."""
        if backend != PULSEAUDIO:
            self._drop()
            return None
        try:
            return self._ask()
        except Exception as error:  # any fault of a lost sound server; the next poll reconnects
            log.debug("mute state: %s", error)
            self._drop()
            return None

    def close(self) -> None:
        self._drop()

    def _ask(self) -> frozenset[str]:
        import pulsectl  # its libpulse is installed only where miniaudio has found the backend

        if self._pulse is None:
            self._pulse = pulsectl.Pulse(CLIENT_NAME)  # with a time-out it always waits that long [measured]
        sources = self._pulse.source_list()
        return frozenset(s.name for s in sources if s.mute or s.volume.value_flat <= 0.0)

    def _drop(self) -> None:
        pulse, self._pulse = self._pulse, None
        if pulse is not None:
            with contextlib.suppress(Exception):  # already lost
                pulse.close()
