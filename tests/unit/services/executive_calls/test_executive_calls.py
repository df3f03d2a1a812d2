"""Handing a call to its leader, calling on behalf, replies and line states, among the fakes."""

import asyncio
from dataclasses import replace

import pytest

from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.domain.executive.call_push import PushMethod, PushPhase
from softphone.domain.executive.leader_message import LeaderMessage, MessageKind, ReplyChoice, compose, parse
from softphone.domain.lines.line_state import LineEvent, LineEventKind, LineState
from softphone.domain.lines.portal_calls import Personality, PortalCall, PortalCallState
from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.problems import (
    CallRefused,
    NoSuchGroup,
    NotPossibleNow,
    Obstacle,
    PortalRefused,
    PortalUnreachable,
)
from softphone.domain.telephone.call import CallKey, CallState, Direction, InviteFacts
from softphone.domain.telephone.commands import (
    Answer,
    ConnectCalls,
    Dial,
    HangUp,
    Reject,
    SendMessage,
    StartRinging,
    Transfer,
)
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    MessageFailed,
    MessageReceived,
    MessageSent,
    RemoteRinging,
    TransferChanged,
)
from softphone.services.core.outcomes import Outcome
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import Delivery, HandoverView
from tests.samples.services import (
    ACCOUNT,
    LEA,
    MAX,
    ME,
    FakeLeader,
    World,
    for_leader,
    invite_of,
    play,
    quiet,
    result,
)

CALLER = "+4989111222"
CODES = FeatureCodes("#63", "#64", "*11", "*15", "*98")
HERE = PortalCall("c1", Personality.TERMINATOR, PortalCallState.ACTIVE, "t1", "Erika", CALLER, LEA)
LEADER_FROM = '"Lea Muster" <sip:+493023125410@pbx.example>'


def invite(tracking_id: str = "t1", number: str = CALLER) -> InviteFacts:
    return for_leader(LEA, number, tracking_id=tracking_id)


async def talking(world: World, key: int = 1, tracking_id: str = "t1") -> None:
    await world.sign_in()
    await world.incoming(key, invite(tracking_id))
    world.app.calls.answer(CallKey(key))
    await world.emit(CallAnswered(CallKey(key)))


async def pushed(world: World) -> HandoverView:
    world.portal.calls.running = (HERE,)
    await talking(world)
    assert result(await asked(world.app.call_push.push())) is None
    await world.emit(CallEnded(CallKey(1), 200))
    return world.state.handovers[0]


async def asked(outcome: Outcome) -> Outcome:
    await quiet()
    return outcome


def test_the_portal_pushes_the_call_that_is_ours() -> None:
    async def story(world: World) -> None:
        other = replace(HERE, call_id="c2", tracking_id="t2")
        world.portal.calls.running = (other, HERE)
        await talking(world)
        outcome = await asked(world.app.call_push.push())
        assert result(outcome) is None
        assert ("push", "c1") in world.portal.calls.asked
        h = world.state.handovers[0]
        assert (h.phase, h.way, h.leader.user_id) == (PushPhase.PUSHING, PushMethod.PORTAL, LEA)
        assert h.deadline_s == world.clock.now_s() + 4 * 5.0

    play(story)


def test_a_refusal_of_the_portal_is_said_and_the_call_stays() -> None:
    async def story(world: World) -> None:
        world.portal.calls.running = (HERE,)
        world.portal.calls.fails["push"] = PortalRefused(403, "Nicht erlaubt")
        await talking(world)
        outcome = await asked(world.app.call_push.push(CallKey(1)))
        assert result(outcome) == PortalRefused(403, "Nicht erlaubt")
        h = world.state.handovers[0]
        assert (h.phase, h.problem) == (PushPhase.REFUSED, PortalRefused(403, "Nicht erlaubt"))
        assert world.call.state is CallState.ACTIVE
        assert not world.engine.of(Dial)
        await world.emit(CallEnded(CallKey(1), 200))
        assert world.state.handovers == ()

    play(story)


