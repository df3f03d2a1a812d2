"""The assistant's divert: pending until the portal confirms it."""

import asyncio
from dataclasses import replace

from softphone.domain.executive.settings import Roles
from softphone.domain.problems import NotANumber, NotPossibleNow, Obstacle, PortalRefused, PortalShowsOtherwise
from softphone.services.groups.coverage_gaps import divert_has_effect
from softphone.services.state.groups import DivertView
from tests.samples.services import LEA, World, play, quiet, result

FORBIDDEN = PortalRefused(403, "Nicht erlaubt")


def logged_in(world: World) -> None:
    world.portal.leaders[LEA].opted_in = True


def test_a_divert_is_a_wish_until_the_portal_confirms_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["set_divert"] = asyncio.Event()
        outcome = world.app.divert.set_divert(True, "030 23125-451")
        await quiet()
        assert world.state.divert == DivertView(False, "", True, "03023125451", in_flight=True)
        gate.set()
        await quiet()
        assert result(outcome) is None
        assert world.state.divert == DivertView(True, "03023125451", True, "03023125451")
        assert world.portal.divert == (True, "03023125451")
        assert world.notices() == [("divert-on", "030 23125451")]
        assert divert_has_effect(world.state)
        result_off = world.app.divert.set_divert(False, "")
        await quiet()
        assert result(result_off) is None
        assert world.portal.divert == (False, "03023125451")

    play(story, logged_in)


def test_a_number_that_is_none_never_reaches_the_portal() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.divert.set_divert(True, "030 2x")
        assert result(outcome) == NotANumber("030 2x", 6)
        assert world.state.divert == replace(DivertView(), problem=NotANumber("030 2x", 6))
        assert ("set_divert", "") not in world.portal.asked

    play(story)


def test_a_refused_divert_returns_with_the_portals_words_and_the_next_save_clears_them() -> None:
    async def story(world: World) -> None:
        world.portal.divert = (False, "450")
        await world.sign_in()
        world.portal.fails["set_divert"] = FORBIDDEN
        outcome = world.app.divert.set_divert(True, "451")
        await quiet()
        assert result(outcome) == FORBIDDEN
        assert world.state.divert == DivertView(False, "450", False, "450", problem=FORBIDDEN)
        world.portal.fails.clear()
        world.app.divert.set_divert(True, "451")
        await quiet()
        assert world.state.divert == DivertView(True, "451", True, "451")

    play(story)


def test_an_answer_that_is_lost_is_read_back() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.lost_answers.add("divert")
        outcome = world.app.divert.set_divert(True, "451")
        await world.clock.advance(11)
        assert result(outcome) is None
        assert world.state.divert == DivertView(True, "451", True, "451")

    play(story)


def test_a_divert_that_a_gateway_called_failed_is_shown_as_the_portal_has_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.wrong_answers["set_divert"] = PortalRefused(502)
        outcome = world.app.divert.set_divert(True, "451")
        await quiet()
        assert result(outcome) is None
        assert world.state.divert == DivertView(True, "451", True, "451")

    play(story)


def test_a_divert_that_changed_nothing_is_told_with_both_values() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.idle_writes.add("set_divert")
        outcome = world.app.divert.set_divert(True, "451")
        await quiet()
        assert result(outcome) == PortalShowsOtherwise(wanted=True, shown=False)
        assert world.state.divert is not None
        assert not world.state.divert.enabled

    play(story)


def test_who_is_no_assistant_has_nothing_to_divert() -> None:
    async def story(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=False)
        await world.sign_in()
        assert world.state.divert is None
        assert result(world.app.divert.set_divert(True, "451")) == NotPossibleNow(Obstacle.NO_DIVERT)

    play(story)
