"""App: colours, language, notices, message waiting, tasks, leaving."""

import asyncio
import logging
from dataclasses import replace

import pytest

from softphone.domain.account.account import Language
from softphone.domain.options.table import LANGUAGE
from softphone.domain.telephone.commands import Shutdown
from softphone.domain.telephone.events import EngineLost, MessageWaiting
from softphone.services.actions import Actions
from softphone.services.core.task_spawner import TaskSpawner
from tests.samples.services import ACCOUNT, LEA, MAX, FakeLeader, World, play, quiet, result


def test_the_app_offers_every_action() -> None:
    async def story(world: World) -> None:
        actions: Actions = world.app
        assert actions.state.value == world.state

    play(story)


def test_a_leader_keeps_the_colour_whatever_order_the_portal_uses() -> None:
    async def story(world: World) -> None:
        world.portal.leaders = {LEA: FakeLeader(), MAX: FakeLeader()}
        await world.sign_in()
        first = {group.leader.user_id: group.leader.colour for group in world.state.groups}
        assert len(set(first.values())) == 2
        world.portal.leaders = {MAX: FakeLeader(), LEA: FakeLeader()}
        world.restart()
        await world.sign_in()
        assert {group.leader.user_id: group.leader.colour for group in world.state.groups} == first
        assert [group.leader.user_id for group in world.state.groups] == [MAX, LEA]

    play(story)


def test_the_ninth_leader_takes_the_first_colour_with_a_double_spine() -> None:
    async def story(world: World) -> None:
        world.portal.leaders = {f"l{number}@pbx.example": FakeLeader() for number in range(9)}
        await world.sign_in()
        refs = [group.leader for group in world.state.groups]
        assert [ref.colour for ref in refs] == [0, 1, 2, 3, 4, 5, 6, 7, 0]
        assert [ref.double_spine for ref in refs] == [False] * 8 + [True]

    play(story)


def test_the_language_is_kept_and_the_account_stays_as_it_was_given() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.options.set(LANGUAGE, Language.ENGLISH)) is None
        assert world.state.language is Language.ENGLISH
        assert world.app.account == ACCOUNT
        world.restart()
        assert world.state.language is Language.ENGLISH

    play(story)


def test_a_provisioned_language_holds_until_the_user_chooses_one() -> None:
    async def story(world: World) -> None:
        provisioned = replace(ACCOUNT, language=Language.GERMAN)
        await world.sign_in(provisioned)
        before = world.state
        assert before.language is Language.GERMAN
        world.app.options.set(LANGUAGE, Language.ENGLISH)
        await world.sign_in(provisioned)
        assert world.state.language is Language.ENGLISH

    play(story)


def test_waiting_messages_are_counted() -> None:
    async def story(world: World) -> None:
        await world.emit(MessageWaiting(new=3, old=7))
        assert world.state.message_waiting == 3

    play(story)


def test_a_notice_can_be_dismissed() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        world.app.notices.dismiss(world.state.notices[0].id)
        assert world.state.notices == ()

    play(story)


def test_leaving_ends_the_telephone_and_the_portal_and_the_end_of_the_engine_is_no_problem() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        leaving = asyncio.ensure_future(world.app.until_left())
        await quiet()
        assert not leaving.done()
        assert result(world.app.quit()) is None
        await world.emit(EngineLost(0))
        assert leaving.done()
        assert world.engine.sent[-1] == Shutdown()
        assert world.portal.closed
        assert world.state.problems == ()
        world.app.quit()
        assert len(world.engine.of(Shutdown)) == 1

    play(story)


def test_a_task_that_fails_is_reported_by_its_name(caplog: pytest.LogCaptureFixture) -> None:
    async def breaks() -> None:
        raise ValueError("broken")

    async def story() -> None:
        spawn = TaskSpawner()
        spawn(breaks(), "the-broken-one")
        assert spawn.running == 1
        await quiet()
        assert spawn.running == 0

    asyncio.run(story())
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [(logging.ERROR, "task the-broken-one failed")]


def test_cancelling_waits_for_what_still_runs_and_reports_nothing(caplog: pytest.LogCaptureFixture) -> None:
    ended: list[str] = []

    async def waits(spawn: TaskSpawner) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            spawn(asyncio.sleep(3600), "the-last-one")
            ended.append("waits")

    async def story() -> None:
        spawn = TaskSpawner()
        spawn(waits(spawn), "waits")
        await quiet()
        await spawn.cancel_all()
        assert spawn.running == 0

    asyncio.run(story())
    assert ended == ["waits"]
    assert caplog.records == []