def test_without_a_portal_call_the_feature_code_is_dialled_and_is_no_call_of_the_user() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = CODES
        await talking(world)
        world.app.call_push.push()
        await quiet()
        dial = world.engine.of(Dial)[0]
        assert dial.target.startswith("sip:%2363@") or dial.target.startswith("sip:#63@")
        assert [view.key for view in world.state.calls] == [1]
        await world.emit(CallAnswered(dial.key))
        assert world.state.handovers[0].phase is PushPhase.PUSHING
        await world.emit(CallEnded(dial.key, 200))
        assert [row.key for row in world.state.journal] == []

    play(story)


@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_portal_that_knows_no_push_leaves_the_feature_code(status: int) -> None:
    async def story(world: World) -> None:
        world.portal.calls.running = (HERE,)
        world.portal.calls.fails["push"] = PortalRefused(status)
        world.portal.calls.codes = CODES
        await talking(world)
        outcome = world.app.call_push.push()
        await quiet()
        await world.emit(CallAnswered(world.engine.of(Dial)[0].key))
        assert result(outcome) is None
        h = world.state.handovers[0]
        assert (h.phase, h.way, h.problem) == (PushPhase.PUSHING, PushMethod.FEATURE_CODE, None)

    play(story)


def test_a_refused_code_takes_the_call_back_from_hold() -> None:
    async def story(world: World) -> None:
        await talking(world)
        outcome = world.app.call_push.push()
        await quiet()
        key = world.engine.of(Dial)[0].key
        await world.emit(CallEnded(key, 403, "Forbidden"))
        assert result(outcome) == CallRefused(403, "Forbidden")
        assert world.state.handovers[0].phase is PushPhase.REFUSED
        assert world.call.state is CallState.ACTIVE

    play(story)


ONLY_PICK_UP = FeatureCodes(None, None, None, None, "*98")


def test_without_portal_and_code_the_call_is_transferred_and_can_be_picked_up_again() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = ONLY_PICK_UP
        await talking(world)
        outcome = world.app.call_push.push()
        await quiet()
        assert world.engine.of(Transfer)[0].key == 1
        await world.emit(TransferChanged(CallKey(1), 180))
        h = world.state.handovers[0]
        assert (h.phase, h.way, h.deadline_s, h.can_take_back) == (PushPhase.PUSHING, PushMethod.TRANSFER, None, True)
        assert result(outcome) is None
        await world.emit(TransferChanged(CallKey(1), 200, "OK", final=True))
        assert world.state.handovers[0].phase is PushPhase.DONE
        assert world.engine.of(HangUp)

    play(story)


def test_a_transfer_that_fails_keeps_the_call() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = ONLY_PICK_UP
        await talking(world)
        outcome = world.app.call_push.push()
        await quiet()
        await world.emit(TransferChanged(CallKey(1), 486, "Busy", final=True))
        assert result(outcome) == CallRefused(486, "Busy")
        assert world.call.state is CallState.ACTIVE
        assert not world.engine.of(HangUp)

    play(story)


def test_what_could_not_be_picked_up_again_waits_here_until_the_leader_answers() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = FeatureCodes(None, None, None, None, None)
        await talking(world)
        outcome = world.app.call_push.push()
        await quiet()
        assert not world.engine.of(Transfer)
        assert world.state.handovers == ()
        there = world.engine.of(Dial)[-1]
        await world.emit(RemoteRinging(there.key, 180))
        assert result(outcome) is None
        t = world.state.transfers[0]
        assert (t.kind, t.phase, t.can_take_back) == (TransferKind.DIRECT, TransferPhase.CALLING, True)
        assert t.leader is not None
        assert t.leader.user_id == LEA
        await world.emit(CallAnswered(there.key))
        assert world.engine.of(ConnectCalls) == [ConnectCalls(CallKey(1), there.key)]

    play(story)


