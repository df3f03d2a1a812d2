"""Calls: how they announce themselves, what can be done with them, and when an outcome is known."""

import asyncio
from dataclasses import replace

import pytest

from softphone.domain.account.account import Account
from softphone.domain.executive.settings import Roles
from softphone.domain.problems import (
    CallRefused,
    EngineStopped,
    NoSuchCall,
    NotANumber,
    NotPossibleNow,
    Obstacle,
    PortalUnreachable,
)
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction, Quality, Ring
from softphone.domain.telephone.commands import (
    Answer,
    Dial,
    HangUp,
    Hold,
    Reject,
    Resume,
    SendDtmf,
    SetMute,
    StartRinging,
    StopRinging,
)
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    CallRerouted,
    CommandFailed,
    EngineLost,
    EngineReady,
    HoldChanged,
    IncomingCall,
    MuteChanged,
    QualityMeasured,
    RemoteRinging,
)
from softphone.services.calls.call_service import DTMF_REFUSAL_S
from softphone.services.core.outcomes import Outcome
from tests.samples.services import (
    ACCOUNT,
    LEA,
    MAX,
    PLAIN,
    PORTAL_ONLY,
    REGISTERED,
    FakeLeader,
    World,
    for_leader,
    invite_of,
    play,
    quiet,
    result,
)

ONE, TWO, THREE = CallKey(1), CallKey(3), CallKey(5)
SILENT = ("<http://127.0.0.1/silent>",)
ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'


def leader_too(world: World) -> None:
    world.portal.roles_ = Roles(is_executive=True, is_assistant=True)


def held(key: CallKey, here: bool = True) -> HoldChanged:
    return HoldChanged(key, here, False)


def test_a_leaders_call_names_leader_and_caller_and_rings() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA))
        call = world.call
        assert (call.state, call.direction, call.ring) == (CallState.RINGING, Direction.INCOMING, Ring.NORMAL)
        assert (call.headline, call.detail) == ("Erika Mustermann", "089 111222")
        assert call.leader == world.group.leader
        assert call.started_at_s == world.clock.now_s()
        assert world.engine.of(StartRinging) == [StartRinging(ONE, Ring.NORMAL)]
        assert world.group.ringing_caller == "Erika Mustermann"

    play(story)


def test_the_row_names_the_oldest_caller_and_is_quiet_when_nobody_rings() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA, name="Erste"))
        await world.incoming(3, for_leader(LEA, name="Zweiter"))
        assert world.group.ringing_caller == "Erste"
        await world.emit(CallEnded(ONE, 487))
        assert world.group.ringing_caller == "Zweiter"
        await world.emit(CallAnswered(TWO))
        assert world.group.ringing_caller == ""

    play(story)


def test_a_leaders_own_silent_copy_makes_no_sound() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+4989111222", alert_info=SILENT))
        assert world.call.ring is Ring.SILENT
        assert world.engine.of(StartRinging) == []

    play(story, leader_too)


def test_ring_splash_is_one_tone_on_the_engine() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+4989111222", alert_info=("<http://127.0.0.1/Bellcore-dr5>",)))
        assert world.engine.of(StartRinging) == [StartRinging(ONE, Ring.SPLASH)]

    play(story, leader_too)


def test_who_is_no_leader_is_never_called_silently() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA, alert_info=SILENT))
        assert world.call.ring is Ring.NORMAL
        assert world.engine.of(StartRinging) == [StartRinging(ONE, Ring.NORMAL)]

    play(story)


def test_a_leader_who_assists_another_hears_the_others_calls() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA, alert_info=SILENT))
        assert world.call.ring is Ring.NORMAL

    play(story, leader_too)


def test_a_silent_call_from_another_leader_stays_silent() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+493023125410", "Lea Muster", alert_info=SILENT))
        assert world.call.ring is Ring.SILENT

    play(story, leader_too)


