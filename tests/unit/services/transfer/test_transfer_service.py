"""Transfers to any target, with consultation or blind, among the fakes."""

from collections.abc import Awaitable, Callable

import pytest

from softphone.domain.calls.transfer import SAID_FOR_S, TransferKind, TransferPhase
from softphone.domain.problems import CallRefused, NotANumber, NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallEnd, CallKey, CallState
from softphone.domain.telephone.commands import ConnectCalls, Dial, HangUp, Hold, Resume, Transfer
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    CommandFailed,
    EngineLost,
    Event,
    HoldChanged,
    RemoteRinging,
    TransferChanged,
)
from softphone.services.calls.confirmations import CONFIRMATION_LIMIT_S
from softphone.services.calls.selectors import column_calls
from softphone.services.state.calls import TransferView
from softphone.services.transfer.transfer_service import CONNECT_LIMIT_S, RING_LIMIT_S, RINGS_UNHEARD_S
from tests.samples.services import LEA, World, for_leader, play, quiet, result

CALLER = CallKey(1)
Begin = Callable[[World], Awaitable[CallKey | None]]


async def talking(world: World) -> None:
    await world.sign_in()
    await world.incoming(1, for_leader(LEA, "+4989111222"))
    world.app.calls.answer(CALLER)
    await world.emit(CallAnswered(CALLER))


async def asked(world: World, target: str = LEA) -> CallKey:
    """The caller is on hold and it rings at the target."""
    await talking(world)
    outcome = world.app.transfers.ask(target)
    await quiet()
    key = world.engine.of(Dial)[-1].key
    await world.emit(HoldChanged(CALLER, True, False), RemoteRinging(key, 180))
    assert result(outcome) is None
    return key


async def consulting(world: World) -> CallKey:
    key = await asked(world)
    await world.emit(CallAnswered(key))
    assert shown(world).phase is TransferPhase.TALKING
    return key


def shown(world: World) -> TransferView:
    return world.state.transfers[0]


def test_asking_holds_the_caller_and_calls_the_leader() -> None:
    async def story(world: World) -> None:
        key = await asked(world)
        assert [hold.key for hold in world.engine.of(Hold)] == [CALLER]
        t = shown(world)
        assert (t.key, t.target_key, t.kind, t.phase) == (CALLER, key, TransferKind.ASK, TransferPhase.CALLING)
        assert (t.rings_there, t.can_take_back, t.can_connect) == (True, True, True)
        assert t.leader is not None
        assert t.leader.user_id == LEA

    play(story)


def test_a_typed_number_is_asked_too_and_a_wrong_one_is_said() -> None:
    async def story(world: World) -> None:
        await talking(world)
        assert isinstance(result(world.app.transfers.ask("12 34 €")), NotANumber)
        assert not world.engine.of(Hold)
        world.app.transfers.ask("030 1234567")
        await quiet()
        assert shown(world).leader is None
        assert world.engine.of(Dial)[-1].target == "sip:0301234567@pbx.example"

    play(story)


def test_connecting_ends_both_of_our_calls_when_the_platform_says_it_is_done() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        outcome = world.app.transfers.connect()
        assert world.engine.of(ConnectCalls) == [ConnectCalls(CALLER, key)]
        await world.emit(TransferChanged(CALLER, 202), TransferChanged(CALLER, 100))
        assert shown(world).phase is TransferPhase.CONNECTING
        assert not world.engine.of(HangUp)
        await world.emit(TransferChanged(CALLER, 200, "OK", final=True))
        assert result(outcome) is None
        assert {hang_up.key for hang_up in world.engine.of(HangUp)} == {CALLER, key}
        assert shown(world).phase is TransferPhase.DONE
        await world.emit(CallEnded(CALLER, 200, by_remote=False), CallEnded(key, 200))
        assert [row.end for row in world.state.journal if row.key == CALLER] == [CallEnd.HANDED_OVER]
        await world.clock.advance(SAID_FOR_S + 1)
        assert world.state.transfers == ()

    play(story)


