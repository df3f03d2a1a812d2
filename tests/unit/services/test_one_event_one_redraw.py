"""Broadcasts of the state: one for each event of the engine, whatever the services change on the way."""

from collections.abc import Awaitable, Callable

import pytest

from softphone.domain.account.account import Passwords
from softphone.domain.executive.leader_message import LeaderMessage, MessageKind, compose
from softphone.domain.lines.portal_calls import Personality, PortalCall, PortalCallState
from softphone.domain.options.table import AUTO_ANSWER_NUMBERS, AUTO_ANSWER_WHEN_ASKED
from softphone.domain.telephone.call import CallKey, CallState, InviteFacts
from softphone.domain.telephone.events import CallAnswered, CallEnded, IncomingCall, MessageReceived
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from tests.samples.services import ACCOUNT, LEA, World, for_leader, invite_of, play, quiet

CALLER = "+4989111222"
Prepare = Callable[[World], Awaitable[InviteFacts]]


async def plain(world: World) -> InviteFacts:
    return invite_of(CALLER)


async def for_a_leader(world: World) -> InviteFacts:
    return for_leader(LEA)


async def recalled(world: World) -> InviteFacts:
    """A call that comes back from the leader it was pushed to."""
    world.portal.calls.running = (
        PortalCall("c1", Personality.TERMINATOR, PortalCallState.ACTIVE, "t1", "Erika", CALLER, LEA),
    )
    await world.incoming(1, for_leader(LEA, CALLER, tracking_id="t1"))
    world.app.calls.answer(CallKey(1))
    await world.emit(CallAnswered(CallKey(1)))
    world.app.call_push.push()
    await quiet()
    await world.emit(CallEnded(CallKey(1), 200))
    return for_leader(LEA, CALLER, tracking_id="t1")


async def with_a_note(world: World) -> InviteFacts:
    """A colleague's note came before the call."""
    note = LeaderMessage(MessageKind.NOTE, "Es eilt", "0123456789abcdef", None, CALLER, "t1")
    await world.emit(MessageReceived('"Nele" <sip:nele@pbx.example>', compose(note)))
    return for_leader(LEA, CALLER, tracking_id="t1")


async def on_behalf(world: World) -> InviteFacts:
    """The platform's call to this telephone, for a call on behalf of a leader."""
    world.portal.calls.tracking_id = "t9"
    world.app.on_behalf.dial(LEA, CALLER)
    await quiet()
    return invite_of(CALLER, tracking_id="t9")


async def answered_automatically(world: World) -> InviteFacts:
    world.app.options.set(AUTO_ANSWER_WHEN_ASKED, True)
    world.app.options.set(AUTO_ANSWER_NUMBERS, (CALLER,))
    return invite_of(CALLER, call_info=("<sip:pbx.example>;answer-after=0",))


def _broadcasts(prepare: Prepare) -> tuple[int, CallView]:
    async def story(world: World) -> tuple[int, CallView]:
        await world.sign_in()
        invite = await prepare(world)
        seen: list[AppState] = []
        world.app.state.subscribe(seen.append)
        world.engine.emit(IncomingCall(CallKey(11), invite))
        return len(seen) - 1, next(view for view in world.state.calls if view.key == 11)

    return play(story)


@pytest.mark.parametrize("prepare", [plain, for_a_leader, recalled, with_a_note, on_behalf, answered_automatically])
def test_an_invite_is_broadcast_once(prepare: Prepare) -> None:
    broadcasts, call = _broadcasts(prepare)
    assert broadcasts == 1
    assert call.state is CallState.RINGING


def test_what_is_known_of_a_call_is_in_its_first_broadcast() -> None:
    assert getattr(_broadcasts(for_a_leader)[1].leader, "user_id", None) == LEA
    assert getattr(_broadcasts(recalled)[1].recalled_from, "user_id", None) == LEA
    assert getattr(_broadcasts(with_a_note)[1].message, "text", None) == "Es eilt"
    assert getattr(_broadcasts(on_behalf)[1].on_behalf_of, "user_id", None) == LEA
    assert _broadcasts(answered_automatically)[1].answered_itself


Click = Callable[[World], object]


@pytest.mark.parametrize(
    "click",
    [
        lambda world: world.app.calls.dial(CALLER),
        lambda world: world.app.transfers.ask(CALLER, CallKey(1)),
        lambda world: world.app.transfers.send_on(CALLER, CallKey(1)),
        lambda world: world.app.call_push.push(CallKey(1), LEA),
        lambda world: world.app.on_behalf.dial(LEA, CALLER),
        lambda world: world.app.options.set(AUTO_ANSWER_WHEN_ASKED, True),
        lambda world: world.app.session.sign_in_again(),
        lambda world: world.app.session.sign_out(),
        lambda world: world.app.session.sign_in(ACCOUNT, Passwords("geheim"), False),
    ],
)
def test_a_click_is_broadcast_once(click: Click) -> None:
    async def story(world: World) -> int:
        await world.sign_in()
        await world.talk(1)
        seen: list[AppState] = []
        world.app.state.subscribe(seen.append)
        click(world)
        return len(seen) - 1

    assert play(story) == 1