@pytest.mark.parametrize("account", [ACCOUNT, PLAIN])
def test_while_nobody_knows_the_roles_the_header_is_believed(account: Account) -> None:
    async def story(world: World) -> None:
        world.portal.fails["everything"] = PortalUnreachable("portal.example")
        await world.sign_in(account)
        await world.incoming(1, invite_of("+4989111222", alert_info=SILENT))
        assert world.call.ring is Ring.SILENT

    play(story)


def test_a_call_that_came_before_the_groups_were_read_learns_its_leader() -> None:
    async def story(world: World) -> None:
        gate = world.portal.holds["everything"] = asyncio.Event()
        await world.sign_in()
        await world.incoming(1, for_leader(LEA))
        assert world.call.leader is None
        gate.set()
        await quiet()
        assert world.call.leader == world.group.leader
        assert len(world.engine.of(StartRinging)) == 1

    play(story)


def test_answering_is_done_when_the_engine_says_so() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1)
        outcome = world.app.calls.answer(ONE)
        assert not outcome.done()
        assert world.engine.sent[-1] == Answer(ONE)
        await world.clock.advance(2)
        await world.emit(CallAnswered(ONE))
        assert result(outcome) is None
        assert (world.call.state, world.call.answered_at_s) == (CallState.ACTIVE, world.clock.now_s())

    play(story)


def test_an_engine_that_does_not_confirm_is_not_waited_for_longer_than_ten_seconds() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1)
        outcome = world.app.calls.answer(ONE)
        await world.clock.advance(9.9)
        assert not outcome.done()
        await world.clock.advance(0.2)
        assert result(outcome) == NotPossibleNow(Obstacle.NO_CONFIRMATION)

    play(story)


def test_without_a_key_the_oldest_call_that_is_heard_is_answered() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+4989111222", alert_info=SILENT))
        await world.incoming(3)
        await world.incoming(5)
        world.app.calls.answer()
        assert world.engine.sent[-1] == Answer(TWO)

    play(story, leader_too)


def test_a_leader_may_take_the_silent_call() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+4989111222", alert_info=SILENT))
        outcome = world.app.calls.answer()
        await world.emit(CallAnswered(ONE))
        assert result(outcome) is None

    play(story, leader_too)


def test_answering_a_second_call_holds_the_first_one_first() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        await world.incoming(3)
        world.app.calls.answer()
        assert world.engine.sent[-2:] == [Hold(ONE), Answer(TWO)]

    play(story)


def test_resuming_one_call_holds_the_other() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        await world.emit(held(ONE))
        await world.talk(3)
        outcome = world.app.calls.resume()
        assert world.engine.sent[-2:] == [Hold(TWO), Resume(ONE)]
        await world.emit(held(TWO))
        assert not outcome.done()
        await world.emit(held(ONE, here=False))
        assert result(outcome) is None
        assert [(call.key, call.held_here) for call in world.state.calls] == [(ONE, False), (TWO, True)]

    play(story)


def test_holding_is_done_when_the_engine_says_so() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        outcome = world.app.calls.hold()
        assert world.engine.sent[-1] == Hold(ONE)
        await world.emit(HoldChanged(ONE, False, True))
        assert not outcome.done()
        await world.emit(HoldChanged(ONE, True, True))
        assert result(outcome) is None
        assert result(world.app.calls.hold(ONE)) == NotPossibleNow(Obstacle.NOT_ACTIVE)

    play(story)


def test_muting_acts_on_the_call_spoken_in() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        await world.emit(held(ONE))
        await world.talk(3)
        outcome = world.app.calls.set_muted(True)
        assert world.engine.sent[-1] == SetMute(TWO, True)
        await world.emit(MuteChanged(TWO, True))
        assert result(outcome) is None
        assert result(world.app.calls.set_muted(True, TWO)) is None
        assert len(world.engine.of(SetMute)) == 1

    play(story)


