"""Lines, mailboxes and features in the state: the platform's events first, else what is watched, else nothing."""

from dataclasses import replace

from softphone.domain.contacts.contact import Contact, SourceKind
from softphone.domain.executive.settings import AssistantEntry, Assistants, Roles
from softphone.domain.lines.feature_state import FeatureState
from softphone.domain.lines.line_state import LineEvent, LineEventKind, LineSource, LineState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.lines.portal_calls import Personality, PortalCall, PortalCallState
from softphone.domain.problems import NoSuchGroup, NotPossibleNow, Obstacle
from softphone.domain.telephone.commands import Dial, WatchFeatures, WatchLines, WatchMailboxes
from softphone.domain.telephone.events import (
    CallAnswered,
    EngineLost,
    FeaturesChanged,
    LineChanged,
    MailboxChanged,
    MessageWaiting,
)
from softphone.services.state.lines import LineView
from tests.samples.services import ACCOUNT, LEA, MAX, ME, PLAIN, World, play, quiet, result

LEA_URI, OWN_URI = f"sip:{LEA}", f"sip:{ACCOUNT.sip.user}@{ACCOUNT.sip.domain}"
BOX = "sip:vm-lea@pbx.example"


def test_leaders_are_watched_while_somebody_is_signed_in() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert world.engine.of(WatchLines)[-1] == WatchLines((LEA_URI,))
        assert world.engine.of(WatchMailboxes)[-1] == WatchMailboxes((LEA_URI,))
        assert world.engine.of(WatchFeatures)[-1] == WatchFeatures((OWN_URI,))
        world.app.session.sign_out()
        await quiet()
        assert world.engine.of(WatchLines)[-1] == WatchLines(())
        assert world.engine.of(WatchMailboxes)[-1] == WatchMailboxes(())
        assert world.engine.of(WatchFeatures)[-1] == WatchFeatures(())

    play(story)


def test_where_the_platform_has_one_list_nothing_else_is_watched_and_its_lines_are_shown() -> None:
    async def story(world: World) -> None:
        await world.sign_in(replace(ACCOUNT, line_list="sip:lines@pbx.example"))
        assert world.engine.of(WatchLines)[-1] == WatchLines(("sip:lines@pbx.example",))
        await world.emit(LineChanged(LEA_URI.replace("lea", "LEA"), LineState.IN_CALL))
        assert world.group.line_state is LineState.IN_CALL

    play(story)


def test_what_has_not_changed_is_not_said_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        sent = len(world.engine.sent)
        await world.emit(LineChanged(LEA_URI, LineState.FREE), MessageWaiting(1, 0))
        assert len(world.engine.sent) == sent

    play(story)


def test_a_watched_line_is_shown_and_vanishes_with_the_word_for_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert world.group.line_state is None
        await world.emit(LineChanged(LEA_URI, LineState.IN_CALL))
        assert world.group.line_state is LineState.IN_CALL
        assert world.state.lines == (LineView(LEA, LineState.IN_CALL, LineSource.SUBSCRIPTION),)
        await world.emit(LineChanged(LEA_URI, None))
        assert world.group.line_state is None
        assert world.state.lines == ()

    play(story)


def test_the_platforms_events_go_before_what_is_watched() -> None:
    async def story(world: World) -> None:
        world.portal.lines.offered = True
        await world.sign_in()
        await world.emit(LineChanged(LEA_URI, LineState.FREE))
        call = PortalCall("x", Personality.TERMINATOR, PortalCallState.ACTIVE, "t1")
        world.portal.lines.hear(LineEvent(LEA, LineEventKind.SNAPSHOT, (call,)))
        busy = world.group
        assert busy.line_state is LineState.IN_CALL
        assert world.state.lines == (LineView(LEA, LineState.IN_CALL, LineSource.EVENTS),)
        world.portal.lines.cut.set()
        await quiet()
        assert world.group.line_state is LineState.FREE

    play(story)


def test_an_engine_that_dies_takes_all_it_knew_with_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(
            LineChanged(LEA_URI, LineState.FREE),
            MailboxChanged(LEA_URI, MessageSummary(1)),
            FeaturesChanged(FeatureState(True)),
        )
        before, group = world.state, world.group
        assert (group.mailbox, before.features) == (MessageSummary(1), FeatureState(True))
        await world.emit(EngineLost(1))
        assert (world.group.line_state, world.group.mailbox, world.state.features) == (None, None, None)

    play(story)


def test_a_leader_sees_the_own_assistants_lines() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert world.engine.of(WatchLines)[-1].uris == (f"sip:{MAX}",)
        await world.emit(LineChanged(f"sip:{MAX}", LineState.RINGING))
        assert world.state.own_group is not None
        assert [a.line_state for a in world.state.own_group.assistants] == [LineState.RINGING]
        assert not any(notice.token == "signed-in-again" for notice in world.state.notices)

    def as_leader(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=False)
        world.portal.assistants_ = Assistants(True, (AssistantEntry(MAX, "Max", "Muster", True),))

    play(story, as_leader)


