"""Keeps an exception inside a pjsua2 callback from being swallowed: it is logged and told as an event."""

import logging
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

log = logging.getLogger(__name__)
P = ParamSpec("P")


class Reports(Protocol):
    def report_failure(self, callback: str, error: Exception) -> None: ...


S = TypeVar("S", bound=Reports)


def guarded(callback: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """pjsua2 answers 500 for us when an exception leaves a callback [design.md, decision 3], so none may."""

    def wrapper(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            callback(self, *args, **kwargs)
        except Exception as error:
            log.exception("in %s", callback.__name__)
            self.report_failure(callback.__name__, error)

    wrapper.__name__ = callback.__name__
    return wrapper
