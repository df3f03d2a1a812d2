"""Outcomes (see actions.py): made, settled at most once, and waiting with a limit on the clock of the program."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from softphone.domain.problems import Problem
from softphone.services.core.ports import Clock

Outcome = asyncio.Future[Problem | None]
"""Resolves to None when the thing happened, else to the reason; never to an exception."""


T = TypeVar("T")


class LimitReachedError(Exception):
    """The work took longer than it was given; it has been cancelled."""


def pending() -> Outcome:
    return asyncio.get_running_loop().create_future()


def settled(problem: Problem | None = None) -> Outcome:
    outcome = pending()
    outcome.set_result(problem)
    return outcome


def settle(outcome: Outcome, problem: Problem | None = None) -> None:
    """The first answer counts; one that comes later, or after the asker went away, is dropped."""
    if not outcome.done():
        outcome.set_result(problem)


def problem_of(outcome: Outcome) -> Problem | None:
    """The problem of a finished outcome; None also where it was cancelled."""
    return None if outcome.cancelled() else outcome.result()


async def within(clock: Clock, seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, or LimitReachedError after `seconds`; the work is cancelled then."""
    task = asyncio.ensure_future(work)
    limit = asyncio.ensure_future(clock.sleep(seconds))
    try:
        await asyncio.wait({task, limit}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise LimitReachedError
        return task.result()
    finally:
        await _stopped(task, limit)


async def _stopped(*tasks: asyncio.Future[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
