"""Error handling around pjsua2: guarded callbacks and readable error texts."""

import logging
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import pjsua2 as pj

log = logging.getLogger(__name__)
P = ParamSpec("P")


class Reports(Protocol):
    def report_failure(self, callback: str, error: Exception) -> None: ...


S = TypeVar("S", bound=Reports)


def guarded(callback: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """Logs and reports an exception in a pjsua2 callback; one that leaves it makes pjsua2 answer 500."""

    def wrapper(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            callback(self, *args, **kwargs)
        except Exception as error:
            log.exception("in %s", callback.__name__)
            self.report_failure(callback.__name__, error)

    wrapper.__name__ = callback.__name__
    return wrapper


def error_text(error: pj.Error) -> str:
    """pjsip's reason without the source line."""
    return str(error.reason) or str(error.title)
