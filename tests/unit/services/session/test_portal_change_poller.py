"""Changes in the portal: reported, never applied without a new sign-in."""

import asyncio
from dataclasses import replace

from softphone.domain.executive.settings import Assistants, GroupSettings, Roles, SimpleFilter
from softphone.domain.problems import NotPossibleNow, Obstacle, PortalUnreachable
from softphone.services.state.portal_change import Differs
from tests.samples.services import LEA, MAX, FakeLeader, World, play, quiet, result


def test_a_changed_portal_is_told_and_not_applied() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        in_force = world.group.settings
        lea = world.portal.leaders[LEA]
        lea.filtering = replace(lea.filtering, simple_filter=SimpleFilter.ALL)
        await world.clock.advance(71)
        assert world.group.settings == in_force
        change = world.state.portal_change
        assert change is not None
        (found,) = change.differences
        assert (found.kind, found.leader) == (Differs.SETTINGS, world.group.leader)
        assert found.before == in_force
        assert isinstance(found.after, GroupSettings)
        assert found.after.filtering is not None
        assert found.after.filtering.simple_filter is SimpleFilter.ALL
        world.app.portal_changes.postpone()
        await world.clock.advance(140)
        assert world.state.portal_change == replace(change, postponed=True)
        world.app.session.sign_in_again()
        await quiet()
        assert world.state.portal_change is None
        assert world.group.settings == found.after

    play(story)


def test_everything_that_can_differ_is_found_at_once_when_asked() -> None:
    async def story(world: World) -> None:
        world.portal.leaders[MAX] = FakeLeader()
        world.portal.roles_ = Roles(is_executive=True, is_assistant=True)
        await world.sign_in()
        assert world.state.portal_change is None
        del world.portal.leaders[MAX]
        world.portal.leaders["neu@pbx.example"] = FakeLeader(name=("Nora", "Neu"))
        world.portal.leaders[LEA].opted_in = True
        world.portal.divert = (True, "451")
        world.portal.assistants_ = Assistants(False, world.portal.assistants_.entries)
        outcome = world.app.portal_changes.check()
        await quiet()
        assert result(outcome) is None
        assert world.state.portal_change is not None
        kinds = [difference.kind for difference in world.state.portal_change.differences]
        assert kinds == [
            Differs.LOGGED_IN, Differs.GROUP_GONE, Differs.GROUP_NEW, Differs.DIVERT, Differs.ASSISTANTS,
        ]  # fmt: skip

    play(story)


def test_a_change_made_here_is_no_difference_and_settles_one() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.leaders[LEA].opted_in = True
        world.app.portal_changes.check()
        await quiet()
        assert world.state.portal_change is not None
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert world.state.portal_change is None

    play(story)


def test_a_change_under_way_makes_the_look_useless() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["filtering"] = asyncio.Event()
        outcome = world.app.portal_changes.check()
        await quiet()
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        gate.set()
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.SUPERSEDED)
        assert world.state.portal_change is None

    play(story)


def test_a_portal_that_does_not_answer_is_no_change() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails["everything"] = PortalUnreachable("portal.example")
        outcome = world.app.portal_changes.check()
        await quiet()
        assert result(outcome) == PortalUnreachable("portal.example")
        assert world.state.portal_change is None
        assert world.state.problems == ()

    play(story)


def test_nothing_is_asked_of_the_portal_after_signing_out() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.session.sign_out()
        await world.clock.advance(5)
        asked = len(world.portal.asked)
        await world.clock.advance(600)
        assert len(world.portal.asked) == asked
        assert result(world.app.portal_changes.check()) == NotPossibleNow(Obstacle.SIGNED_OUT)

    play(story)