def test_connecting_while_it_rings_gives_our_own_call_up_and_sends_the_caller_on() -> None:
    async def story(world: World) -> None:
        key = await asked(world)
        assert shown(world).can_connect
        outcome = world.app.transfers.connect()
        await quiet()
        assert [hang_up.key for hang_up in world.engine.of(HangUp)] == [key]
        assert not world.engine.of(Transfer)
        await world.emit(CallEnded(key, 487, by_remote=False))
        assert [t.key for t in world.engine.of(Transfer)] == [CALLER]
        assert (shown(world).kind, shown(world).phase) == (TransferKind.DIRECT, TransferPhase.CONNECTING)
        await world.emit(TransferChanged(CALLER, 202), TransferChanged(CALLER, 480, "Gone", final=True))
        assert shown(world).phase is TransferPhase.REFUSED
        assert result(outcome) is None
        world.app.calls.resume(CALLER)
        assert world.engine.of(Resume)[-1].key == CALLER

    play(story)


def test_a_transferee_who_leaves_at_once_counts_as_connected() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        outcome = world.app.transfers.connect()
        await world.emit(CallEnded(CALLER, 200))
        assert result(outcome) is None
        assert [hang_up.key for hang_up in world.engine.of(HangUp)] == [key]
        assert (shown(world).phase, shown(world).certain) == (TransferPhase.DONE, False)

    play(story)


def test_a_refused_connection_keeps_both_calls_and_says_why() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        for told in (TransferChanged(CALLER, 603, "Decline", final=True), CommandFailed(CALLER, "ConnectCalls", 403)):
            outcome = world.app.transfers.connect()
            await world.emit(told)
            assert isinstance(result(outcome), CallRefused)
            assert (shown(world).phase, shown(world).target_key) == (TransferPhase.TALKING, key)
            assert isinstance(shown(world).problem, CallRefused)
        assert not world.engine.of(HangUp)
        world.app.transfers.take_back()
        assert [resume.key for resume in world.engine.of(Resume)] == [CALLER]
        await world.emit(CallEnded(CALLER, 200))
        assert world.state.journal[0].end is CallEnd.HUNG_UP_THERE

    play(story)


def test_a_platform_that_says_nothing_is_not_waited_for_for_ever() -> None:
    async def story(world: World) -> None:
        await consulting(world)
        outcome = world.app.transfers.connect()
        await world.clock.advance(CONNECT_LIMIT_S + 1)
        assert result(outcome) == NotPossibleNow(Obstacle.NO_CONFIRMATION)
        assert shown(world).phase is TransferPhase.TALKING

    play(story)


def test_taking_back_ends_the_consultation_and_resumes_the_caller() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        outcome = world.app.transfers.take_back(key)
        assert [hang_up.key for hang_up in world.engine.of(HangUp)] == [key]
        assert [resume.key for resume in world.engine.of(Resume)] == [CALLER]
        await world.emit(CallEnded(key, 200, by_remote=False), HoldChanged(CALLER, False, False))
        assert result(outcome) is None
        assert shown(world).phase is TransferPhase.TAKEN_BACK

    play(story)


def test_a_caller_who_cannot_be_resumed_can_be_taken_back_again() -> None:
    async def story(world: World) -> None:
        await consulting(world)
        outcome = world.app.transfers.take_back()
        await world.emit(CommandFailed(CALLER, "Resume", 491, "Request Pending"))
        assert isinstance(result(outcome), CallRefused)
        assert (shown(world).phase, shown(world).can_take_back) == (TransferPhase.TARGET_GONE, True)
        world.app.transfers.take_back()
        await world.emit(HoldChanged(CALLER, False, False))
        assert shown(world).phase is TransferPhase.TAKEN_BACK

    play(story)


def test_a_busy_target_leaves_the_caller_on_hold_with_a_way_back() -> None:
    async def story(world: World) -> None:
        key = await asked(world)
        await world.emit(CallEnded(key, 486, "Busy Here"))
        assert (shown(world).phase, shown(world).problem) == (
            TransferPhase.TARGET_GONE,
            CallRefused(486, "Busy Here"),
        )
        assert not world.engine.of(Resume)
        world.app.transfers.take_back()
        await world.emit(HoldChanged(CALLER, False, False))
        assert shown(world).phase is TransferPhase.TAKEN_BACK

    play(story)


def test_a_target_who_hangs_up_is_told_and_another_one_can_be_asked_with_or_without_taking_back() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        await world.emit(CallEnded(key, 200))
        assert shown(world).problem == NotPossibleNow(Obstacle.TARGET_GONE)
        world.app.transfers.ask("102", CALLER)
        await quiet()
        second = world.engine.of(Dial)[-1].key
        assert (shown(world).phase, shown(world).target_key) == (TransferPhase.CALLING, second)
        assert result(world.app.transfers.ask("103", CALLER)) == NotPossibleNow(Obstacle.BUSY)
        await world.emit(CallEnded(second, 486, "Busy Here"))
        world.app.calls.resume(CALLER)
        await world.emit(HoldChanged(CALLER, False, False))
        assert shown(world).phase is TransferPhase.TAKEN_BACK
        world.app.transfers.ask("101")
        await quiet()
        assert shown(world).phase is TransferPhase.CALLING

    play(story)


