"""A rule for one caller from a ringing card: written into the advanced filter alone, and taken back."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from softphone.domain.executive.settings import CallsFrom, Criterion, FilteringMode
from softphone.domain.problems import NoSuchCall, NotPossibleNow, Obstacle, PortalRefused, Problem
from softphone.domain.telephone.call import CallKey
from softphone.services.state.group_editor import RuleView
from tests.samples.editable_portal import VIP, EditablePortal, advanced
from tests.samples.services import LEA, World, for_leader, invite_of, play, quiet, result

CALLER = "+4989111222"
NAME = "089 111222"
KEY = CallKey(1)


def portal(world: World) -> EditablePortal:
    assert isinstance(world.portal, EditablePortal)
    return world.portal


def rule(world: World) -> RuleView:
    assert world.state.rule is not None
    return world.state.rule


async def write(world: World, always: bool, key: CallKey = KEY) -> Problem | None:
    outcome = world.app.editor.write_rule(key, always)
    await quiet()
    return result(outcome)


def ringing(story: Callable[[World], Awaitable[None]], number: str = CALLER) -> None:
    """A call for Lea rings at the assistant."""

    async def whole(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA, number))
        await story(world)

    play(whole, advanced)


@pytest.mark.parametrize("always", [True, False])
def test_a_rule_is_one_criterion_for_this_number_and_nothing_else(always: bool) -> None:
    async def story(world: World) -> None:
        before = portal(world).leaders[LEA]
        assert await write(world, always) is None
        made = Criterion(NAME, always, CallsFrom.SPECIFIED_ONLY, numbers=(CALLER,))
        assert portal(world).criteria[LEA] == {"VIP": VIP, NAME: made}
        assert {box.name: box.active for box in before.filtering.criteria} == {"VIP": True, NAME: True}
        assert portal(world).wrote == [("add_criterion", NAME)]
        assert made in world.group.settings.criteria
        view = rule(world)
        assert (view.leader.user_id, view.number, view.always) == (LEA, CALLER, always)
        assert (view.busy, view.can_undo, view.problem) == (False, True, None)
        assert world.notices()[-1] == ("rule-always" if always else "rule-never", NAME)

    ringing(story)


def test_the_rule_is_taken_back() -> None:
    async def story(world: World) -> None:
        await write(world, always=False)
        outcome = world.app.editor.undo_rule()
        await quiet()
        assert result(outcome) is None
        assert portal(world).criteria[LEA] == {"VIP": VIP}
        assert world.group.settings.criteria == (VIP,)
        assert not rule(world).can_undo
        assert world.notices()[-1] == ("rule-undone", NAME)
        assert result(world.app.editor.undo_rule()) == NotPossibleNow(Obstacle.NOTHING_TO_UNDO)

    ringing(story)


def test_a_second_rule_for_the_same_caller_turns_the_first_one_round() -> None:
    async def story(world: World) -> None:
        await write(world, always=False)
        assert await write(world, always=True) is None
        assert portal(world).criteria[LEA][NAME].send_to_assistants
        assert len(portal(world).criteria[LEA]) == 2
        world.app.editor.undo_rule()
        await quiet()
        assert not portal(world).criteria[LEA][NAME].send_to_assistants

    ringing(story)


def test_a_name_that_is_taken_is_not_taken_twice() -> None:
    async def story(world: World) -> None:
        portal(world).put(LEA, Criterion(NAME, True))
        assert await write(world, always=True) is None
        assert set(portal(world).criteria[LEA]) == {"VIP", NAME, f"{NAME} (2)"}

    ringing(story)


def filter_with(world: World, enabled: bool = True, mode: FilteringMode = FilteringMode.ADVANCED) -> None:
    leader = portal(world).leaders[LEA]
    leader.filtering = replace(leader.filtering, enabled=enabled, mode=mode)


def test_a_simple_filter_knows_no_rules() -> None:
    async def story(world: World) -> None:
        filter_with(world, mode=FilteringMode.SIMPLE)
        assert await write(world, always=False) == NotPossibleNow(Obstacle.FILTER_IS_SIMPLE)
        filter_with(world, enabled=False)
        assert await write(world, always=False) == NotPossibleNow(Obstacle.FILTER_IS_OFF)
        assert portal(world).wrote == []
        assert rule(world).problem == NotPossibleNow(Obstacle.FILTER_IS_OFF)

    ringing(story)


def test_a_rule_that_would_change_nothing_is_not_promised() -> None:
    async def story(world: World) -> None:
        portal(world).put(LEA, Criterion("Familie", False, CallsFrom.SPECIFIED_ONLY, numbers=("+4989*",)))
        assert await write(world, always=True) == NotPossibleNow(Obstacle.NEVER_RULE_WINS)
        assert await write(world, always=False) is None

    ringing(story)


@pytest.mark.parametrize(
    ("number", "why"),
    [("anonymous", Obstacle.CALLER_HIDDEN), ("+493023125410", Obstacle.CALLER_NUMBER_UNKNOWN)],
    ids=["hidden", "the leader's number is shown"],
)
def test_a_caller_whose_number_is_not_known_gets_no_rule(number: str, why: Obstacle) -> None:
    async def story(world: World) -> None:
        assert await write(world, always=True) == NotPossibleNow(why)
        assert portal(world).wrote == []

    ringing(story, number)


def test_an_extension_is_a_number_too() -> None:
    async def story(world: World) -> None:
        assert await write(world, always=True) is None
        assert portal(world).criteria[LEA]["433"].numbers == ("433",)

    ringing(story, "433")


def test_only_a_leaders_call_has_rules() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert await write(world, True, CallKey(9)) == NoSuchCall(CallKey(9))
        await world.incoming(3, invite_of(CALLER))
        assert await write(world, True, CallKey(3)) == NotPossibleNow(Obstacle.NO_LEADER_CALL)

    play(story, advanced)


def test_a_refusal_is_told_and_leaves_nothing() -> None:
    async def story(world: World) -> None:
        world.portal.fails["add_criterion"] = PortalRefused(403, "Nicht erlaubt")
        assert await write(world, always=True) == PortalRefused(403, "Nicht erlaubt")
        assert (rule(world).problem, rule(world).can_undo) == (PortalRefused(403, "Nicht erlaubt"), False)

    ringing(story)


def test_only_what_the_rule_needs_has_to_be_readable() -> None:
    async def story(world: World) -> None:
        world.portal.fails["screening"] = PortalRefused(403, "Nicht erlaubt")
        assert await write(world, always=True) is None
        world.portal.fails["criterion"] = PortalRefused(404, "Nicht gefunden")
        assert await write(world, always=False) == PortalRefused(404, "Nicht gefunden")

    ringing(story)


def test_one_rule_at_a_time_and_none_after_signing_out() -> None:
    async def story(world: World) -> None:
        world.portal.holds["add_criterion"] = asyncio.Event()
        outcome = world.app.editor.write_rule(KEY, True)
        await quiet()
        assert rule(world).busy
        assert await write(world, always=False) == NotPossibleNow(Obstacle.EDITOR_BUSY)
        assert result(world.app.editor.undo_rule()) == NotPossibleNow(Obstacle.EDITOR_BUSY)
        world.app.session.sign_out()
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.SIGNED_OUT)
        assert world.state.rule is None

    ringing(story)
