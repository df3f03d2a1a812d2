"""Call waiting, swapping, conferences, and transfers by the other side, among the fakes."""

from softphone.domain.options.table import FOLLOW_TRANSFERS
from softphone.domain.problems import NoSuchCall, NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallKey, CallState, InviteFacts
from softphone.domain.telephone.commands import (
    Answer,
    ConnectCalls,
    FollowReferrals,
    HangUp,
    Hold,
    Mix,
    Resume,
    SetMute,
    StartRinging,
    StopRinging,
)
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    CallReferred,
    EngineLost,
    HoldChanged,
    MixChanged,
    MuteChanged,
    PartyChanged,
    TransferChanged,
)
from softphone.services.state.calls import CallView
from softphone.services.transfer.conference_service import REFERRER_LEAVES_S
from tests.samples.services import World, invite_of, play, result

FIRST, SECOND = CallKey(1), CallKey(3)


def call(world: World, key: int) -> CallView:
    return next(view for view in world.state.calls if view.key == key)


async def talking(world: World) -> None:
    await world.sign_in()
    await world.incoming(1, invite_of("+4989111222"))
    world.app.calls.answer(FIRST)
    await world.emit(CallAnswered(FIRST))


async def two_calls(world: World) -> None:
    """The first one on hold, the second one spoken with."""
    await talking(world)
    await world.incoming(3, invite_of("+4989333444"))
    world.app.calls.answer(SECOND)
    await world.emit(HoldChanged(FIRST, True, False), CallAnswered(SECOND))


async def three_in_one(world: World) -> None:
    await two_calls(world)
    outcome = world.app.conference.merge()
    await world.emit(HoldChanged(FIRST, False, False), MixChanged((FIRST, SECOND)))
    assert result(outcome) is None


def test_a_second_call_knocks_and_rings_aloud_once_nobody_is_spoken_with() -> None:
    async def story(world: World) -> None:
        await talking(world)
        await world.incoming(3, invite_of("+4989333444"))
        assert world.engine.of(StartRinging)[-1] == StartRinging(SECOND, call(world, 3).ring, waiting=True)
        assert call(world, 3).waits
        await world.emit(CallEnded(FIRST, 200))
        assert world.engine.of(StopRinging)[-1] == StopRinging(SECOND)
        assert world.engine.of(StartRinging)[-1] == StartRinging(SECOND, call(world, 3).ring)
        assert not call(world, 3).waits

    play(story)


def test_answering_while_talking_holds_the_first_without_a_ring_between() -> None:
    async def story(world: World) -> None:
        await talking(world)
        await world.incoming(3, invite_of("+4989333444"))
        before = len(world.engine.of(StartRinging))
        world.app.calls.answer(SECOND)
        sent = [type(command) for command in world.engine.sent[-2:]]
        assert sent == [Hold, Answer]
        await world.emit(HoldChanged(FIRST, True, False), CallAnswered(SECOND))
        assert len(world.engine.of(StartRinging)) == before
        assert (call(world, 1).held_here, call(world, 3).state) == (True, CallState.ACTIVE)

    play(story)


def test_swapping_goes_to_and_fro() -> None:
    async def story(world: World) -> None:
        await two_calls(world)
        outcome = world.app.conference.swap()
        assert [type(command) for command in world.engine.sent[-2:]] == [Hold, Resume]
        await world.emit(HoldChanged(SECOND, True, False), HoldChanged(FIRST, False, False))
        assert result(outcome) is None
        world.app.conference.swap()
        assert world.engine.of(Resume)[-1] == Resume(SECOND)
        assert result(world.app.conference.swap(CallKey(99))) == NoSuchCall(99)
        assert result(world.app.conference.swap(FIRST)) == NotPossibleNow(Obstacle.NOT_HELD)

    play(story)


def test_three_are_mixed_and_the_one_on_hold_is_taken_along() -> None:
    async def story(world: World) -> None:
        await three_in_one(world)
        assert world.engine.of(Resume) == [Resume(FIRST)]
        assert world.engine.of(Mix) == [Mix((FIRST, SECOND))]
        assert world.state.conference == (FIRST, SECOND)
        assert all(view.in_conference for view in world.state.calls)

    play(story)


def test_holding_resuming_and_muting_one_means_all_of_the_conference() -> None:
    async def story(world: World) -> None:
        await three_in_one(world)
        outcome = world.app.calls.set_muted(True)
        assert world.engine.of(SetMute) == [SetMute(FIRST, True), SetMute(SECOND, True)]
        await world.emit(MuteChanged(FIRST, True), MuteChanged(SECOND, True))
        assert result(outcome) is None
        world.app.calls.hold(SECOND)
        assert world.engine.of(Hold)[-2:] == [Hold(FIRST), Hold(SECOND)]
        await world.emit(HoldChanged(FIRST, True, False), HoldChanged(SECOND, True, False))
        world.app.calls.resume(FIRST)
        assert world.engine.of(Resume)[-2:] == [Resume(FIRST), Resume(SECOND)]

    play(story)