def picked_up_by(world: World) -> Dial:
    return world.engine.of(Dial)[-1]


async def sent_to_a_colleague(world: World) -> None:
    """It rings at extension 101, and our own call is not over."""
    await talking(world)
    world.app.transfers.send_on("101")
    await world.emit(TransferChanged(CALLER, 202), TransferChanged(CALLER, 180))
    assert (shown(world).phase, shown(world).can_take_back) == (TransferPhase.CONNECTING, True)


async def left_by_the_platform(world: World) -> None:
    """It ends our call at once and reports nothing more."""
    await sent_to_a_colleague(world)
    await world.emit(CallEnded(CALLER, 200))
    assert shown(world).phase is TransferPhase.CONNECTING
    assert shown(world).left_at_s == world.clock.now_s()
    assert shown(world).can_take_back


@pytest.mark.parametrize("begin", [sent_to_a_colleague, left_by_the_platform])
def test_what_rings_at_a_colleague_is_fetched_back_by_the_platforms_code(begin: Begin) -> None:
    async def story(world: World) -> None:
        await begin(world)
        outcome = world.app.transfers.take_back()
        await quiet()
        fetching = picked_up_by(world)
        assert fetching.target == "sip:*98101@pbx.example"
        assert shown(world).phase is TransferPhase.TAKING_BACK
        assert not outcome.done()
        await world.emit(TransferChanged(CALLER, 200, "OK", final=True), CallAnswered(fetching.key))
        assert result(outcome) is None
        assert shown(world).phase is TransferPhase.TAKEN_BACK
        await world.emit(CallEnded(CALLER, 200))
        assert shown(world).phase is TransferPhase.TAKEN_BACK
        call = next(call for call in world.state.calls if call.key == fetching.key)
        assert call.headline == "Erika Mustermann"

    play(story)


@pytest.mark.parametrize(
    ("meanwhile", "phase"),
    [
        ((), TransferPhase.CONNECTING),
        ((TransferChanged(CALLER, 200, "OK", final=True),), TransferPhase.DONE),
        ((TransferChanged(CALLER, 486, "Busy Here", final=True),), TransferPhase.REFUSED),
    ],
)
def test_what_is_not_to_be_fetched_says_so_and_goes_on_as_the_platform_said(
    meanwhile: tuple[Event, ...], phase: TransferPhase
) -> None:
    async def story(world: World) -> None:
        await sent_to_a_colleague(world)
        outcome = world.app.transfers.take_back()
        await quiet()
        await world.emit(*meanwhile, CallEnded(picked_up_by(world).key, 404, "Not Found"))
        assert result(outcome) is not None
        assert shown(world).phase is phase
        if phase is TransferPhase.CONNECTING:
            assert shown(world).problem == NotPossibleNow(Obstacle.NOT_FETCHED)
            assert shown(world).can_take_back

    play(story)


def test_of_whom_nothing_more_is_heard_the_way_back_ends_when_it_cannot_ring_any_more() -> None:
    async def story(world: World) -> None:
        await left_by_the_platform(world)
        assert {call.key for call in column_calls(world.state)} == {CALLER}
        await world.clock.advance(RINGS_UNHEARD_S + 1)
        assert (shown(world).phase, shown(world).certain) == (TransferPhase.DONE, False)
        assert world.state.journal[0].end is CallEnd.HANDED_OVER

    play(story)


async def waiting_here(world: World, target: str = "030 1234567") -> CallKey:
    """It rings at an external target, and the caller is on hold here."""
    await talking(world)
    outcome = world.app.transfers.send_on(target)
    await quiet()
    key = world.engine.of(Dial)[-1].key
    await world.emit(HoldChanged(CALLER, True, False), RemoteRinging(key, 180))
    assert result(outcome) is None
    assert (shown(world).kind, shown(world).phase) == (TransferKind.DIRECT, TransferPhase.CALLING)
    return key


