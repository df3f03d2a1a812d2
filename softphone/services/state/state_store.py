"""The state of the program and the one place that changes it."""

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from softphone.domain.problems import Problem
from softphone.services.state.app_state import AppState, Notice
from softphone.services.state.observable import Observable

P = ParamSpec("P")
R = TypeVar("R")
NOTICES_KEPT = 8


class StateStore:
    """Owns the observable AppState; each service updates its own parts."""

    def __init__(self) -> None:
        self.observable: Observable[AppState] = Observable(AppState())
        self._last_notice = 0

    @property
    def value(self) -> AppState:
        return self.observable.value

    def changes(self) -> AbstractContextManager[None]:
        """A block for one event, answer or timer: all its changes are published once, at the end."""
        return self.observable.one_change()

    def update(self, **changes: Any) -> None:
        """Replaces fields of AppState by name."""
        self.observable.set(replace(self.value, **changes))

    def notify(self, token: str, argument: str = "", at_s: float | None = None) -> None:
        self._last_notice += 1
        notice = Notice(self._last_notice, token, argument, at_s)
        self.update(notices=(*self.value.notices, notice)[-NOTICES_KEPT:])

    def dismiss(self, notice_id: int) -> None:
        self.update(notices=tuple(notice for notice in self.value.notices if notice.id != notice_id))

    def raise_problem(self, problem: Problem) -> None:
        """Adds a problem until `clear_problems` of its kind; it replaces an older one of the same kind."""
        self.update(problems=(*self._problems_but(type(problem)), problem))

    def clear_problems(self, kind: type) -> None:
        self.update(problems=self._problems_but(kind))

    def clear_problem(self, problem: Problem) -> None:
        """Removes exactly this problem; others of its kind stay."""
        if problem in self.value.problems:
            self.update(problems=tuple(one for one in self.value.problems if one != problem))

    def _problems_but(self, kind: type) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.value.problems if not isinstance(problem, kind))


class _OnState(Protocol):
    _state: StateStore


S = TypeVar("S", bound=_OnState)


def one_change(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """For a service's method that changes several parts of the state: they are published once, at its end."""

    @functools.wraps(method)
    def in_one_change(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self._state.changes():
            return method(self, *args, **kwargs)

    return in_one_change
