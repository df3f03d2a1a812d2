"""Starts tasks: each is referenced until it ends, and its failure is logged."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import AbstractContextManager
from typing import Any

from softphone.services.core.ports import Spawn

log = logging.getLogger(__name__)


class TaskSpawner:
    """Fulfils the `Spawn` port. A task that ends with an exception is logged as an error, by its name."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def running(self) -> int:
        return len(self._tasks)

    def __call__(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def cancel_all(self) -> None:
        """Cancels what still runs and waits for it; what it starts meanwhile is cancelled too."""
        while self._tasks:
            tasks = tuple(self._tasks)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        if failure is not None:
            log.error("task %s failed", task.get_name(), exc_info=failure)


def each_step_within(changes: Callable[[], AbstractContextManager[None]], spawn: Spawn) -> Spawn:
    """Runs every step of the spawned tasks, from one wait to the next, inside `changes()`."""

    def spawn_stepwise(work: Coroutine[Any, Any, Any], name: str) -> Awaitable[Any]:
        return spawn(_Stepwise(work, changes), name)

    return spawn_stepwise


class _Stepwise(Coroutine[Any, Any, Any]):
    def __init__(self, work: Coroutine[Any, Any, Any], changes: Callable[[], AbstractContextManager[None]]) -> None:
        self._work, self._changes = work, changes

    def send(self, value: Any) -> Any:
        with self._changes():
            return self._work.send(value)

    def throw(self, *error: Any) -> Any:
        with self._changes():
            return self._work.throw(*error)

    def close(self) -> None:
        self._work.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._work.__await__()