def test_a_caller_for_somebody_outside_waits_here_and_is_connected_by_the_answer() -> None:
    async def story(world: World) -> None:
        key = await waiting_here(world)
        assert not world.engine.of(Transfer)
        assert (shown(world).can_take_back, shown(world).can_connect) == (True, False)
        await world.emit(CallAnswered(key))
        assert world.engine.of(ConnectCalls) == [ConnectCalls(CALLER, key)]
        assert not shown(world).can_take_back
        await world.emit(TransferChanged(CALLER, 200, "OK", final=True))
        assert shown(world).phase is TransferPhase.DONE
        assert {hang_up.key for hang_up in world.engine.of(HangUp)} == {CALLER, key}
        await world.emit(CallEnded(CALLER, 200, by_remote=False), CallEnded(key, 200))
        assert [row.end for row in world.state.journal if row.key == CALLER] == [CallEnd.HANDED_OVER]

    play(story)


def test_a_caller_who_waits_here_is_taken_back_at_once() -> None:
    async def story(world: World) -> None:
        key = await waiting_here(world)
        outcome = world.app.transfers.take_back()
        assert [hang_up.key for hang_up in world.engine.of(HangUp)] == [key]
        await world.emit(CallEnded(key, 487, by_remote=False), HoldChanged(CALLER, False, False))
        assert result(outcome) is None
        assert shown(world).phase is TransferPhase.TAKEN_BACK
        assert world.state.calls[0].end is None

    play(story)


def test_a_target_outside_who_does_not_want_leaves_the_caller_waiting_and_another_can_be_tried() -> None:
    async def story(world: World) -> None:
        key = await waiting_here(world)
        await world.emit(CallEnded(key, 486, "Busy Here"))
        assert (shown(world).phase, shown(world).can_take_back) == (TransferPhase.TARGET_GONE, True)
        world.app.transfers.send_on("101", CALLER)
        assert [t.key for t in world.engine.of(Transfer)] == [CALLER]

    play(story)


def test_an_answer_that_the_platform_does_not_connect_is_a_conversation_of_ours() -> None:
    async def story(world: World) -> None:
        key = await waiting_here(world)
        await world.emit(CallAnswered(key), TransferChanged(CALLER, 603, "Decline", final=True))
        t = shown(world)
        assert (t.kind, t.phase, t.target_key) == (TransferKind.ASK, TransferPhase.TALKING, key)
        assert (t.can_connect, t.can_take_back) == (True, True)

    play(story)


def test_connecting_while_it_rings_outside_lets_it_ring_on() -> None:
    async def story(world: World) -> None:
        key = await asked(world, "030 1234567")
        assert result(world.app.transfers.connect()) is None
        assert not world.engine.of(HangUp)
        assert (shown(world).kind, shown(world).can_take_back) == (TransferKind.DIRECT, True)
        await world.emit(CallAnswered(key))
        assert world.engine.of(ConnectCalls) == [ConnectCalls(CALLER, key)]

    play(story)


@pytest.mark.parametrize("target", ["112", "+49 30 1234567", "sip:x@elsewhere.example", "1234567"])
def test_only_what_rings_on_the_platform_could_be_picked_up_there(target: str) -> None:
    async def story(world: World) -> None:
        await talking(world)
        world.app.transfers.send_on(target)
        await quiet()
        assert not world.engine.of(Transfer)
        assert shown(world).phase is TransferPhase.CALLING

    play(story)


def test_a_caller_who_hangs_up_leaves_the_target_on_the_line() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        await world.emit(CallEnded(CALLER, 200))
        assert shown(world).phase is TransferPhase.CALLER_GONE
        target = next(call for call in world.state.calls if call.key == key)
        assert target.state is CallState.ACTIVE
        assert not world.engine.of(HangUp)
        assert {call.key for call in column_calls(world.state)} == {CALLER, key}

    play(story)


def test_a_direct_transfer_goes_its_way_and_a_refused_one_stays() -> None:
    async def story(world: World) -> None:
        await talking(world)
        outcome = world.app.transfers.send_on("101")
        assert [t.key for t in world.engine.of(Transfer)] == [CALLER]
        await world.emit(TransferChanged(CALLER, 486, "Busy Here", final=True))
        assert result(outcome) == CallRefused(486, "Busy Here")
        assert shown(world).phase is TransferPhase.REFUSED
        again = world.app.transfers.send_on("102")
        await world.emit(TransferChanged(CALLER, 202), TransferChanged(CALLER, 180))
        assert result(again) is None
        assert shown(world).rings_there
        await world.emit(TransferChanged(CALLER, 200, "OK", final=True))
        assert shown(world).phase is TransferPhase.DONE
        assert [hang_up.key for hang_up in world.engine.of(HangUp)] == [CALLER]

    play(story)


