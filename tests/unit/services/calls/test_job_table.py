"""The table of jobs that push and transfer share."""

import asyncio
from dataclasses import dataclass, replace

from softphone.domain.telephone.call import CallKey
from softphone.services.calls.job_table import JobTable
from softphone.services.state.calls import CallView
from tests.samples.calls import ringing
from tests.samples.services import FakeClock


@dataclass(frozen=True)
class Errand:
    key: CallKey
    view: CallView
    is_refused: bool = False
    is_over: bool = False

    def with_view(self, view: CallView) -> "Errand":
        return replace(self, view=view)


class Published:
    """A table and how often it was published."""

    def __init__(self) -> None:
        self.count = 0
        self.table = JobTable[Errand](self.note)

    def note(self) -> None:
        self.count += 1


def call(key: int, **more: object) -> CallView:
    return ringing(key, "Erika", "030 1", None, 3.0, **more)


def test_every_change_is_published_once() -> None:
    shown = Published()
    shown.table.keep(Errand(CallKey(1), call(1)))
    shown.table.drop((CallKey(1), CallKey(2)))
    assert (shown.count, dict(shown.table)) == (2, {})


def test_a_job_follows_its_call_and_keeps_the_last_view_of_an_ended_one() -> None:
    table = Published().table
    table.keep(Errand(CallKey(1), call(1)))
    renamed = replace(call(1), headline="Erika Beispiel")
    table.refresh((renamed,))
    assert table[CallKey(1)].view == renamed
    table.refresh(())
    assert table[CallKey(1)].view == renamed


def test_a_refusal_goes_with_its_call() -> None:
    table = Published().table
    table.keep(Errand(CallKey(1), call(1), is_refused=True))
    table.refresh((call(1),))
    assert CallKey(1) in table
    table.refresh((call(2),))
    assert CallKey(1) not in table


def test_an_ended_job_is_dropped_later_unless_it_was_begun_again_or_refused() -> None:
    async def story() -> None:
        clock, table = FakeClock(), Published().table
        errands = (
            Errand(CallKey(1), call(1), is_over=True),
            Errand(CallKey(2), call(2), is_over=True),
            Errand(CallKey(3), call(3), is_refused=True, is_over=True),
        )
        for errand in errands:
            table.keep(errand)
        drops = [
            asyncio.ensure_future(table.drop_later(key, clock, 5.0, lambda e: e.is_over)) for key in tuple(table)
        ]
        await clock.advance(1.0)
        table.keep(replace(table[CallKey(2)], is_over=False))
        await clock.advance(5.0)
        await asyncio.gather(*drops)
        assert set(table) == {CallKey(2), CallKey(3)}

    asyncio.run(story())
