"""Task spawner: keeps references, reports failures, cancels all tasks on stop."""

import asyncio
import logging
from collections.abc import Callable, Coroutine

_log = logging.getLogger(__name__)


class Tasks:
    """Background work of one server."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._finished)
        return task

    def later(self, delay_s: float, action: Callable[[], object]) -> None:
        """A delayed action that the stop of the server takes back."""
        self.spawn(_after(delay_s, action))

    async def stop(self) -> None:
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("background work failed: %r", error, exc_info=error)


async def _after(delay_s: float, action: Callable[[], object]) -> None:
    await asyncio.sleep(delay_s)
    action()