def test_without_a_call_there_is_nothing_to_pass_on_and_signing_out_forgets() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.transfers.ask("101")) is not None
        assert result(world.app.transfers.connect()) == NotPossibleNow(Obstacle.NOBODY_ASKED)
        assert result(world.app.transfers.take_back()) == NotPossibleNow(Obstacle.NOBODY_ASKED)

    play(story)


def test_a_target_who_is_busy_at_once_says_so_before_anything_rang() -> None:
    async def story(world: World) -> None:
        await talking(world)
        outcome = world.app.transfers.ask(LEA)
        await quiet()
        key = world.engine.of(Dial)[-1].key
        await world.emit(HoldChanged(CALLER, True, False), CallEnded(key, 486, "Busy Here"))
        assert result(outcome) == CallRefused(486, "Busy Here")
        assert (shown(world).phase, shown(world).can_take_back) == (TransferPhase.TARGET_GONE, True)

    play(story)


def test_a_conversation_with_the_target_that_breaks_off_is_no_call_that_nobody_answered() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        await world.emit(CallEnded(key, 408, "Request Timeout", by_remote=False))
        assert shown(world).problem == NotPossibleNow(Obstacle.TARGET_LOST)
        assert (shown(world).phase, shown(world).can_take_back) == (TransferPhase.TARGET_GONE, True)

    play(story)


@pytest.mark.parametrize("begin", [asked, consulting])
@pytest.mark.parametrize(
    ("event", "end"),
    [
        (CallEnded(CALLER, 200), CallEnd.HUNG_UP_THERE),
        (CallEnded(CALLER, 408, "Request Timeout", by_remote=False), CallEnd.FAILED),
    ],
)
def test_whether_the_caller_hung_up_or_was_lost_is_told_apart(begin: Begin, event: CallEnded, end: CallEnd) -> None:
    async def story(world: World) -> None:
        key = await begin(world)
        await world.emit(event)
        assert (shown(world).phase, shown(world).caller_end) == (TransferPhase.CALLER_GONE, end)
        assert key in {call.key for call in world.state.calls if call.end is None}
        assert not world.engine.of(HangUp)

    play(story)


def test_who_ends_the_callers_call_is_not_told_that_the_caller_did() -> None:
    async def story(world: World) -> None:
        await consulting(world)
        world.app.calls.hang_up(CALLER)
        await world.emit(CallEnded(CALLER, 200, by_remote=False))
        assert shown(world).caller_end is CallEnd.HUNG_UP_HERE

    play(story)


def test_a_caller_who_is_lost_while_being_connected_counts_as_lost_and_the_target_stays() -> None:
    async def story(world: World) -> None:
        await consulting(world)
        outcome = world.app.transfers.connect()
        await world.emit(CallEnded(CALLER, 503, "Transport failed", by_remote=False))
        assert result(outcome) == NotPossibleNow(Obstacle.HUNG_UP)
        assert (shown(world).phase, shown(world).caller_end) == (TransferPhase.CALLER_GONE, CallEnd.FAILED)
        assert not world.engine.of(HangUp)

    play(story)


def test_a_caller_who_hangs_up_before_being_sent_on_was_sent_nowhere() -> None:
    async def story(world: World) -> None:
        key = await asked(world)
        outcome = world.app.transfers.connect()
        await world.emit(CallEnded(CALLER, 200))
        assert shown(world).phase is TransferPhase.CALLER_GONE
        assert result(outcome) == NotPossibleNow(Obstacle.HUNG_UP)
        await world.emit(CallEnded(key, 487, by_remote=False))
        assert not world.engine.of(Transfer)
        assert [row.end for row in world.state.journal if row.key == CALLER] == [CallEnd.HUNG_UP_THERE]

    play(story)


@pytest.mark.parametrize(
    "told",
    [
        CommandFailed(CALLER, "Transfer", 403, "Forbidden"),
        TransferChanged(CALLER, 408, "Request Timeout", final=True),
        TransferChanged(CALLER, 503, "Service Unavailable", final=True),
    ],
)
def test_a_direct_transfer_that_is_refused_or_finds_no_server_leaves_the_call_here(told: Event) -> None:
    async def story(world: World) -> None:
        await talking(world)
        outcome = world.app.transfers.send_on("101")
        await world.emit(told)
        assert isinstance(result(outcome), CallRefused)
        assert (shown(world).phase, shown(world).problem) == (TransferPhase.REFUSED, result(outcome))
        await world.emit(CallEnded(CALLER, 200))
        assert world.state.journal[0].end is CallEnd.HUNG_UP_THERE

    play(story)


