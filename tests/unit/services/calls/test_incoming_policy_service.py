"""Do not disturb, answering by itself, and calling the last number again, among the fakes."""

from dataclasses import replace

from softphone.domain.calls.incoming_policy import DndMode, ReceptionRules
from softphone.domain.options.table import (
    AUTO_ANSWER_NUMBERS,
    AUTO_ANSWER_WHEN_ASKED,
    DND,
    DND_LEADERS_RING,
    DND_MEANS,
    AnyOption,
)
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallEnd, CallKey, CallState
from softphone.domain.telephone.commands import Answer, Dial, Reject, StartRinging
from softphone.domain.telephone.events import CallAnswered, CallEnded
from softphone.services.options.options_service import OptionsService
from softphone.services.state.state_store import StateStore
from tests.samples.services import LEA, World, for_leader, invite_of, play, quiet, result

CALLER = "+4989111222"


def rules(world: World, *chosen: tuple[AnyOption, object]) -> None:
    for option, value in chosen:
        assert result(world.app.options.set(option, value)) is None


def test_not_disturbed_means_busy_and_the_journal_has_it_as_missed() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.options.set(DND, True)) is None
        await world.incoming(1, invite_of(CALLER))
        assert world.engine.of(Reject) == [Reject(CallKey(1))]
        assert not world.engine.of(StartRinging)
        assert world.state.calls == ()
        await world.emit(CallEnded(CallKey(1), 486, by_remote=False))
        row = world.state.journal[0]
        assert (row.end, row.missed) == (CallEnd.MISSED, True)

    play(story)


def test_silently_not_disturbed_shows_the_call_and_leaders_may_ring() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        rules(world, (DND, True), (DND_MEANS, DndMode.SILENT), (DND_LEADERS_RING, True))
        await world.incoming(1, invite_of(CALLER))
        assert not world.engine.of(StartRinging)
        assert (world.call.state, world.call.ring_silenced) == (CallState.RINGING, True)
        await world.incoming(3, for_leader(LEA, "+4989333444"))
        assert [ringing.key for ringing in world.engine.of(StartRinging)] == [CallKey(3)]

    play(story)


def test_the_rules_are_settings_and_outlast_the_program() -> None:
    async def story(world: World) -> None:
        rules(world, (DND, True), (AUTO_ANSWER_NUMBERS, ("101",)), (AUTO_ANSWER_WHEN_ASKED, True))
        expected = ReceptionRules(True, DndMode.BUSY, False, ("101",), True)
        assert world.state.reception == expected
        assert OptionsService(world.store, StateStore()).value(DND) is True

    play(story)


def test_a_chosen_caller_is_answered_with_a_tone_and_marked() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        rules(world, (AUTO_ANSWER_NUMBERS, ("089 111222",)))
        await world.incoming(1, invite_of(CALLER))
        await quiet()
        assert world.engine.of(Answer) == [Answer(CallKey(1), announced=True)]
        await world.emit(CallAnswered(CallKey(1)))
        assert world.call.answered_itself

    play(story)


def test_a_header_waits_as_long_as_it_says_and_not_at_all_where_it_is_not_allowed() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        asks = replace(invite_of(CALLER), call_info=("<sip:pbx.example>;answer-after=3",))
        await world.incoming(1, asks)
        await world.clock.advance(5)
        assert not world.engine.of(Answer)
        await world.emit(CallEnded(CallKey(1), 487))
        rules(world, (AUTO_ANSWER_WHEN_ASKED, True))
        await world.incoming(3, asks)
        await quiet()
        assert world.engine.of(StartRinging)[-1].key == CallKey(3)
        assert not world.engine.of(Answer)
        await world.clock.advance(3)
        assert world.engine.of(Answer) == [Answer(CallKey(3), announced=True)]

    play(story)


def test_nobody_is_put_through_while_somebody_is_spoken_with() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+4989333444"))
        world.app.calls.answer(CallKey(1))
        await world.emit(CallAnswered(CallKey(1)))
        rules(world, (AUTO_ANSWER_NUMBERS, ("089 111222",)))
        await world.incoming(3, invite_of(CALLER))
        await quiet()
        assert world.engine.of(Answer) == [Answer(CallKey(1))]

    play(story)


def test_the_last_number_is_called_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.calls.redial()) == NotPossibleNow(Obstacle.NOTHING_DIALLED)
        world.app.calls.dial("030 1234567")
        await quiet()
        key = world.engine.of(Dial)[0].key
        await world.emit(CallEnded(key, 486, "Busy Here"))
        assert world.state.last_dialled == "0301234567"
        world.app.calls.redial()
        await quiet()
        assert [dial.target for dial in world.engine.of(Dial)] == ["sip:0301234567@pbx.example"] * 2

    play(story)


def test_a_call_that_did_not_come_from_the_server_is_never_answered_by_itself() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        rules(world, (AUTO_ANSWER_NUMBERS, ("089 111222",)), (AUTO_ANSWER_WHEN_ASKED, True))
        asks = replace(invite_of(CALLER), call_info=("<sip:pbx.example>;answer-after=0",), from_stranger=True)
        await world.incoming(1, asks)
        await world.clock.advance(5)
        assert not world.engine.of(Answer)

    play(story)