def test_a_call_about_which_somebody_is_asked_is_not_pushed_meanwhile() -> None:
    async def story(world: World) -> None:
        await talking(world)
        world.app.transfers.ask("101")
        await quiet()
        asked_key = world.engine.of(Dial)[-1].key
        assert result(world.app.call_push.push(CallKey(1))) == NotPossibleNow(Obstacle.BUSY)
        await world.emit(CallEnded(asked_key, 486, "Busy Here"))
        world.app.call_push.push(CallKey(1))
        await quiet()
        assert world.state.transfers == ()
        assert [h.key for h in world.state.handovers] == [CallKey(1)]

    play(story)


def test_what_is_handed_over_stays_in_sight_after_our_leg_has_ended() -> None:
    async def story(world: World) -> None:
        h = await pushed(world)
        await world.clock.advance(10)
        assert world.state.calls == ()
        assert world.state.handovers[0].phase is PushPhase.PUSHING
        assert world.state.handovers[0].call.headline == h.call.headline == "Erika Mustermann"

    play(story)


def test_the_recalled_call_is_labelled_by_the_platforms_own_id() -> None:
    async def story(world: World) -> None:
        await pushed(world)
        await world.clock.advance(21)
        await world.incoming(3, invite("t1", "+491111"))
        recalled = world.state.calls[-1]
        assert recalled.recalled_from is not None
        assert recalled.recalled_from.user_id == LEA
        assert world.state.handovers[0].phase is PushPhase.RECALLED
        await world.clock.advance(5)
        assert world.state.handovers == ()

    play(story)


def test_without_an_id_the_same_caller_within_the_time_is_the_recall() -> None:
    async def story(world: World) -> None:
        world.portal.calls.running = (replace(HERE, tracking_id=""),)
        await talking(world, tracking_id="")
        await asked(world.app.call_push.push())
        await world.emit(CallEnded(CallKey(1), 200))
        await world.clock.advance(20)
        await world.incoming(3, invite("", "+4930999"))
        await world.incoming(5, invite("", CALLER))
        assert [c.recalled_from is not None for c in world.state.calls] == [False, True]

    play(story)


def test_the_same_caller_another_time_is_a_call_of_its_own() -> None:
    async def story(world: World) -> None:
        await pushed(world)
        await world.incoming(3, invite("t9"))
        assert world.state.calls[-1].recalled_from is None
        await world.clock.advance(60)
        assert world.state.handovers == ()
        await world.incoming(5, invite(""))
        assert world.state.calls[-1].recalled_from is None

    play(story)


def test_what_does_not_come_back_in_time_counts_as_taken_but_not_as_certain() -> None:
    async def story(world: World) -> None:
        await pushed(world)
        await world.clock.advance(26.5)
        h = world.state.handovers[0]
        assert (h.phase, h.certain) == (PushPhase.DONE, False)

    play(story)


def test_events_say_that_the_leader_answered() -> None:
    async def story(world: World) -> None:
        world.portal.lines.offered = True
        await pushed(world)
        world.portal.lines.hear(LineEvent(LEA, LineEventKind.SNAPSHOT))
        ringing = PortalCall("x", Personality.TERMINATOR, PortalCallState.ALERTING, "t1")
        world.portal.lines.hear(LineEvent(LEA, LineEventKind.CHANGED, (ringing,)))
        rung = world.group
        assert rung.line_state is LineState.RINGING
        assert world.state.handovers[0].phase is PushPhase.PUSHING
        answered = replace(ringing, state=PortalCallState.ACTIVE)
        world.portal.lines.hear(LineEvent(LEA, LineEventKind.CHANGED, (answered,)))
        h = world.state.handovers[0]
        assert (h.phase, h.certain) == (PushPhase.DONE, True)
        assert world.group.line_state is LineState.IN_CALL

    play(story)


def test_taking_back_picks_up_what_rings_at_the_leader() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = CODES
        h = await pushed(world)
        assert h.can_take_back
        outcome = world.app.call_push.take_back(h.key)
        await quiet()
        dial = world.engine.of(Dial)[0]
        assert dial.target == "sip:*9803023125410@pbx.example"
        (dialling,) = world.state.handovers
        assert dialling.phase is PushPhase.TAKING_BACK
        assert world.state.calls[-1].headline == "Erika Mustermann"
        await world.emit(CallAnswered(dial.key))
        assert result(outcome) is None
        assert world.state.handovers[0].phase is PushPhase.TAKEN_BACK

    play(story)


