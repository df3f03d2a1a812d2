"""Divert, being logged in until a time, the look at the portal: confirmed, wished, told, never applied by itself."""

import asyncio
from dataclasses import replace

from softphone.domain.account.account import Language
from softphone.domain.executive.settings import AssistantEntry, Assistants, Roles, SimpleFilter
from softphone.domain.problems import NoSuchGroup, NotANumber, NotPossibleNow, PortalRefused, PortalUnreachable
from softphone.services.groups.coverage_gaps import CoverageGap, Gap, coverage, divert_has_effect
from softphone.services.state.groups import DivertView
from softphone.services.state.portal_change import Differs
from tests.samples.services import LEA, MAX, ME, FakeLeader, World, play, quiet, result

FORBIDDEN = PortalRefused(403, "Nicht erlaubt")
HOUR_S = 3600.0


def logged_in(world: World) -> None:
    world.portal.leaders[LEA].opted_in = True


async def leave(world: World) -> None:
    world.app.quit()
    await world.spawn.cancel_all()


def test_a_divert_is_a_wish_until_the_portal_confirms_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["set_divert"] = asyncio.Event()
        outcome = world.app.duties.set_divert(True, "030 23125-451")
        await quiet()
        assert world.state.divert == DivertView(False, "", True, "03023125451", in_flight=True)
        gate.set()
        await quiet()
        assert result(outcome) is None
        assert world.state.divert == DivertView(True, "03023125451", True, "03023125451")
        assert world.portal.divert == (True, "03023125451")
        assert world.notices() == [("divert-on", "03023125451")]
        assert divert_has_effect(world.state)
        result_off = world.app.duties.set_divert(False, "")
        await quiet()
        assert result(result_off) is None
        assert world.portal.divert == (False, "03023125451")

    play(story, logged_in)


def test_a_number_that_is_none_never_reaches_the_portal() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.duties.set_divert(True, "030 2x")
        assert result(outcome) == NotANumber("030 2x", 6)
        assert world.state.divert == replace(DivertView(), problem=NotANumber("030 2x", 6))
        assert ("set_divert", "") not in world.portal.asked

    play(story)


def test_a_refused_divert_returns_with_the_portals_words_and_the_next_save_clears_them() -> None:
    async def story(world: World) -> None:
        world.portal.divert = (False, "450")
        await world.sign_in()
        world.portal.fails["set_divert"] = FORBIDDEN
        outcome = world.app.duties.set_divert(True, "451")
        await quiet()
        assert result(outcome) == FORBIDDEN
        assert world.state.divert == DivertView(False, "450", False, "450", problem=FORBIDDEN)
        world.portal.fails.clear()
        world.app.duties.set_divert(True, "451")
        await quiet()
        assert world.state.divert == DivertView(True, "451", True, "451")

    play(story)


def test_an_answer_that_is_lost_is_read_back() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.lost_answers.add("divert")
        outcome = world.app.duties.set_divert(True, "451")
        await world.clock.advance(11)
        assert result(outcome) is None
        assert world.state.divert == DivertView(True, "451", True, "451")

    play(story)


def test_who_is_no_assistant_has_nothing_to_divert() -> None:
    async def story(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=False)
        await world.sign_in()
        assert world.state.divert is None
        assert result(world.app.duties.set_divert(True, "451")) == NotPossibleNow("no-divert")

    play(story)


def test_a_divert_that_leads_back_is_seen() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.duties.set_divert(True, "030 231254-22")
        await quiet()
        assert coverage(world.state) == (CoverageGap(Gap.DIVERT_TO_SELF),)
        world.app.duties.set_divert(True, "030 23125410")
        await quiet()
        assert coverage(world.state) == (CoverageGap(Gap.DIVERT_TO_LEADER, world.group.leader),)
        world.app.duties.set_divert(False, "")
        await quiet()
        assert coverage(world.state) == ()

    play(story)


def test_a_duty_ends_at_its_time_and_says_so_once() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        end_s = world.clock.now_s() + HOUR_S
        outcome = world.app.duties.opt_in_until(LEA, end_s)
        await quiet()
        assert result(outcome) is None
        assert world.group.opt_in.confirmed
        assert world.group.opt_in.until_s == end_s
        await world.clock.advance(HOUR_S - 1)
        assert world.group.opt_in.confirmed
        await world.clock.advance(2)
        assert not world.group.opt_in.confirmed
        assert world.group.opt_in.until_s is None
        assert world.notices() == [("opted-in", "Lea Muster"), ("duty-ended", "Lea Muster")]
        assert world.state.notices[-1].at_s == end_s
        assert world.store.values["duty-ends"] == {}

    play(story)


def test_an_end_that_passed_while_the_program_was_closed_is_carried_out_at_the_next_sign_in() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.duties.opt_in_until(LEA, world.clock.now_s() + HOUR_S)
        await quiet()
        await leave(world)
        await world.clock.advance(2 * HOUR_S)
        assert world.portal.leaders[LEA].opted_in
        world.restart()
        await world.sign_in()
        assert not world.portal.leaders[LEA].opted_in
        assert world.notices() == [("duty-ended-late", "Lea Muster")]

    play(story)


def test_an_end_still_ahead_survives_a_restart() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        end_s = world.clock.now_s() + HOUR_S
        world.app.duties.opt_in_until(LEA, end_s)
        await quiet()
        await leave(world)
        world.restart()
        await world.sign_in()
        assert world.group.opt_in.until_s == end_s
        await world.clock.advance(HOUR_S + 1)
        assert world.notices() == [("duty-ended", "Lea Muster")]

    play(story)


