"""Requests that a test records, and outcomes that stay open until it settles them."""

import asyncio
from collections.abc import Callable
from contextvars import Context, copy_context
from typing import Any, TypeVarTuple, Unpack

from softphone.domain.problems import Problem
from softphone.services.core.outcomes import Outcome

Ts = TypeVarTuple("Ts")


class ImmediateLoop(asyncio.BaseEventLoop):
    """Calls the listeners of its futures at once, so that outcomes need no running loop."""

    def call_soon(
        self, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        (context or copy_context()).run(callback, *args)
        return asyncio.Handle(callback, args, self)


IMMEDIATE = ImmediateLoop()
IMMEDIATE.close()


def settled(problem: Problem | None = None) -> Outcome:
    """An outcome that is known already."""
    outcome: Outcome = asyncio.Future(loop=IMMEDIATE)
    outcome.set_result(problem)
    return outcome


class Requests:
    """What was asked, and the outcomes that are still open; `problem` is what they resolve to."""

    def __init__(self, at_once: bool = False) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.outcomes: list[Outcome] = []
        self.problem: Problem | None = None
        self._at_once = at_once

    def record(self, name: str, *arguments: object) -> None:
        self.asked.append((name, *arguments))

    def ask(self, name: str, *arguments: object) -> Outcome:
        self.record(name, *arguments)
        self.outcomes.append(asyncio.Future(loop=IMMEDIATE))
        outcome = self.outcomes[-1]
        if self._at_once:
            self.settle()
        return outcome

    def settle(self) -> None:
        """Resolves every open outcome."""
        settled, self.outcomes = self.outcomes, []
        for outcome in settled:
            outcome.set_result(self.problem)


class Group:
    def __init__(self, requests: Requests) -> None:
        self._requests = requests