def test_a_take_back_that_fails_says_so_and_the_hand_over_goes_on() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = CODES
        h = await pushed(world)
        outcome = world.app.call_push.take_back(h.key)
        await quiet()
        await world.emit(CallEnded(world.engine.of(Dial)[0].key, 404, "Not Found"))
        assert result(outcome) == CallRefused(404, "Not Found")
        h = world.state.handovers[0]
        assert (h.phase, h.problem) == (PushPhase.PUSHING, CallRefused(404, "Not Found"))

    play(story)


def test_without_a_pick_up_code_taking_back_is_not_offered() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = replace(CODES, pick_up=None)
        h = await pushed(world)
        assert not h.can_take_back
        assert result(world.app.call_push.take_back(h.key)) == NotPossibleNow(Obstacle.NO_CODE)

    play(story)


def test_a_call_of_nobodys_is_not_handed_over() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        assert result(world.app.call_push.push()) == NotPossibleNow(Obstacle.NO_LEADER)
        assert result(world.app.call_push.push(leader_id="x@y")) == NoSuchGroup("x@y")
        assert world.state.handovers == ()

    play(story)


def test_another_leader_gets_the_call_by_transfer_only() -> None:
    def two(world: World) -> None:
        world.portal.leaders = {LEA: FakeLeader(), MAX: FakeLeader(number="+493023125499")}

    async def story(world: World) -> None:
        world.portal.calls.running = (HERE,)
        await talking(world)
        await asked(world.app.call_push.push(CallKey(1), MAX))
        assert world.engine.of(Transfer) == [Transfer(CallKey(1), "sip:03023125499@pbx.example")]
        assert world.portal.calls.asked == []

    play(story, two)


def test_a_note_goes_to_the_leader_and_is_seen_to_be_read() -> None:
    async def story(world: World) -> None:
        h = await pushed(world)
        outcome = world.app.call_push.send_note(h.key, " Vertrag, heute noch ")
        await quiet()
        sent = world.engine.of(SendMessage)[0]
        message = parse(sent.text)
        assert sent.target == f"sip:{LEA}"
        assert message is not None
        assert (message.kind, message.text, message.tracking_id) == (MessageKind.NOTE, "Vertrag, heute noch", "t1")
        await world.emit(MessageSent(sent.id))
        assert result(outcome) is None
        assert delivery(world) is Delivery.SENT
        await world.emit(MessageReceived(LEADER_FROM, compose(LeaderMessage(MessageKind.READ, "", message.id))))
        assert delivery(world) is Delivery.READ

    play(story)


def delivery(world: World) -> Delivery | None:
    note = world.state.handovers[0].note
    return note.delivery if note is not None else None


# ---------------------------------------------------------------- on behalf


def test_the_portals_own_call_is_answered_by_itself_and_no_other() -> None:
    async def story(world: World) -> None:
        world.portal.calls.tracking_id = "b1"
        await world.sign_in()
        outcome = world.app.on_behalf.dial(LEA, "089 111222")
        await quiet()
        assert ("start_on_behalf", LEA, "089111222") in world.portal.calls.asked
        await world.incoming(1, invite_of(CALLER, tracking_id="foreign"))
        assert not world.engine.of(Answer)
        assert world.engine.of(StartRinging)
        await world.incoming(3, invite_of(CALLER, tracking_id="b1"))
        assert world.engine.of(Answer) == [Answer(CallKey(3))]
        assert result(outcome) is None
        call = world.state.calls[-1]
        assert (call.direction, call.leader and call.leader.user_id) == (Direction.OUTGOING, LEA)
        assert call.on_behalf_of is not None
        assert world.state.identity is not None
        assert world.state.identity.call == 3

    play(story)