def test_a_command_that_failed_is_told_to_who_asked_for_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        mute, hold = world.app.calls.set_muted(True), world.app.calls.hold()
        await world.emit(CommandFailed(ONE, "Hold", 491, "Request Pending"))
        assert result(hold) == CallRefused(491, "Request Pending")
        assert not mute.done()
        await world.emit(CommandFailed(ONE, "set_mute"))
        assert result(mute) == NotPossibleNow(Obstacle.COMMAND_FAILED)
        assert world.call.state is CallState.ACTIVE

    play(story)


def test_a_call_that_ends_answers_everything_that_was_asked_of_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        hold = world.app.calls.hold()
        await world.emit(CallEnded(ONE, 200))
        assert result(hold) == NoSuchCall(ONE)
        assert world.call.end is CallEnd.HUNG_UP_THERE

    play(story)


def test_rejecting_is_busy_for_the_caller_and_no_missed_call() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1)
        outcome = world.app.calls.reject()
        assert world.engine.sent[-1] == Reject(ONE, 486)
        await world.emit(CallEnded(ONE, 486, by_remote=False))
        assert result(outcome) is None
        assert world.call.end is CallEnd.REJECTED_HERE
        assert not world.state.journal[0].missed

    play(story)


def test_a_leaders_call_goes_to_the_leaders_voicemail() -> None:
    async def story(world: World) -> None:
        await world.sign_in(replace(ACCOUNT, voicemail_target="sip:vm-{leader}@{domain}"))
        await world.incoming(1, for_leader(LEA))
        assert world.call.can_send_to_voicemail
        outcome = world.app.calls.send_to_voicemail(ONE)
        assert world.engine.sent[-1] == Reject(ONE, 302, "sip:vm-lea@pbx.example")
        await world.emit(CallEnded(ONE, 302, by_remote=False))
        assert result(outcome) is None
        assert world.call.end is CallEnd.SENT_TO_VOICEMAIL
        assert not world.call.can_send_to_voicemail

    play(story)


def test_a_direct_call_goes_to_the_own_voicemail() -> None:
    async def story(world: World) -> None:
        await world.sign_in(replace(ACCOUNT, voicemail_target="*86{leader}"))
        await world.incoming(1)
        world.app.calls.send_to_voicemail(ONE)
        assert world.engine.sent[-1] == Reject(ONE, 302, "sip:*86anna@pbx.example")

    play(story)


def test_without_a_voicemail_target_there_is_no_voicemail() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA))
        assert not world.call.can_send_to_voicemail
        assert result(world.app.calls.send_to_voicemail(ONE)) == NotPossibleNow(Obstacle.NO_VOICEMAIL)
        assert world.engine.of(Reject) == []

    play(story)


def test_silencing_stops_the_ringing_here_and_leaves_the_call() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1)
        await world.incoming(3)
        assert result(world.app.calls.silence(ONE)) is None
        assert world.engine.of(StopRinging) == [StopRinging(ONE)]
        assert [call.ring_silenced for call in world.state.calls] == [True, False]
        world.app.calls.silence()
        assert StopRinging(TWO) in world.engine.of(StopRinging)
        assert all(call.ring_silenced and call.state is CallState.RINGING for call in world.state.calls)

    play(story)


def test_hanging_up_ends_the_call_spoken_in_before_one_on_hold() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        await world.emit(held(ONE))
        await world.talk(3)
        outcome = world.app.calls.hang_up()
        assert world.engine.sent[-1] == HangUp(TWO)
        await world.emit(CallEnded(TWO, 200, by_remote=False))
        assert result(outcome) is None
        world.app.calls.hang_up()
        assert world.engine.sent[-1] == HangUp(ONE)

    play(story)