def test_a_third_caller_holds_the_whole_conference() -> None:
    async def story(world: World) -> None:
        await three_in_one(world)
        await world.incoming(5, invite_of("+4989555666"))
        before = len(world.engine.of(Hold))
        world.app.calls.answer(CallKey(5))
        assert world.engine.of(Hold)[before:] == [Hold(FIRST), Hold(SECOND)]

    play(story)


def test_the_conference_ends_for_one_of_them_or_with_a_party_that_leaves() -> None:
    async def story(world: World) -> None:
        await three_in_one(world)
        outcome = world.app.conference.split(SECOND)
        assert world.engine.of(Mix)[-1] == Mix(())
        assert world.engine.of(Hold)[-1] == Hold(FIRST)
        await world.emit(MixChanged(()), HoldChanged(FIRST, True, False))
        assert result(outcome) is None
        assert world.state.conference == ()
        assert result(world.app.conference.split()) == NotPossibleNow(Obstacle.NO_CONFERENCE)
        again = world.app.conference.merge()
        await world.emit(HoldChanged(FIRST, False, False), MixChanged((FIRST, SECOND)))
        assert result(again) is None
        await world.emit(CallEnded(SECOND, 200), MixChanged(()))
        assert world.state.conference == ()
        assert not call(world, 1).in_conference

    play(story)


def test_leaving_a_conference_connects_the_two_others() -> None:
    async def story(world: World) -> None:
        await three_in_one(world)
        outcome = world.app.conference.leave()
        assert world.engine.of(ConnectCalls) == [ConnectCalls(FIRST, SECOND)]
        await world.emit(TransferChanged(FIRST, 200, "OK", final=True))
        assert result(outcome) is None
        assert {hang_up.key for hang_up in world.engine.of(HangUp)} == {FIRST, SECOND}
        await world.emit(CallEnded(FIRST, 200), CallEnded(SECOND, 200), MixChanged(()))
        assert result(world.app.conference.leave()) == NotPossibleNow(Obstacle.NO_CONFERENCE)

    play(story)


def test_one_call_makes_no_conference() -> None:
    async def story(world: World) -> None:
        await talking(world)
        assert result(world.app.conference.merge()) == NotPossibleNow(Obstacle.NO_SECOND_CALL)
        assert not world.engine.of(Mix)

    play(story)


def test_a_lost_engine_ends_the_conference() -> None:
    async def story(world: World) -> None:
        await three_in_one(world)
        await world.emit(EngineLost(1))
        assert world.state.conference == ()

    play(story)


def test_being_sent_on_shows_to_whom_and_by_whom_and_holds_the_sender_at_the_answer() -> None:
    async def story(world: World) -> None:
        await talking(world)
        await world.emit(CallReferred(FIRST, SECOND, "sip:101@pbx.example"))
        new = call(world, 3)
        assert (new.state, new.headline) == (CallState.DIALING, "101")
        assert new.referred_by == call(world, 1).headline or call(world, 1).detail
        assert [notice.token for notice in world.state.notices][-1] == "referred"
        assert not world.engine.of(Hold)
        await world.emit(CallAnswered(SECOND))
        assert world.engine.of(Hold) == [Hold(FIRST)]
        await world.clock.advance(REFERRER_LEAVES_S + 1)
        assert world.engine.of(HangUp) == [HangUp(FIRST)]

    play(story)


def test_a_failed_referral_leaves_the_first_call_alone() -> None:
    async def story(world: World) -> None:
        await talking(world)
        await world.emit(CallReferred(FIRST, SECOND, "sip:101@pbx.example"), CallEnded(SECOND, 486, "Busy Here"))
        await world.clock.advance(REFERRER_LEAVES_S + 1)
        assert not world.engine.of(HangUp)
        assert call(world, 1).state is CallState.ACTIVE

    play(story)


def test_somebody_else_at_the_other_end_changes_the_name_and_nothing_else() -> None:
    async def story(world: World) -> None:
        await talking(world)
        before = call(world, 1)
        rang = len(world.engine.of(StartRinging))
        await world.emit(PartyChanged(FIRST, InviteFacts(from_='"Carla Neu" <sip:102@pbx.example>')))
        after = call(world, 1)
        assert (after.headline, after.detail) == ("Carla Neu", "102")
        assert (after.key, after.answered_at_s, after.state) == (before.key, before.answered_at_s, CallState.ACTIVE)
        assert len(world.engine.of(StartRinging)) == rang

    play(story)


def test_whoever_does_not_want_to_be_sent_on_tells_the_engine_so() -> None:
    async def story(world: World) -> None:
        assert not world.engine.of(FollowReferrals)
        world.app.options.set(FOLLOW_TRANSFERS, False)
        world.app.options.set(FOLLOW_TRANSFERS, True)
        assert world.engine.of(FollowReferrals) == [FollowReferrals(False), FollowReferrals(True)]

    play(story)