def test_a_direct_transfer_that_nobody_answers_is_given_up_and_can_be_tried_again() -> None:
    async def story(world: World) -> None:
        await talking(world)
        outcome = world.app.transfers.send_on("101")
        await world.clock.advance(RING_LIMIT_S + 1)
        assert result(outcome) == NotPossibleNow(Obstacle.NO_CONFIRMATION)
        assert shown(world).phase is TransferPhase.REFUSED
        world.app.transfers.send_on("102")
        assert shown(world).phase is TransferPhase.CONNECTING

    play(story)


def test_a_taking_back_that_no_server_confirms_can_be_tried_again() -> None:
    async def story(world: World) -> None:
        await consulting(world)
        outcome = world.app.transfers.take_back()
        assert shown(world).phase is TransferPhase.TAKING_BACK
        await world.clock.advance(CONFIRMATION_LIMIT_S + 1)
        assert result(outcome) == NotPossibleNow(Obstacle.NO_CONFIRMATION)
        assert (shown(world).phase, shown(world).can_take_back) == (TransferPhase.TARGET_GONE, True)

    play(story)


def test_a_caller_who_hangs_up_while_being_taken_back_has_hung_up() -> None:
    async def story(world: World) -> None:
        await consulting(world)
        world.app.transfers.take_back()
        await world.emit(CallEnded(CALLER, 200))
        assert (shown(world).phase, shown(world).caller_end) == (TransferPhase.CALLER_GONE, CallEnd.HUNG_UP_THERE)

    play(story)


def test_a_connection_that_is_confirmed_late_counts_and_ends_our_calls() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        world.app.transfers.connect()
        await world.clock.advance(CONNECT_LIMIT_S + 1)
        assert shown(world).phase is TransferPhase.TALKING
        await world.emit(TransferChanged(CALLER, 200, "OK", final=True))
        assert shown(world).phase is TransferPhase.DONE
        await world.emit(CallEnded(CALLER, 200, by_remote=False), CallEnded(key, 200))
        assert [row.end for row in world.state.journal if row.key == CALLER] == [CallEnd.HANDED_OVER]

    play(story)


def test_a_late_confirmation_does_not_end_the_conversation_that_was_gone_back_to() -> None:
    async def story(world: World) -> None:
        await consulting(world)
        world.app.transfers.connect()
        await world.clock.advance(CONNECT_LIMIT_S + 1)
        world.app.transfers.take_back()
        await world.emit(HoldChanged(CALLER, False, False), TransferChanged(CALLER, 200, "OK", final=True))
        assert shown(world).phase is TransferPhase.TAKEN_BACK
        assert CALLER not in {hang_up.key for hang_up in world.engine.of(HangUp)}

    play(story)


async def _calling(world: World) -> None:
    await asked(world)


async def _talking_there(world: World) -> None:
    await consulting(world)


async def _connecting(world: World) -> None:
    await consulting(world)
    world.app.transfers.connect()


async def _sent_while_it_rings(world: World) -> None:
    await asked(world)
    world.app.transfers.connect()


async def _sent_on(world: World) -> None:
    await talking(world)
    world.app.transfers.send_on("101")


async def _target_gone(world: World) -> None:
    key = await consulting(world)
    await world.emit(CallEnded(key, 200))


async def _taking_back(world: World) -> None:
    await consulting(world)
    world.app.transfers.take_back()


@pytest.mark.parametrize(
    "begin",
    [_calling, _talking_there, _connecting, _sent_while_it_rings, _sent_on, _target_gone, _taking_back],
)
def test_with_a_lost_engine_the_caller_is_lost_and_nobody_was_connected(
    begin: Callable[[World], Awaitable[None]],
) -> None:
    async def story(world: World) -> None:
        await begin(world)
        sent = len(world.engine.of(Transfer))
        await world.emit(EngineLost(1))
        assert (shown(world).phase, shown(world).caller_end) == (TransferPhase.CALLER_GONE, CallEnd.ENGINE_LOST)
        await quiet()
        assert len(world.engine.of(Transfer)) == sent
        await world.clock.advance(SAID_FOR_S + 1)
        assert world.state.transfers == ()

    play(story)
