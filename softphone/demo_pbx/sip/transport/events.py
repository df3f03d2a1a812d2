"""Server events for the control API, the state page and tests."""

import logging
from collections.abc import Callable

_log = logging.getLogger(__name__)
Listener = Callable[[dict[str, object]], None]


class Events:
    """One listener's failure is reported and does not reach the call."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def emit(self, event: str, **details: object) -> None:
        for listener in self._listeners:
            try:
                listener({"event": event, **details})
            except Exception:
                _log.exception("a listener failed at %s", event)