def test_the_identity_is_gone_after_its_one_call() -> None:
    async def story(world: World) -> None:
        world.portal.calls.tracking_id = "b1"
        await world.sign_in()
        world.app.on_behalf.dial(LEA, CALLER)
        await quiet()
        await world.incoming(1, invite_of(CALLER, tracking_id="b1"))
        await world.emit(CallAnswered(CallKey(1)))
        assert result(world.app.on_behalf.choose(LEA)) == NotPossibleNow(Obstacle.BUSY)
        await world.emit(CallEnded(CallKey(1), 200))
        assert world.state.identity is None
        world.app.calls.dial(CALLER)
        await quiet()
        assert world.engine.of(Dial)[0].target.startswith("sip:+4989111222@")

    play(story)


def test_a_call_that_overtakes_the_portals_answer_waits_for_it() -> None:
    async def story(world: World) -> None:
        world.portal.calls.tracking_id = "b1"
        world.portal.calls.holds["start_on_behalf"] = asyncio.Event()
        await world.sign_in()
        world.app.on_behalf.dial(LEA, CALLER)
        await quiet()
        await world.incoming(1, invite_of(CALLER, tracking_id="b1"))
        assert not world.engine.of(Answer)
        assert not world.engine.of(StartRinging)
        world.portal.calls.holds["start_on_behalf"].set()
        await quiet()
        assert world.engine.of(Answer) == [Answer(CallKey(1))]

    play(story)


def test_the_portals_call_is_known_by_its_id_whatever_number_it_shows() -> None:
    async def story(world: World) -> None:
        world.portal.calls.tracking_id = "b1"
        world.portal.calls.holds["start_on_behalf"] = asyncio.Event()
        await world.sign_in()
        world.app.on_behalf.dial(LEA, "433")
        await quiet()
        asks = ("<sip:pbx.example>;answer-after=0",)
        await world.incoming(1, invite_of("+4930666", tracking_id="foreign", call_info=asks))
        await world.incoming(3, invite_of("+493023125433", tracking_id="b1", call_info=asks))
        assert not world.engine.of(StartRinging)
        world.portal.calls.holds["start_on_behalf"].set()
        await quiet()
        assert world.engine.of(Answer) == [Answer(CallKey(3))]
        assert [command.key for command in world.engine.of(StartRinging)] == [1]

    play(story)


def test_a_stranger_with_the_same_number_rings_once_the_portal_has_answered() -> None:
    async def story(world: World) -> None:
        world.portal.calls.tracking_id = "b1"
        world.portal.calls.holds["start_on_behalf"] = asyncio.Event()
        await world.sign_in()
        world.app.on_behalf.dial(LEA, CALLER)
        await quiet()
        await world.incoming(1, invite_of(CALLER, tracking_id="foreign"))
        world.portal.calls.holds["start_on_behalf"].set()
        await quiet()
        assert not world.engine.of(Answer)
        assert world.engine.of(StartRinging)

    play(story)


def test_long_after_the_request_nothing_is_answered_by_itself() -> None:
    async def story(world: World) -> None:
        world.portal.calls.tracking_id = "b1"
        await world.sign_in()
        outcome = world.app.on_behalf.dial(LEA, CALLER)
        await world.clock.advance(16)
        assert result(outcome) == NotPossibleNow(Obstacle.NOT_CALLED_BACK)
        await world.incoming(1, invite_of(CALLER, tracking_id="b1"))
        assert not world.engine.of(Answer)

    play(story)


def test_a_refused_identity_stays_chosen_and_says_why() -> None:
    async def story(world: World) -> None:
        world.portal.calls.fails["start_on_behalf"] = PortalRefused(403, "Nicht erlaubt")
        await world.sign_in()
        outcome = await asked(world.app.on_behalf.dial(LEA, CALLER))
        assert result(outcome) == PortalRefused(403, "Nicht erlaubt")
        identity = world.state.identity
        assert identity is not None
        assert identity.problem == PortalRefused(403, "Nicht erlaubt")
        assert not world.engine.of(Dial)
        assert result(world.app.on_behalf.choose(None)) is None
        assert world.state.identity is None

    play(story)


