"""What is said of a call follows the wire: no ACK, lost sound, a cancelled call, the end of the program."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

from softphone.domain.telephone.commands import Answer, CheckRegistration, HangUp, Transfer
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    RegistrationChanged,
    RegistrationState,
    SoundLost,
    TransferChanged,
    Unconfirmed,
)
from tests.integration.hop import Hop, hop
from tests.integration.peers import free_port
from tests.integration.phones import Phone, account, phones
from tests.integration.sip_ua import Ua, UaCall, sdp

Story = Callable[[Hop, Phone, Ua], Coroutine[Any, Any, None]]


@contextlib.asynccontextmanager
async def caller(server: Hop) -> AsyncIterator[Ua]:
    ua = await Ua("bob", server.port).start()
    try:
        yield ua
    finally:
        await ua.stop()


def play(story: Story) -> None:
    async def stage(server: Hop) -> None:
        async with phones("alice") as [alice], caller(server) as ua:
            await alice.register(account("alice", server.server_port), "x")
            await ua.ask("OPTIONS", "sip:alice@pbx.example", [])
            await story(server, alice, ua)

    with hop() as server:
        asyncio.run(stage(server))


def ringing(server: Hop, ua: Ua) -> UaCall:
    call = UaCall(ua, f"sip:alice@127.0.0.1:{server.port}")
    ua.calls[call.call_id] = call
    call.invite(sdp(free_port()), [("Contact", ua.contact)])
    return call


def test_from_our_answer_on_it_is_a_call_even_if_nobody_confirms_it() -> None:
    """The sound runs, so it can be muted and hung up, at once."""

    async def story(server: Hop, alice: Phone, ua: Ua) -> None:
        call = ringing(server, ua)
        key = (await alice.incoming()).key
        alice.send(Answer(key))
        await call.wait_for(200)
        await alice.wait(CallAnswered)
        await alice.wait(Unconfirmed, lambda e: e == Unconfirmed(key, True))
        alice.send(HangUp(key))
        await call.next("BYE")

    play(story)


def test_a_late_confirmation_ends_the_doubt() -> None:
    async def story(server: Hop, alice: Phone, ua: Ua) -> None:
        call = ringing(server, ua)
        key = (await alice.incoming()).key
        alice.send(Answer(key))
        answer = await call.wait_for(200)
        await alice.wait(Unconfirmed, lambda e: e.unconfirmed)
        call.ack(answer)
        await alice.wait(Unconfirmed, lambda e: e == Unconfirmed(key, False))
        await call.send("BYE")
        assert (await alice.ended(key)).by_remote

    play(story)


def test_sound_that_never_comes_is_said() -> None:
    async def story(server: Hop, alice: Phone, ua: Ua) -> None:
        call = ringing(server, ua)
        key = (await alice.incoming()).key
        alice.send(Answer(key))
        await call.answered()
        assert await alice.wait(SoundLost) == SoundLost(key, True)
        await call.send("BYE")

    play(story)


def test_a_call_is_over_when_the_other_side_has_agreed_to_its_end() -> None:
    """The 487 that should follow the 200 to CANCEL never comes."""

    async def story(server: Hop, alice: Phone, ua: Ua) -> None:
        for _ in range(5):
            key = alice.dial("sip:bob@127.0.0.1")
            call = await ua.incoming()
            call.ring()
            await asyncio.sleep(0.2)
            call.reject = lambda status, fields=None: None  # type: ignore[method-assign]
            alice.send(HangUp(key))
            await alice.ended(key)
            await asyncio.sleep(1.2)  # pjsip has four lines

    play(story)


def test_the_end_of_the_program_refuses_nobody_for_everybody() -> None:
    async def stage(server: Hop) -> int:
        async with caller(server) as ua:
            async with phones("alice") as [alice]:
                await alice.register(account("alice", server.server_port), "x")
                call = ringing(server, ua)
                await alice.incoming()
            return (await call.refused()).status

    with hop() as server:
        assert asyncio.run(stage(server)) == 480


def test_a_badly_written_end_of_a_transfer_is_an_end() -> None:
    async def story(server: Hop, alice: Phone, ua: Ua) -> None:
        call = ringing(server, ua)
        key = (await alice.incoming()).key
        alice.send(Answer(key))
        await call.answered()
        alice.send(Transfer(key, "sip:carol@127.0.0.1"))
        refer = await call.next("REFER")
        ua.reply(refer, 202, [("Contact", ua.contact)])
        state = "terminated;reason=reason=noresource"
        more = [("Event", "refer"), ("Subscription-State", state), ("Content-Type", "message/sipfrag;version=2.0")]
        assert (await call.send("NOTIFY", more, "SIP/2.0 200 OK\r\n")).status == 200
        told = await alice.wait(TransferChanged, lambda e: e.final)
        assert told.status == 200
        assert alice.seen(CallEnded, lambda e: not e.by_remote) is None

    play(story)


def test_a_dead_server_is_told_within_seconds_once_another_connection_has_broken() -> None:
    async def stage() -> None:
        async with phones("alice") as [alice]:
            with hop() as server:
                await alice.register(account("alice", server.server_port), "x")
                alice.mark()
            alice.send(CheckRegistration())
            told = await alice.wait(RegistrationChanged, limit_s=10)
            assert told.state is RegistrationState.UNREACHABLE

    asyncio.run(stage())


def test_a_check_of_a_living_server_changes_nothing() -> None:
    async def story(server: Hop, alice: Phone, ua: Ua) -> None:
        alice.mark()
        before = len([data for data in server.seen if data.startswith(b"REGISTER")])
        alice.send(CheckRegistration())
        async with asyncio.timeout(5):
            while len([data for data in server.seen if data.startswith(b"REGISTER")]) == before:
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)
        assert alice.seen(RegistrationChanged) is None

    play(story)
