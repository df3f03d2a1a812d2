"""Tasks whose steps publish once each."""

import asyncio
from collections.abc import Callable

from softphone.services.core.task_spawner import TaskSpawner, each_step_within
from softphone.services.state.observable import Observable


def test_each_step_of_a_task_publishes_once() -> None:
    async def count(number: Observable[int], pause: asyncio.Event) -> str:
        number.set(1)
        number.set(2)
        await pause.wait()
        number.set(3)
        number.set(4)
        return "counted"

    async def story() -> None:
        number, seen, pause = Observable(0), list[int](), asyncio.Event()
        number.subscribe(seen.append)
        task = each_step_within(number.one_change, TaskSpawner())(count(number, pause), "count")
        await asyncio.sleep(0)
        assert seen == [0, 2]
        pause.set()
        assert await task == "counted"
        assert seen == [0, 2, 4]

    asyncio.run(story())


def test_a_cancelled_task_publishes_what_it_does_at_the_end() -> None:
    async def clean_up(number: Observable[int]) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            number.set(1)
            number.set(2)

    assert _cancelled_after(1, clean_up) == [0, 2]


def test_a_task_that_is_cancelled_before_its_first_step_does_nothing() -> None:
    async def never(number: Observable[int]) -> None:
        number.set(1)

    assert _cancelled_after(0, never) == [0]


def _cancelled_after(steps: int, work: Callable[[Observable[int]], object]) -> list[int]:
    async def story() -> list[int]:
        number, seen, tasks = Observable(0), list[int](), TaskSpawner()
        number.subscribe(seen.append)
        each_step_within(number.one_change, tasks)(work(number), "work")  # type: ignore[arg-type]
        for _ in range(steps):
            await asyncio.sleep(0)
        await tasks.cancel_all()
        return seen

    return asyncio.run(story())