def test_a_portal_out_of_reach_leaves_it_to_the_feature_code() -> None:
    async def story(world: World) -> None:
        world.portal.calls.fails["start_on_behalf"] = PortalUnreachable("portal.example")
        await world.sign_in()
        await asked(world.app.on_behalf.dial(LEA, CALLER))
        dial = world.engine.of(Dial)[0]
        assert dial.target.replace("%23", "#") == "sip:#6403023125410*089111222@pbx.example"
        assert world.state.calls[-1].on_behalf_of is not None
        assert world.state.identity is not None
        assert world.state.identity.call == dial.key
        await world.emit(CallEnded(dial.key, 486, "Busy"))
        assert world.state.identity is None

    play(story)


def test_codes_reach_a_leaders_call() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = CODES
        await world.sign_in()
        for action, code in (("retrieve", "*11"), ("bridge", "*15"), ("pick_up", "*98")):
            getattr(world.app.feature_codes, action)(LEA)
            assert world.engine.of(Dial)[-1].target == f"sip:{code}03023125410@pbx.example"
        assert result(world.app.feature_codes.retrieve("nobody@x")) == NoSuchGroup("nobody@x")

    play(story)


def test_only_codes_the_portal_lists_are_offered() -> None:
    async def story(world: World) -> None:
        world.portal.calls.codes = replace(CODES, retrieve=None)
        await world.sign_in()
        assert world.state.feature_codes == replace(CODES, retrieve=None)
        assert result(world.app.feature_codes.retrieve(LEA)) == NotPossibleNow(Obstacle.NO_CODE)
        assert not world.engine.of(Dial)

    play(story)


# ---------------------------------------------------------------- replies


def as_leader(world: World) -> None:
    world.portal.roles_ = replace(world.portal.roles_, is_executive=True)


def test_a_reply_goes_to_the_assistants_and_is_marked_as_read() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of(CALLER, alert_info=("<http://x/silent>",), tracking_id="t1"))
        outcome = world.app.replies.reply(CallKey(1), ReplyChoice.THROUGH)
        await quiet()
        sent = world.engine.of(SendMessage)[0]
        assert sent.target == f"sip:{ME}"
        assert "durchstellen" in sent.text
        (sending,) = world.state.replies
        assert sending.delivery is Delivery.SENDING
        await world.emit(MessageSent(sent.id))
        assert result(outcome) is None
        assert world.state.replies[0].delivery is Delivery.SENT
        read = parse(sent.text)
        assert read is not None
        await world.emit(MessageReceived('"Anna" <sip:x@y>', compose(LeaderMessage(MessageKind.READ, "", read.id))))
        reply = world.state.replies[0]
        assert (reply.delivery, reply.read_by) == (Delivery.READ, ("Anna",))
        await world.emit(CallEnded(CallKey(1), 487))
        assert world.state.replies == ()

    play(story, as_leader)


def test_a_reply_nobody_gets_has_failed() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of(CALLER, alert_info=("<http://x/silent>",)))
        outcome = world.app.replies.reply(CallKey(1), ReplyChoice.MESSAGE)
        await quiet()
        await world.emit(MessageFailed(world.engine.of(SendMessage)[0].id, 480, "Unavailable"))
        assert result(outcome) == CallRefused(480, "Unavailable")
        assert world.state.replies[0].delivery is Delivery.FAILED

    play(story, as_leader)


def test_the_reply_to_the_voicemail_also_sends_the_own_leg_there() -> None:
    async def story(world: World) -> None:
        await world.sign_in(replace(ACCOUNT, voicemail_target="sip:vm-{leader}@{domain}"))
        await world.incoming(1, invite_of(CALLER, alert_info=("<http://x/silent>",)))
        world.app.replies.reply(CallKey(1), ReplyChoice.VOICEMAIL)
        await quiet()
        assert world.engine.of(SendMessage)
        assert world.engine.of(Reject)[0].status == 302

    play(story, as_leader)


def reply_text(choice: ReplyChoice = ReplyChoice.THROUGH, tracking_id: str = "t1") -> str:
    return compose(LeaderMessage(MessageKind.REPLY, "Bitte durchstellen.", "ab" * 8, choice, CALLER, tracking_id))