@pytest.mark.parametrize("ask", ["answer", "reject", "silence", "hang_up", "hold", "resume"])
def test_without_a_call_nothing_can_be_done_with_it(ask: str) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        sent = len(world.engine.sent)
        assert result(getattr(world.app.calls, ask)()) == NoSuchCall()
        assert result(getattr(world.app.calls, ask)(CallKey(77))) == NoSuchCall(77)
        assert len(world.engine.sent) == sent

    play(story)


def test_what_does_not_fit_the_state_is_not_possible() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1)
        asked = [
            world.app.calls.hang_up(ONE),
            world.app.calls.hold(ONE),
            world.app.calls.resume(ONE),
            world.app.calls.set_muted(True, ONE),
        ]
        assert [type(result(outcome)) for outcome in asked] == [NotPossibleNow] * 4
        await world.emit(CallAnswered(ONE))
        assert result(world.app.calls.answer(ONE)) == NotPossibleNow(Obstacle.NOT_RINGING)
        assert result(world.app.calls.reject(ONE)) == NotPossibleNow(Obstacle.NOT_RINGING)

    play(story)


def test_dialling_shows_the_call_at_once_and_is_done_when_it_rings() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.calls.dial(" 089 / 111-222 ")
        assert world.engine.sent[-1] == Dial(CallKey(2), "sip:089111222@pbx.example")
        call = world.call
        assert (call.state, call.direction, call.headline) == (CallState.DIALING, Direction.OUTGOING, "089 111222")
        await world.clock.advance(20)
        assert not outcome.done()
        await world.emit(RemoteRinging(CallKey(2), 180))
        assert result(outcome) is None
        assert world.call.state is CallState.REMOTE_RINGING

    play(story)


def test_a_leaders_number_is_dialled_under_the_leaders_name() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.calls.dial("030 23125410")
        assert (world.call.headline, world.call.detail) == ("Lea Muster", "030 23125410")

    play(story)


def test_a_refused_call_says_with_which_status_and_stays_six_seconds() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.calls.dial("4711")
        await world.emit(CallEnded(CallKey(2), 404, "Not Found"))
        assert result(outcome) == CallRefused(404, "Not Found")
        assert (world.call.end, world.call.problem) == (CallEnd.FAILED, CallRefused(404, "Not Found"))
        assert world.call.forget_at_s == world.clock.now_s() + 6
        await world.clock.advance(5.9)
        before = world.state
        assert len(before.calls) == 1
        await world.clock.advance(0.2)
        assert world.state.calls == ()

    play(story)


def test_a_call_hung_up_before_it_rang_was_not_refused() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.calls.dial("4711")
        hung_up = world.app.calls.hang_up()
        await world.emit(CallEnded(CallKey(2), 487, by_remote=False))
        assert result(hung_up) is None
        assert result(outcome) == CallRefused(487)
        assert world.call.end is CallEnd.HUNG_UP_HERE

    play(story)


def test_dialling_during_a_call_holds_it_first() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        world.app.calls.dial("4711")
        assert world.engine.sent[-2:] == [Hold(ONE), Dial(CallKey(2), "sip:4711@pbx.example")]

    play(story)


def test_what_is_no_number_is_not_dialled() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert isinstance(result(world.app.calls.dial("08 9x#ä")), NotANumber)
        assert world.state.calls == ()

    play(story)


def test_dialling_needs_somebody_signed_in_with_a_telephone_that_runs() -> None:
    async def story(world: World) -> None:
        assert result(world.app.calls.dial("4711")) == NotPossibleNow(Obstacle.SIGNED_OUT)
        await world.sign_in(PORTAL_ONLY)
        assert result(world.app.calls.dial("4711")) == NotPossibleNow(Obstacle.NO_TELEPHONE)
        await world.sign_in()
        await world.emit(EngineLost(-9))
        assert result(world.app.calls.dial("4711")) == EngineStopped(-9)
        assert world.engine.of(Dial) == []

    play(story)