def test_colleagues_the_portal_names_are_watched_and_shown_with_their_lines() -> None:
    async def story(world: World) -> None:
        world.portal.others[LEA] = Assistants(
            True, (AssistantEntry(ME, "Anna", "A"), AssistantEntry(MAX, "Max", "M"))
        )
        await world.sign_in()
        before = world.group
        assert before.colleagues == ()
        await world.app.portal_changes.check()
        assert world.engine.of(WatchLines)[-1] == WatchLines((LEA_URI, f"sip:{MAX}"))
        await world.emit(LineChanged(f"sip:{MAX}", LineState.IN_CALL))
        assert [(c.name, c.line_state) for c in world.group.colleagues] == [("Max M", LineState.IN_CALL)]

    play(story)


def test_favourites_of_the_portals_directories_are_watched_and_others_have_no_line() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        inside = Contact(f"group/{MAX}", "group", SourceKind.GROUP, "Max", favourite=True)
        outside = Contact("csv:x/erika", "csv:x", SourceKind.CSV, "Erika", favourite=True)
        state = world.app.state
        state.set(replace(state.value, contacts=replace(state.value.contacts, favourites=(inside, outside))))
        assert world.engine.of(WatchLines)[-1] == WatchLines((LEA_URI, f"sip:{MAX}"))
        await world.emit(LineChanged(f"sip:{MAX}", LineState.FREE))
        assert LineView(MAX, LineState.FREE, LineSource.SUBSCRIPTION) in world.state.lines

    play(story)


def test_another_filter_at_the_server_is_looked_up_in_the_portal_and_told() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        group = world.state.own_group
        assert group is not None
        assert group.settings.filtering is not None
        in_force = group.settings.filtering.enabled
        world.portal.asked.clear()
        await world.emit(FeaturesChanged(FeatureState(filtering=in_force)))
        assert world.portal.asked == []
        await world.emit(FeaturesChanged(FeatureState(filtering=not in_force)))
        assert ("filtering", ME) in world.portal.asked

    def as_leader(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=False)

    play(story, as_leader)


def test_a_plain_account_watches_nobody_but_knows_its_features_and_mailbox() -> None:
    async def story(world: World) -> None:
        await world.sign_in(PLAIN)
        assert world.engine.of(WatchLines) == []
        assert world.engine.of(WatchFeatures) == [WatchFeatures((f"sip:{PLAIN.sip.user}@{PLAIN.sip.domain}",))]
        await world.emit(MessageWaiting(2, 5, 1, 0, "sip:box@pbx.example"))
        assert world.state.mailbox == MessageSummary(2, 5, 1, 0, "sip:box@pbx.example")
        assert world.state.message_waiting == 2

    play(story)


def test_the_own_mailbox_is_called_where_it_says_it_is() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(MessageWaiting(1, 0, account="sip:box@pbx.example"))
        outcome = world.app.mailboxes.call()
        dial = world.engine.of(Dial)[0]
        assert dial.target == "sip:box@pbx.example"
        await world.emit(CallAnswered(dial.key))
        assert result(outcome) is None

    play(story)


def test_a_mailbox_that_does_not_say_where_it_is_is_called_by_the_platforms_code() -> None:
    async def story(world: World) -> None:
        await world.sign_in(replace(ACCOUNT, feature_codes=replace(ACCOUNT.feature_codes, mailbox="*86")))
        await world.emit(MessageWaiting(1, 0, account="javascript:x"))
        world.app.mailboxes.call()
        assert world.engine.of(Dial)[0].target == "sip:*86@pbx.example"

    play(story)


def test_without_any_mailbox_it_is_said_so() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.mailboxes.call()) == NotPossibleNow(Obstacle.NO_VOICEMAIL)
        assert result(world.app.mailboxes.call(LEA)) == NotPossibleNow(Obstacle.NO_VOICEMAIL)
        assert result(world.app.mailboxes.call("x@y")) == NoSuchGroup("x@y")
        assert world.engine.of(Dial) == []

    play(story)


def test_a_shared_mailbox_of_a_leader_is_called_as_that_leaders() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(MailboxChanged(LEA_URI, MessageSummary(2, account=BOX)))
        world.app.mailboxes.call(LEA)
        assert world.engine.of(Dial)[0].target == BOX
        await quiet()
        assert world.call.leader is not None
        assert world.call.leader.user_id == LEA

    play(story)


def test_after_signing_out_nothing_waits_for_the_next_one() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(MessageWaiting(3, 0))
        world.app.session.sign_out()
        await quiet()
        assert world.state.mailbox is None

    play(story)