def test_the_leaders_reply_stands_at_the_call_it_is_about() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite("t1"))
        await world.incoming(3, invite("t2", "+4930999"))
        await world.emit(MessageReceived(LEADER_FROM, reply_text()))
        messages = [c.message for c in world.state.calls]
        assert messages[0] is not None
        assert messages[0].choice is ReplyChoice.THROUGH
        assert messages[1] is None
        receipt = parse(world.engine.of(SendMessage)[0].text)
        assert receipt is not None
        assert (receipt.kind, receipt.id) == (MessageKind.READ, "ab" * 8)

    play(story)


def test_nobody_but_the_leader_can_put_words_on_the_leaders_call() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite("t1"))
        await world.emit(MessageReceived('"Lea Muster" <sip:+49666@pbx.example>', reply_text()))
        assert world.call.message is None
        assert not world.engine.of(SendMessage)

    play(story)


def test_a_plain_word_of_the_leader_is_shown_too() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite("t1"))
        await world.emit(MessageReceived(LEADER_FROM, "Bin gleich da"))
        assert world.call.message is not None
        assert (world.call.message.text, world.call.message.choice) == ("Bin gleich da", None)

    play(story)


def test_a_note_that_overtakes_its_call_is_put_beside_it_when_it_comes() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        note = compose(LeaderMessage(MessageKind.NOTE, "Vertrag", "cd" * 8, None, CALLER, "t7"))
        await world.emit(MessageReceived('"Nele" <sip:+4930111@pbx.example>', note))
        await world.incoming(1, invite_of(CALLER, tracking_id="t7"))
        assert world.call.message is not None
        assert world.call.message.text == "Vertrag"

    play(story, as_leader)


@pytest.mark.parametrize(
    ("sender", "receipts"), [(f'"Anna" <sip:{ME}>', 1), ('"Anna" <sip:+4930111@pbx.example>', 0)]
)
def test_only_people_of_the_group_get_a_receipt(sender: str, receipts: int) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of(CALLER, tracking_id="t7"))
        note = compose(LeaderMessage(MessageKind.NOTE, "Vertrag", "cd" * 8, None, CALLER, "t7"))
        await world.emit(MessageReceived(sender, note))
        assert world.call.message is not None
        assert len(world.engine.of(SendMessage)) == receipts

    play(story, as_leader)


# ---------------------------------------------------------------- lines


def test_lines_are_unknown_without_events_and_after_they_broke_off() -> None:
    async def story(world: World) -> None:
        world.portal.lines.offered = True
        await world.sign_in()
        assert set(world.portal.lines.users) == {ME, LEA}
        assert world.group.line_state is None
        world.portal.lines.hear(LineEvent(LEA, LineEventKind.SNAPSHOT))
        assert world.group.line_state is LineState.FREE
        world.portal.lines.cut.set()
        await quiet()
        assert world.group.line_state is None
        world.portal.lines.cut.clear()
        await world.clock.advance(2)
        assert world.portal.lines.opened == 2

    play(story)


def test_a_server_without_events_is_not_asked_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.lines.offered = True
        await world.clock.advance(600)
        assert world.portal.lines.opened == 0
        assert world.group.line_state is None

    play(story)


def test_the_platforms_own_word_names_leader_and_recall() -> None:
    async def story(world: World) -> None:
        world.portal.lines.offered = True
        await world.sign_in()
        await world.incoming(1, invite_of(CALLER, tracking_id="t1"))
        assert world.call.leader is None
        told = replace(HERE, state=PortalCallState.ALERTING, recalled=True)
        world.portal.lines.hear(LineEvent(ME, LineEventKind.SNAPSHOT, (told,)))
        assert world.call.leader is not None
        assert world.call.recalled_from is not None

    play(story)


def test_signing_out_leaves_nothing_behind() -> None:
    async def story(world: World) -> None:
        await pushed(world)
        world.app.on_behalf.choose(LEA)
        world.app.session.sign_out()
        await quiet()
        state: AppState = world.state
        assert (state.handovers, state.identity, state.feature_codes) == ((), None, None)

    play(story)
