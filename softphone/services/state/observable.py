"""One value that changes and tells; listeners run on the caller's thread, in the order they subscribed."""

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)


class Observable(Generic[T]):
    """Holds a frozen value. A listener that fails is reported and does not keep the others from hearing."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._listeners: list[Callable[[T], None]] = []

    @property
    def value(self) -> T:
        return self._value

    def set(self, value: T) -> None:
        if value == self._value:
            return
        self._value = value
        for listener in tuple(self._listeners):
            try:
                listener(value)
            except Exception:
                log.exception("a listener failed")

    def subscribe(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Calls `listener` at once and at every change; the returned function ends that."""
        self._listeners.append(listener)
        listener(self._value)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe
