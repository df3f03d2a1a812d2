"""Opt-in at the portal: one write at a time, the last click wins, the portal is right."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.domain.problems import (
    CredentialsRefused,
    NoSuchGroup,
    NotPossibleNow,
    Obstacle,
    PortalOverloaded,
    PortalRefused,
    PortalShowsOtherwise,
    PortalTimedOut,
    PortalUnreachable,
    Problem,
)
from softphone.services.core.outcomes import Outcome
from softphone.services.state.groups import OptInView
from tests.samples.services import LEA, MAX, REGISTERED, FakeLeader, FakePortal, World, play, quiet, result

FORBIDDEN = PortalRefused(403, "Nicht erlaubt")


def test_a_click_is_a_wish_until_the_portal_confirms_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["set_opt_in"] = asyncio.Event()
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert world.group.opt_in == OptInView(confirmed=False, wish=True, in_flight=True)
        assert not outcome.done()
        gate.set()
        await quiet()
        assert result(outcome) is None
        assert world.group.opt_in == OptInView(confirmed=True, wish=True)
        assert world.notices() == [("opted-in", "Lea Muster")]

    play(story)


def test_opting_out_is_told_with_the_leaders_name() -> None:
    async def story(world: World) -> None:
        world.portal.leaders[LEA].opted_in = True
        await world.sign_in()
        world.app.groups.set_opted_in(LEA, False)
        await quiet()
        assert world.notices() == [("opted-out", "Lea Muster")]

    play(story)


def test_a_refusal_returns_the_box_with_the_portals_sentence_at_that_row() -> None:
    async def story(world: World) -> None:
        world.portal.leaders[MAX] = FakeLeader(name=("Max", "Beispiel"))
        await world.sign_in()
        world.portal.fails["set_opt_in", LEA] = FORBIDDEN
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert result(outcome) == FORBIDDEN
        lea, max_ = world.state.groups
        assert lea.opt_in == OptInView(confirmed=False, wish=False, locked=True, problem=FORBIDDEN)
        assert max_.opt_in.problem is None
        assert world.notices() == []

    play(story)


def test_a_locked_box_may_be_tried_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails["set_opt_in"] = FORBIDDEN
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        world.portal.fails.clear()
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert result(outcome) is None
        assert world.group.opt_in == OptInView(confirmed=True, wish=True)

    play(story)


GATEWAY = [PortalRefused(500), PortalRefused(502, "Bad Gateway"), PortalRefused(504), PortalOverloaded(5.0)]


@pytest.mark.parametrize("problem", GATEWAY)
def test_a_write_that_a_gateway_called_failed_is_shown_as_the_portal_has_it(problem: Problem) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.wrong_answers["set_opt_in"] = problem
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert result(outcome) is None
        assert world.group.opt_in == OptInView(confirmed=True, wish=True)

    play(story)


CLEAR_REFUSALS = [FORBIDDEN, CredentialsRefused("h"), PortalRefused(409)]


@pytest.mark.parametrize(
    ("problem", "reads"), [*((problem, 1) for problem in GATEWAY), *((problem, 0) for problem in CLEAR_REFUSALS)]
)
def test_only_a_clear_refusal_is_told_without_reading_back(problem: Problem, reads: int) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        read = world.portal.asked.count(("assistant", ""))
        world.portal.fails["set_opt_in"] = problem
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert result(outcome) == problem
        assert not world.group.opt_in.confirmed
        assert not world.group.opt_in.wish
        assert world.portal.asked.count(("assistant", "")) == read + reads

    play(story)


def test_an_accepted_write_that_changed_nothing_is_told_with_both_values() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.idle_writes.add("set_opt_in")
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        otherwise = PortalShowsOtherwise(wanted=True, shown=False)
        assert result(outcome) == otherwise
        assert world.group.opt_in == OptInView(confirmed=False, wish=False, problem=otherwise)
        assert world.notices() == []

    play(story)


def test_an_accepted_write_that_cannot_be_read_back_counts_as_accepted() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails["assistant"] = PortalUnreachable("portal.example")
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert result(outcome) is None
        assert world.group.opt_in == OptInView(confirmed=True, wish=True)

    play(story)


def test_a_second_click_waits_for_the_first_answer_and_the_last_wish_wins() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["set_opt_in"] = asyncio.Event()
        on, off = world.app.groups.set_opted_in(LEA, True), world.app.groups.set_opted_in(LEA, False)
        await quiet()
        assert world.portal.asked.count(("set_opt_in", LEA)) == 1
        gate.set()
        await quiet()
        assert world.portal.written == [(LEA, True), (LEA, False)]
        assert (result(on), result(off)) == (None, None)
        assert world.group.opt_in == OptInView(confirmed=False, wish=False)

    play(story)


def test_a_wish_that_was_never_sent_is_told_so() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["set_opt_in"] = asyncio.Event()
        outcomes = [world.app.groups.set_opted_in(LEA, on) for on in (True, False, True)]
        gate.set()
        await quiet()
        assert [result(outcome) for outcome in outcomes] == [None, NotPossibleNow(Obstacle.SUPERSEDED), None]
        assert world.portal.written == [(LEA, True)]

    play(story)


def test_two_leaders_are_written_side_by_side() -> None:
    async def story(world: World) -> None:
        world.portal.leaders[MAX] = FakeLeader()
        await world.sign_in()
        world.portal.holds["set_opt_in", LEA] = asyncio.Event()
        world.app.groups.set_opted_in(LEA, True)
        outcome = world.app.groups.set_opted_in(MAX, True)
        await quiet()
        assert result(outcome) is None

    play(story)


def test_an_answer_that_never_comes_is_read_back_before_anything_is_said() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.lost_answers.add(LEA)
        world.portal.holds["assistant"] = asyncio.Event()
        outcome = world.app.groups.set_opted_in(LEA, True)
        await world.clock.advance(9.9)
        assert not world.group.opt_in.reading_back
        await world.clock.advance(0.2)
        assert world.group.opt_in.reading_back
        assert not outcome.done()
        world.portal.holds["assistant"].set()
        await quiet()
        assert result(outcome) is None
        assert world.group.opt_in == OptInView(confirmed=True, wish=True)
        assert world.notices() == [("opted-in", "Lea Muster")]

    play(story)


def test_a_write_that_did_not_arrive_returns_the_box_and_says_why() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.holds["set_opt_in"] = asyncio.Event()
        outcome = world.app.groups.set_opted_in(LEA, True)
        await world.clock.advance(10)
        assert result(outcome) == PortalTimedOut("portal.example")
        assert world.group.opt_in == OptInView(False, False, problem=PortalTimedOut("portal.example"))

    play(story)


def test_a_cut_connection_is_read_back_at_once() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        cut = PortalUnreachable("portal.example", "connection reset")
        world.portal.fails["set_opt_in"] = cut
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert result(outcome) == cut
        assert world.portal.asked.count(("assistant", "")) == 2

    play(story)


def test_a_portal_gone_altogether_leaves_the_confirmed_value_with_the_problem() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gone = PortalUnreachable("portal.example")
        world.portal.fails["everything"] = gone
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        assert result(outcome) == gone
        assert world.group.opt_in == OptInView(False, False, problem=gone)

    play(story)


def test_what_is_so_already_is_not_written() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.groups.set_opted_in(LEA, False)) is None
        await quiet()
        assert ("set_opt_in", LEA) not in world.portal.asked

    play(story)


def test_an_unknown_leader_is_no_group() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.groups.set_opted_in("nobody@pbx.example", True)) == NoSuchGroup("nobody@pbx.example")

    play(story)


def test_signing_out_ends_a_question_that_is_open() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["set_opt_in"] = asyncio.Event()
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        world.app.session.sign_out()
        assert result(outcome) == NotPossibleNow(Obstacle.SIGNED_OUT)
        gate.set()
        await quiet()
        assert world.state.groups == ()

    play(story)


def test_an_answer_of_the_last_session_means_nothing_in_the_next() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["set_opt_in"] = asyncio.Event()
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        world.portal.successor = FakePortal()
        world.portal.successor.holds["set_opt_in"] = asyncio.Event()
        await world.sign_in()
        world.app.groups.set_opted_in(LEA, True)
        gate.set()
        await quiet()
        assert world.group.opt_in == OptInView(confirmed=False, wish=True, in_flight=True)

    play(story)


def test_a_wish_sent_after_an_unknown_end_is_open_until_its_own_answer() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.lost_answers.add(LEA)
        on = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        off = world.app.groups.set_opted_in(LEA, False)
        world.portal.fails["assistant"] = PortalUnreachable("portal.example")
        gate = world.portal.holds["set_opt_in"] = asyncio.Event()
        await world.clock.advance(10)
        assert world.group.opt_in.in_flight
        assert (on.done(), off.done()) == (False, False)
        world.portal.lost_answers.clear()
        gate.set()
        await quiet()
        assert (result(on), result(off)) == (NotPossibleNow(Obstacle.SUPERSEDED), None)
        assert not world.portal.leaders[LEA].opted_in

    play(story)


def test_a_document_read_before_the_click_does_not_undo_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["alerting", LEA] = asyncio.Event()
        world.app.session.sign_in_again()
        await world.emit(REGISTERED)
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        gate.set()
        await quiet()
        assert world.group.opt_in == OptInView(confirmed=True, wish=True)

    play(story)


def test_signing_in_again_takes_over_what_the_portal_says_and_clears_the_sentence() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails["set_opt_in"] = FORBIDDEN
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        world.portal.leaders[LEA].opted_in = True
        world.app.session.sign_in_again()
        await world.emit(REGISTERED)
        assert world.group.opt_in == OptInView(confirmed=True, wish=True)

    play(story)


def test_a_group_that_is_gone_after_signing_in_again_ends_its_question() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["set_opt_in"] = asyncio.Event()
        outcome = world.app.groups.set_opted_in(LEA, True)
        await quiet()
        leader = world.portal.leaders.pop(LEA)
        world.app.session.sign_in_again()
        await world.emit(REGISTERED)
        assert result(outcome) == NoSuchGroup(LEA)
        world.portal.leaders[LEA] = leader
        gate.set()
        await quiet()
        assert world.state.groups == ()

    play(story)


STEPS = st.lists(
    st.sampled_from(["on", "off", "yes", "no", "cut", "lost", "healthy", "wait", "again"]), min_size=1, max_size=25
)


@settings(max_examples=150)
@given(steps=STEPS, opted_in=st.booleans())
def test_whatever_is_clicked_and_answered_the_box_ends_as_the_portal_is(steps: list[str], opted_in: bool) -> None:
    async def story(world: World) -> None:
        world.portal.leaders[LEA].opted_in = opted_in
        await world.sign_in()
        gate = asyncio.Event()
        world.portal.holds["set_opt_in"] = gate
        outcomes: list[tuple[bool, Outcome]] = []
        for step in steps:
            gate = await _take_step(world, step, gate, outcomes)
        for _ in range(6):
            gate.set()
            await world.clock.advance(30)
        box = world.group.opt_in
        assert world.portal.most_writing <= 1
        assert not box.in_flight
        assert box.confirmed == box.wish == world.portal.leaders[LEA].opted_in
        assert all(outcome.done() for _, outcome in outcomes)
        if outcomes and result(outcomes[-1][1]) is None:
            assert outcomes[-1][0] == box.confirmed

    play(story)


async def _take_step(
    world: World, step: str, gate: asyncio.Event, outcomes: list[tuple[bool, Outcome]]
) -> asyncio.Event:
    """Clicks, lets one answer through (yes, no, cut off, lost on the way back), waits, or signs in again."""
    match step:
        case "on" | "off":
            outcomes.append((step == "on", world.app.groups.set_opted_in(LEA, step == "on")))
            await quiet()
            return gate
        case "wait":
            await world.clock.advance(11)
            return gate
        case "again":
            world.app.session.sign_in_again()
            await world.emit(REGISTERED)
            return gate
    world.portal.fails.clear()
    world.portal.lost_answers.clear()
    if step in ("no", "cut"):
        world.portal.fails["set_opt_in"] = FORBIDDEN if step == "no" else PortalUnreachable("portal.example")
    if step == "lost":
        world.portal.lost_answers.add(LEA)
    gate.set()
    await quiet()
    world.portal.holds["set_opt_in"] = asyncio.Event()
    return world.portal.holds["set_opt_in"]
