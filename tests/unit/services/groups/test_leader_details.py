"""Call waiting and schedules of the leaders: read in the background, asked again, never guessed."""

from dataclasses import replace

from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.settings import CallsFrom, Criterion, ScheduleLevel, ScheduleRef
from softphone.domain.lines.line_state import LineState
from softphone.services.diagnostics.status_json import status_json
from softphone.services.groups.leader_details import asking_first_fails
from tests.samples.editable_portal import EditablePortal
from tests.samples.services import ADVANCED, LEA, FakeLeader, World, for_leader, play, quiet

OFFICE = ScheduleRef(ScheduleLevel.GROUP, "Buero")
ALWAYS = Schedule(tuple(WeeklyHours(day, 0, 1440) for day in range(7)))


def test_what_the_portal_does_not_tell_stays_unknown_and_disturbs_nothing() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert world.group.call_waiting is None
        assert not asking_first_fails(world.group)
        assert world.group.problem is None

    play(story)


def test_call_waiting_off_is_known_and_counts_unless_the_line_is_free() -> None:
    async def story(world: World) -> None:
        world.portal.call_waiting_ = {LEA: False}
        await world.sign_in()
        assert world.group.call_waiting is False
        assert asking_first_fails(world.group)
        assert not asking_first_fails(replace(world.group, line_state=LineState.FREE))
        assert asking_first_fails(replace(world.group, line_state=LineState.IN_CALL))
        assert not asking_first_fails(replace(world.group, call_waiting=True))
        assert status_json(world.state)["groups"][0]["asking_first_fails"] is True

    play(story)


def test_it_is_looked_up_again_when_a_call_for_that_leader_comes_in() -> None:
    async def story(world: World) -> None:
        world.portal.call_waiting_ = {LEA: True}
        await world.sign_in()
        world.portal.call_waiting_ = {LEA: False}
        await world.incoming(1, for_leader(LEA))
        assert world.group.call_waiting is False

    play(story)


def test_signing_in_again_asks_again_and_signing_out_forgets() -> None:
    async def story(world: World) -> None:
        world.portal.call_waiting_ = {LEA: True}
        await world.sign_in()
        world.portal.call_waiting_ = {LEA: False}
        world.app.session.sign_in_again()
        await quiet()
        assert world.group.call_waiting is False
        world.app.session.sign_out()
        await quiet()
        await world.sign_in()
        assert world.group.call_waiting is False

    play(story)


def office_world(world: World) -> None:
    vip = Criterion("VIP", True, CallsFrom.ANY_EXTERNAL, time_schedule=OFFICE)
    world.portal = EditablePortal(
        leaders={LEA: FakeLeader(filtering=ADVANCED)}, criteria={LEA: {"VIP": vip}}, schedules_=((OFFICE, ALWAYS),)
    )
    world.restart()


def test_schedules_are_read_only_where_a_criterion_names_one() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert "schedules" not in [name for name, _ in world.portal.asked]

    play(story)


def test_a_ringing_call_says_why_with_the_hours_of_its_criterion() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert world.group.schedules == ((OFFICE, ALWAYS),)
        await world.incoming(1, for_leader(LEA))
        reason = status_json(world.state)["calls"][0]["reason"]
        assert (reason["filter"], reason["criterion"], reason["calls_from"]) == ("Advanced", "VIP", "Any External")
        assert reason["hours"] == {"days": [[0, 6]], "start_min": 0, "end_min": 1440}

    play(story, office_world)
