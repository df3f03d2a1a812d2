"""Leaders whose calls reach nobody, and diverts that lead back."""

from softphone.domain.account.account import Language
from softphone.domain.executive.settings import AssistantEntry, Assistants, Roles
from softphone.domain.options.table import LANGUAGE
from softphone.services.groups.coverage_gaps import CoverageGap, Gap, coverage
from tests.samples.services import LEA, ME, World, play, quiet


def test_a_divert_that_leads_back_is_seen() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.divert.set_divert(True, "030 231254-22")
        await quiet()
        assert coverage(world.state) == (CoverageGap(Gap.DIVERT_TO_SELF),)
        world.app.divert.set_divert(True, "030 23125410")
        await quiet()
        assert coverage(world.state) == (CoverageGap(Gap.DIVERT_TO_LEADER, world.group.leader),)
        world.app.divert.set_divert(False, "")
        await quiet()
        assert coverage(world.state) == ()

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
        world.app.session.sign_in_again()
        await quiet()
        assert coverage(world.state) == (CoverageGap(Gap.OWN_NO_ASSISTANTS),)

    play(story)


def test_an_assistant_hears_of_the_others_only_where_the_portal_tells() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.groups.set_opted_in(LEA, False)
        await quiet()
        assert coverage(world.state) == ()
        others = AssistantEntry("paul@x", "Paul", "P", False)
        world.portal.others[LEA] = Assistants(True, (AssistantEntry(ME, "Anna", "B", False), others))
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        world.app.groups.set_opted_in(LEA, False)
        await quiet()
        assert coverage(world.state) == (CoverageGap(Gap.GROUP_NOBODY, world.group.leader),)

    play(story)


def test_a_portal_that_refused_the_others_is_not_asked_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        for on in (True, False, True):
            world.app.groups.set_opted_in(LEA, on)
            await quiet()
        await world.clock.advance(300)
        assert world.portal.asked.count(("group_assistants", LEA)) == 1
        world.app.options.set(LANGUAGE, Language.GERMAN)
        assert world.group.others_on_duty is None

    play(story)