def test_tones_that_the_other_side_cannot_take_are_told_and_nothing_else_is_blamed() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        tones, end = world.app.calls.send_dtmf("1"), world.app.calls.hang_up()
        await world.emit(CommandFailed(ONE, "SendDtmf", 0, "Remote does not support RFC 2833"))
        assert result(tones) == NotPossibleNow(Obstacle.COMMAND_FAILED)
        await world.emit(CommandFailed(ONE, "SendDtmf", 0, "Remote does not support RFC 2833"))
        assert not end.done()
        await world.emit(CallEnded(ONE, 200, "OK", by_remote=False))
        assert result(end) is None

    play(story)


def test_without_a_key_what_does_not_fit_the_call_there_is_says_so() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        assert result(world.app.calls.answer()) == NotPossibleNow(Obstacle.NOT_RINGING)
        assert result(world.app.calls.resume()) == NotPossibleNow(Obstacle.NOT_HELD)

    play(story)


def test_tones_are_sent_in_a_call_and_nothing_else_is() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.calls.send_dtmf("1")) == NoSuchCall()
        await world.talk(1)
        sent = world.app.calls.send_dtmf("12*#aD")
        await world.clock.advance(DTMF_REFUSAL_S)
        assert result(sent) is None
        assert world.engine.sent[-1] == SendDtmf(ONE, "12*#AD")
        assert result(world.app.calls.send_dtmf("12x")) == NotANumber("12x", 3)
        assert result(world.app.calls.send_dtmf("")) == NotANumber("")
        assert result(world.app.calls.send_dtmf("٣")) == NotANumber("٣", 1)
        assert len(world.engine.of(SendDtmf)) == 1

    play(story)


def test_closing_words_stay_two_seconds_and_the_journal_has_the_call_once() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA))
        await world.emit(CallEnded(ONE, 487), CallEnded(ONE, 487))
        assert world.call.end is CallEnd.MISSED
        assert world.call.forget_at_s == world.clock.now_s() + 2
        await world.clock.advance(1.9)
        before = world.state
        assert len(before.calls) == 1
        await world.clock.advance(0.2)
        assert world.state.calls == ()
        row = world.state.journal[0]
        assert len(world.state.journal) == 1
        assert (row.headline, row.missed, row.duration_s, row.leader) == (
            "Erika Mustermann",
            True,
            None,
            world.group.leader,
        )

    play(story)


def test_answered_elsewhere_is_not_missed() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1)
        await world.emit(CallEnded(ONE, 487, reason=ELSEWHERE))
        assert world.call.end is CallEnd.ANSWERED_ELSEWHERE
        assert not world.state.journal[0].missed

    play(story)


@pytest.mark.parametrize("alert", [SILENT, ("<http://127.0.0.1/Bellcore-dr5>",)])
def test_a_leaders_notification_is_never_missed(alert: tuple[str, ...]) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+4989111222", alert_info=alert))
        await world.emit(CallEnded(ONE, 487))
        assert len(world.state.journal) == 1
        assert not world.state.journal[0].missed

    play(story, leader_too)


def test_the_journal_knows_how_long_was_spoken_newest_first() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        await world.clock.advance(75)
        await world.emit(CallEnded(ONE, 200))
        await world.incoming(3)
        await world.emit(CallEnded(TWO, 487))
        assert [(row.key, row.duration_s) for row in world.state.journal] == [(TWO, None), (ONE, 75.0)]

    play(story)


def test_a_lost_engine_ends_its_calls_and_answers_its_questions() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        await world.incoming(3)
        outcome: Outcome = world.app.calls.answer(TWO)
        await world.emit(EngineLost(-9))
        assert result(outcome) == EngineStopped(-9)
        assert [(call.end, call.problem) for call in world.state.calls] == [
            (CallEnd.ENGINE_LOST, EngineStopped(-9)),
            (CallEnd.MISSED, None),
        ]
        assert sorted(row.missed for row in world.state.journal) == [False, True]
        assert len(world.state.journal) == 2

    play(story)


