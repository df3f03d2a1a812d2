"""The time in "Eingeloggt bis …": logged out at the chosen time, also after a restart."""

from softphone.domain.problems import NoSuchGroup, NotPossibleNow, Obstacle, PortalRefused, PortalUnreachable
from tests.samples.services import LEA, MAX, World, play, quiet, result

FORBIDDEN = PortalRefused(403, "Nicht erlaubt")
HOUR_S = 3600.0


async def leave(world: World) -> None:
    world.app.quit()
    await world.spawn.cancel_all()


def test_a_duty_ends_at_its_time_and_says_so_once() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        end_s = world.clock.now_s() + HOUR_S
        outcome = world.app.groups.opt_in_until(LEA, end_s)
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
        world.app.groups.opt_in_until(LEA, world.clock.now_s() + HOUR_S)
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
        world.app.groups.opt_in_until(LEA, end_s)
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
        world.app.groups.opt_in_until(LEA, world.clock.now_s() + HOUR_S)
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
        world.app.groups.opt_in_until(LEA, world.clock.now_s() + HOUR_S)
        await quiet()
        world.app.groups.set_opted_in(LEA, False)
        await quiet()
        assert world.group.opt_in.until_s is None
        world.app.groups.set_opted_in(LEA, True)
        await world.clock.advance(2 * HOUR_S)
        assert world.group.opt_in.confirmed

    play(story)


def test_an_end_is_refused_for_the_past_for_strangers_and_where_the_portal_says_no() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        now_s = world.clock.now_s()
        assert result(world.app.groups.opt_in_until(LEA, now_s - 1)) == NotPossibleNow(Obstacle.TIME_HAS_PASSED)
        assert result(world.app.groups.opt_in_until(MAX, now_s + 9)) == NoSuchGroup(MAX)
        world.portal.fails["set_opt_in"] = FORBIDDEN
        outcome = world.app.groups.opt_in_until(LEA, now_s + 9)
        await quiet()
        assert result(outcome) == FORBIDDEN
        assert world.group.opt_in.until_s is None

    play(story)


def test_logging_out_is_tried_again_while_the_portal_is_away() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.groups.opt_in_until(LEA, world.clock.now_s() + 60)
        await quiet()
        world.portal.fails["set_opt_in"] = PortalUnreachable("portal.example")
        await world.clock.advance(100)
        assert world.group.opt_in.confirmed
        world.portal.fails.clear()
        await world.clock.advance(60)
        assert not world.group.opt_in.confirmed
        assert world.notices()[-1] == ("duty-ended", "Lea Muster")

    play(story)