def test_who_logged_out_elsewhere_meanwhile_is_left_alone() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.duties.opt_in_until(LEA, world.clock.now_s() + HOUR_S)
        await quiet()
        world.portal.leaders[LEA].opted_in = False
        await leave(world)
        world.restart()
        written = len(world.portal.written)
        await world.sign_in()
        await world.clock.advance(2 * HOUR_S)
        assert world.notices() == []
        assert len(world.portal.written) == written

    play(story)


def test_a_switch_by_hand_takes_the_end_away() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.duties.opt_in_until(LEA, world.clock.now_s() + HOUR_S)
        await quiet()
        world.app.set_opted_in(LEA, False)
        await quiet()
        assert world.group.opt_in.until_s is None
        world.app.set_opted_in(LEA, True)
        await world.clock.advance(2 * HOUR_S)
        assert world.group.opt_in.confirmed

    play(story)


def test_an_end_is_refused_for_the_past_for_strangers_and_where_the_portal_says_no() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        now_s = world.clock.now_s()
        assert result(world.app.duties.opt_in_until(LEA, now_s - 1)) == NotPossibleNow("time-has-passed")
        assert result(world.app.duties.opt_in_until(MAX, now_s + 9)) == NoSuchGroup(MAX)
        world.portal.fails["set_opt_in"] = FORBIDDEN
        outcome = world.app.duties.opt_in_until(LEA, now_s + 9)
        await quiet()
        assert result(outcome) == FORBIDDEN
        assert world.group.opt_in.until_s is None

    play(story)


def test_logging_out_is_tried_again_while_the_portal_is_away() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.duties.opt_in_until(LEA, world.clock.now_s() + 60)
        await quiet()
        world.portal.fails["set_opt_in"] = PortalUnreachable("portal.example")
        await world.clock.advance(100)
        assert world.group.opt_in.confirmed
        world.portal.fails.clear()
        await world.clock.advance(60)
        assert not world.group.opt_in.confirmed
        assert world.notices()[-1] == ("duty-ended", "Lea Muster")

    play(story)


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
        assert found.after.filtering.simple_filter is SimpleFilter.ALL  # type: ignore[attr-defined]
        world.app.duties.postpone_portal_change()
        await world.clock.advance(140)
        assert world.state.portal_change == replace(change, postponed=True)
        world.app.sign_in_again()
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
        outcome = world.app.duties.check_portal()
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
        world.app.duties.check_portal()
        await quiet()
        assert world.state.portal_change is not None
        world.app.set_opted_in(LEA, True)
        await quiet()
        assert world.state.portal_change is None

    play(story)


def test_a_change_under_way_makes_the_look_useless() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        gate = world.portal.holds["filtering"] = asyncio.Event()
        outcome = world.app.duties.check_portal()
        await quiet()
        world.app.set_opted_in(LEA, True)
        await quiet()
        gate.set()
        await quiet()
        assert result(outcome) == NotPossibleNow("superseded")
        assert world.state.portal_change is None

    play(story)


def test_a_portal_that_does_not_answer_is_no_change() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails["everything"] = PortalUnreachable("portal.example")
        outcome = world.app.duties.check_portal()
        await quiet()
        assert result(outcome) == PortalUnreachable("portal.example")
        assert world.state.portal_change is None
        assert world.state.problems == ()

    play(story)


def test_nothing_is_asked_of_the_portal_after_signing_out() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.sign_out()
        await world.clock.advance(5)
        asked = len(world.portal.asked)
        await world.clock.advance(600)
        assert len(world.portal.asked) == asked
        assert result(world.app.duties.check_portal()) == NotPossibleNow("signed-out")

    play(story)


def test_a_leader_without_anybody_logged_in_is_warned_until_somebody_is() -> None:
    async def story(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=False)
        world.portal.assistants_ = Assistants(True, (AssistantEntry("a@x", "Anna", "A", False),))
        await world.sign_in()
        assert coverage(world.state) == (CoverageGap(Gap.OWN_NOBODY),)
        world.portal.assistants_ = Assistants(True, (AssistantEntry("a@x", "Anna", "A", True),))
        await world.clock.advance(75)
        assert coverage(world.state) == ()
        assert world.state.portal_change is None

    play(story)


def test_without_the_permission_to_log_out_the_filter_reaches_everybody() -> None:
    async def story(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=False)
        world.portal.assistants_ = Assistants(False, (AssistantEntry("a@x", "Anna", "A", False),))
        await world.sign_in()
        assert coverage(world.state) == ()
        world.portal.assistants_ = Assistants(True, ())
        world.app.sign_in_again()
        await quiet()
        assert coverage(world.state) == (CoverageGap(Gap.OWN_NO_ASSISTANTS),)

    play(story)


def test_an_assistant_hears_of_the_others_only_where_the_portal_tells() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.set_opted_in(LEA, False)
        await quiet()
        assert coverage(world.state) == ()
        others = AssistantEntry("paul@x", "Paul", "P", False)
        world.portal.others[LEA] = Assistants(True, (AssistantEntry(ME, "Anna", "B", False), others))
        world.app.set_opted_in(LEA, True)
        await quiet()
        world.app.set_opted_in(LEA, False)
        await quiet()
        assert coverage(world.state) == (CoverageGap(Gap.GROUP_NOBODY, world.group.leader),)

    play(story)


def test_a_portal_that_refused_the_others_is_not_asked_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        for on in (True, False, True):
            world.app.set_opted_in(LEA, on)
            await quiet()
        await world.clock.advance(300)
        assert world.portal.asked.count(("group_assistants", LEA)) == 1
        world.app.set_language(Language.GERMAN)
        assert world.group.others_on_duty is None

    play(story)
