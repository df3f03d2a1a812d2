"""A value with listeners; they run on the caller's thread, in the order of subscription."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)


class Observable(Generic[T]):
    """Holds a frozen value and publishes its changes. A listener that fails is logged; the others still run.

    A listener that sets the value starts another round: every listener gets every value, the newest one last.
    """

    def __init__(self, value: T) -> None:
        self._value = self._published = value
        self._listeners: list[Callable[[T], None]] = []
        self._open = 0

    @property
    def value(self) -> T:
        return self._value

    def set(self, value: T) -> None:
        with self.one_change():
            self._value = value

    @contextmanager
    def one_change(self) -> Iterator[None]:
        """Publishes once, at the end of the outermost block, whatever was set inside."""
        self._open += 1
        try:
            yield
        finally:
            if self._open == 1:
                self._publish()
            self._open -= 1

    def subscribe(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Calls `listener` at once and at every change; the returned function ends that."""
        self._listeners.append(listener)
        listener(self._value)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _publish(self) -> None:
        while self._value != self._published:
            self._published = value = self._value
            for listener in tuple(self._listeners):
                try:
                    listener(value)
                except Exception:
                    log.exception("a listener failed")
