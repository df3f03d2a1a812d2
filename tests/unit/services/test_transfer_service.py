"""Passing calls on to anybody, asked first or directly, among the fakes."""

from softphone.domain.calls import CallEnd, CallKey, CallState
from softphone.domain.problems import CallRefused, NotANumber, NotPossibleNow
from softphone.domain.several_calls import ConnectCalls
from softphone.domain.telephone import (
    CallAnswered,
    CallEnded,
    CommandFailed,
    Dial,
    EngineLost,
    HangUp,
    Hold,
    HoldChanged,
    RemoteRinging,
    Resume,
    Transfer,
    TransferChanged,
)
from softphone.domain.transfer import SAID_FOR_S, TransferKind, TransferPhase
from softphone.services.transfer_service import CONNECT_LIMIT_S
from softphone.services.views import TransferView
from tests.unit.services.fakes import LEA, World, for_leader, play, quiet, result

CALLER = CallKey(1)


async def talking(world: World) -> None:
    await world.sign_in()
    await world.incoming(1, for_leader(LEA, "+4989111222"))
    world.app.answer(CALLER)
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
        world.app.resume(CALLER)
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
        assert result(outcome) == NotPossibleNow("no-confirmation")
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


def test_a_target_who_hangs_up_is_told_and_another_one_can_be_asked_after_taking_back() -> None:
    async def story(world: World) -> None:
        key = await consulting(world)
        await world.emit(CallEnded(key, 200))
        assert shown(world).problem == NotPossibleNow("target-gone")
        assert result(world.app.transfers.ask("101", CALLER)) == NotPossibleNow("busy")
        world.app.resume(CALLER)
        await world.emit(HoldChanged(CALLER, False, False))
        assert shown(world).phase is TransferPhase.TAKEN_BACK
        world.app.transfers.ask("101")
        await quiet()
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
        assert result(world.app.transfers.connect()) == NotPossibleNow("nobody-asked")
        assert result(world.app.transfers.take_back()) == NotPossibleNow("nobody-asked")

    play(story)


def test_a_lost_engine_ends_it() -> None:
    async def story(world: World) -> None:
        await consulting(world)
        await world.emit(EngineLost(1))
        assert shown(world).phase is TransferPhase.CALLER_GONE

    play(story)
