"""Typed signals: how one service tells others that something happened."""

import logging
from collections.abc import Callable
from typing import Generic, TypeVarTuple

Values = TypeVarTuple("Values")
log = logging.getLogger(__name__)


class Signal(Generic[*Values]):
    """Calls its listeners in the order of connection. One that fails is logged; the others still run."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[*Values], object]] = []

    def connect(self, listener: Callable[[*Values], object]) -> None:
        self._listeners.append(listener)

    def emit(self, *values: *Values) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(*values)
            except Exception:
                log.exception("a listener failed")