def test_a_new_engine_may_count_its_calls_from_the_start() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1)
        await world.emit(EngineLost(-9), EngineReady(2, "fake"), REGISTERED)
        await world.emit(IncomingCall(ONE, invite_of("+4930999888", "Neu")))
        assert [(call.headline, call.state) for call in world.state.calls] == [("Neu", CallState.RINGING)]
        await world.clock.advance(10)
        assert [call.headline for call in world.state.calls] == ["Neu"]

    play(story)


def test_measured_quality_is_shown_with_its_call() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        quality = Quality(0.5, 3.0, 40.0, 4.3, "G722")
        await world.emit(QualityMeasured(ONE, quality))
        assert world.call.quality == quality

    play(story)


def test_a_hidden_caller_has_no_name_and_no_number() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        hidden = replace(for_leader(LEA), from_='"Anonymous" <sip:anonymous@anonymous.invalid>')
        await world.incoming(1, hidden)
        assert (world.call.headline, world.call.detail) == ("", "")
        assert world.group.ringing_caller == "?"
        assert world.call.leader is not None

    play(story)


def test_two_leaders_calls_light_up_their_own_rows() -> None:
    async def story(world: World) -> None:
        world.portal.leaders[MAX] = FakeLeader(name=("Max", "Beispiel"), number="+493023125411")
        await world.sign_in()
        await world.incoming(1, for_leader(LEA, name="Für Lea"))
        await world.incoming(3, for_leader(MAX, name="Für Max"))
        assert [group.ringing_caller for group in world.state.groups] == ["Für Lea", "Für Max"]

    play(story)


def test_a_call_without_a_free_line_is_noticed_and_one_refused_by_hand_is_not() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA, "+4989111222"))
        await world.emit(CallEnded(CallKey(1), 486, "Busy Here", by_remote=False))
        headline = world.state.journal[0].headline
        assert [(one.token, one.argument) for one in world.state.notices] == [("missed-busy", headline)]
        assert world.state.calls == ()
        await world.incoming(3)
        world.app.calls.reject(CallKey(3))
        await world.emit(CallEnded(CallKey(3), 486, by_remote=False))
        assert len(world.state.notices) == 1

    play(story)


def test_of_many_quick_calls_the_newest_keep_their_closing_words() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        for number in range(1, 41, 2):
            await world.incoming(number)
            await world.emit(CallEnded(CallKey(number), 487, by_remote=True))
        assert [call.key for call in world.state.calls] == [33, 35, 37, 39]
        assert world.state.journal_counts.missed == len(world.state.journal) == 20
        await world.clock.advance(10)
        assert world.state.calls == ()

    play(story)


def test_a_call_that_goes_out_through_another_server_is_the_same_call_and_says_so() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.calls.dial("030 23125410")
        (call,) = world.state.calls
        world.engine.emit(CallRerouted(call.key, "sip2.example"))
        world.engine.emit(RemoteRinging(call.key, 180))
        (still,) = world.state.calls
        assert (still.key, still.state) == (call.key, CallState.REMOTE_RINGING)
        assert [notice.token for notice in world.state.notices][-1:] == ["rerouted"]

    play(story)


def test_a_note_written_while_talking_stands_in_the_journal() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+4989111222"))
        await world.emit(CallAnswered(CallKey(1)))
        assert result(world.app.calls.set_note("  Rückruf morgen  ")) is None
        assert world.call.note == "Rückruf morgen"
        assert result(world.app.calls.set_note("x" * 3000, CallKey(1))) is None
        assert result(world.app.calls.set_note("Angebot schicken", CallKey(1))) is None
        await world.emit(CallEnded(CallKey(1), 200))
        assert world.state.journal[0].note == "Angebot schicken"
        assert isinstance(result(world.app.calls.set_note("zu spät", CallKey(9))), NoSuchCall)

    play(story)
