"""Engines that transfer calls to each other through Kamailio (REFER, Replaces), and conferences of three."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.commands import (
    Answer,
    ConnectCalls,
    FollowReferrals,
    HangUp,
    Hold,
    Mix,
    Reject,
    Resume,
    SetMute,
    StartRinging,
    StopRinging,
    Transfer,
)
from softphone.domain.telephone.events import (
    AudioFlow,
    CallAnswered,
    CallEnded,
    CallReferred,
    CommandFailed,
    HoldChanged,
    IncomingCall,
    MixChanged,
    PartyChanged,
    TransferChanged,
)
from tests.integration.baresip_peer import Baresip, baresip
from tests.integration.hop import Hop, hop
from tests.integration.peers import free_port, kamailio
from tests.integration.phones import Phone, account, phones
from tests.integration.sip_ua import Ua, UaCall, sdp

pytestmark = pytest.mark.peer

Story = Callable[[Phone, Phone, Phone], Coroutine[Any, Any, None]]
BOB, CAROL = "sip:bob@127.0.0.1", "sip:carol@127.0.0.1"


def play(folder: Path, story: Story) -> None:
    async def stage(port: int) -> None:
        async with phones("alice", "bob", "carol") as [alice, bob, carol]:
            await asyncio.gather(*(phone.register(account(phone.user, port)) for phone in (alice, bob, carol)))
            await story(alice, bob, carol)

    with kamailio(folder) as server:
        asyncio.run(stage(server.port))


async def talk(caller: Phone, called: Phone) -> tuple[CallKey, CallKey]:
    key = caller.dial(f"sip:{called.user}@127.0.0.1")
    theirs = (await called.incoming()).key
    called.send(Answer(theirs))
    await caller.answered(key)
    await called.answered(theirs)
    return key, theirs


async def consult(alice: Phone, bob: Phone, carol: Phone) -> tuple[CallKey, CallKey, CallKey, CallKey]:
    """Alice holds Bob and talks to Carol: her two keys, Bob's and Carol's."""
    first, bobs = await talk(alice, bob)
    alice.send(Hold(first))
    await alice.wait(HoldChanged, lambda e: e.held_here)
    second, carols = await talk(alice, carol)
    return first, second, bobs, carols


def test_a_call_is_asked_about_first_and_then_connected(tmp_path: Path) -> None:
    async def story(alice: Phone, bob: Phone, carol: Phone) -> None:
        first, second, bobs, carols = await consult(alice, bob, carol)
        carol.mark()
        alice.send(ConnectCalls(first, second))
        await alice.wait(TransferChanged, lambda e: e.key == first and e.final and e.status == 200)
        referred = await bob.wait(CallReferred)
        assert (referred.key, referred.target) == (bobs, CAROL)
        await bob.answered(referred.new_key)
        changed = await carol.wait(PartyChanged)
        assert changed.key == carols
        assert "bob@" in changed.invite.from_
        await alice.ended(second)
        assert carol.seen(IncomingCall) is None
        assert carol.seen(CallEnded) is None
        alice.send(HangUp(first))
        await bob.ended(bobs)
        bob.send(HangUp(referred.new_key))
        assert (await carol.ended(carols)).status == 200

    play(tmp_path, story)


def test_what_does_not_come_about_leaves_the_first_call(tmp_path: Path) -> None:
    """The transfer is not taken; its target is no telephone; the call to connect with is over."""

    async def story(alice: Phone, bob: Phone, carol: Phone) -> None:
        first, bobs = await talk(alice, bob)
        alice.send(Transfer(first, CAROL))
        carol.send(Reject((await carol.incoming()).key))
        told = await alice.wait(TransferChanged, lambda e: e.final)
        assert (told.key, told.status) == (first, 486)
        referred = await bob.wait(CallReferred)
        assert (await bob.ended(referred.new_key)).status == 486
        for phone in (alice, bob, carol):
            phone.mark()
        alice.send(Transfer(first, CAROL + "?Alert-Info=auto-answer"))
        assert (await alice.wait(TransferChanged, lambda e: e.status >= 300)).status == 603
        alice.send(ConnectCalls(first, CallKey(98)))
        failed = await alice.wait(CommandFailed)
        assert (failed.key, failed.command, failed.status) == (first, "ConnectCalls", 481)
        alice.mark()
        bob.send(FollowReferrals(allowed=False))
        alice.send(Transfer(first, CAROL))
        assert (await alice.wait(TransferChanged, lambda e: e.status >= 300)).status == 603
        assert (bob.seen(CallReferred), carol.seen(IncomingCall), alice.seen(CallEnded)) == (None, None, None)
        alice.send(HangUp(first))
        await bob.ended(bobs)

    play(tmp_path, story)


def test_whoever_is_on_hold_stays_on_hold_when_somebody_takes_their_place(tmp_path: Path) -> None:
    async def story(alice: Phone, bob: Phone, carol: Phone) -> None:
        first, second, bobs, carols = await consult(alice, bob, carol)
        carol.send(Hold(carols))
        await carol.wait(HoldChanged, lambda e: e.held_here)
        carol.mark()
        alice.send(ConnectCalls(first, second))
        await carol.wait(PartyChanged)
        await carol.wait(HoldChanged, lambda e: e == HoldChanged(carols, True, False))
        referred = await bob.wait(CallReferred)
        await bob.wait(HoldChanged, lambda e: e == HoldChanged(referred.new_key, False, True))
        carol.send(Resume(carols))
        await carol.wait(HoldChanged, lambda e: e == HoldChanged(carols, False, False))
        carol.send(HangUp(carols))
        await bob.ended(referred.new_key)
        alice.send(HangUp(first))
        await bob.ended(bobs)

    play(tmp_path, story)


def test_three_hear_each_other_until_one_is_parted_and_one_sends_us_on(tmp_path: Path) -> None:
    async def stage(port: int) -> None:
        async with phones("alice", "carol") as [alice, carol], baresip(tmp_path / "baresip", "bob", port) as bob:
            await asyncio.gather(*(phone.register(account(phone.user, port)) for phone in (alice, carol)))
            await conference(alice, bob, carol)

    async def conference(alice: Phone, bob: Baresip, carol: Phone) -> None:
        await bob.do("dial", "sip:alice@127.0.0.1")
        bobs = (await alice.incoming()).key
        alice.send(Answer(bobs))
        await alice.answered(bobs)
        carols, theirs = await talk(alice, carol)
        await carol.wait(AudioFlow, lambda e: e.output_dbfs < -60)
        carol.mark()
        alice.send(SetMute(bobs, True), SetMute(carols, True), Mix((bobs, carols)))
        assert await alice.wait(MixChanged) == MixChanged((bobs, carols))
        await carol.wait(AudioFlow, lambda e: e.output_dbfs > -40)
        alice.send(Hold(bobs))
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(bobs, True, False))
        carol.mark()
        await carol.wait(AudioFlow, lambda e: e.output_dbfs < -60)
        alice.mark()
        alice.send(Resume(bobs))
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(bobs, False, False))
        await carol.wait(AudioFlow, lambda e: e.output_dbfs > -40)
        alice.send(Mix(()))
        await alice.wait(MixChanged, lambda e: e.keys == ())
        carol.mark()
        await carol.wait(AudioFlow, lambda e: e.output_dbfs < -60)
        alice.send(HangUp(carols))
        await carol.ended(theirs)
        await sent_on(alice, bob, bobs, carol)

    async def sent_on(alice: Phone, bob: Baresip, bobs: CallKey, carol: Phone) -> None:
        carol.mark()
        await bob.do("transfer", CAROL)
        referred = await alice.wait(CallReferred)
        assert (referred.key, referred.target) == (bobs, CAROL)
        theirs = (await carol.incoming()).key
        carol.send(Answer(theirs))
        await alice.answered(referred.new_key)
        await alice.ended(bobs)
        alice.send(HangUp(referred.new_key))
        await carol.ended(theirs)

    with kamailio(tmp_path / "kamailio") as server:
        asyncio.run(stage(server.port))


def test_a_second_call_knocks_softly_and_an_answer_by_itself_is_announced(tmp_path: Path) -> None:
    async def story(alice: Phone, bob: Phone, carol: Phone) -> None:
        first, bobs = await talk(alice, bob)
        await bob.wait(AudioFlow, lambda e: e.output_dbfs < -60)
        knocking = carol.dial(BOB)
        waiting = (await bob.wait(IncomingCall, lambda e: e.key != bobs)).key
        bob.send(StartRinging(waiting, Ring.NORMAL, waiting=True))
        await bob.wait(AudioFlow, lambda e: -60 < e.output_dbfs < -15)
        bob.send(StopRinging(waiting))
        bob.mark()
        await bob.wait(AudioFlow, lambda e: e.output_dbfs < -60)
        alice.send(HangUp(first))
        await bob.ended(bobs)
        bob.mark()
        bob.send(Answer(waiting, announced=True))
        await carol.answered(knocking)
        await bob.wait(CallAnswered)
        await bob.wait(AudioFlow, lambda e: e.output_dbfs > -30)
        carol.send(HangUp(knocking))
        await bob.ended(waiting)

    play(tmp_path, story)


def test_a_platform_that_puts_somebody_else_through_says_who_it_is(tmp_path: Path) -> None:
    """A new asserted identity inside the dialog (RFC 5876); one that stays the same says nothing."""

    async def stage(server: Hop) -> None:
        async with phones("alice") as [alice]:
            await alice.register(account("alice", server.server_port))
            platform = await Ua("bob", server.port).start()
            first, second = ('"Bob" <sip:101@pbx.example>', '"Carla Neu" <sip:102@pbx.example>')
            call = UaCall(platform, f"sip:alice@127.0.0.1:{server.port}")
            platform.calls[call.call_id] = call
            call.invite(sdp(free_port()), [("Contact", platform.contact), ("P-Asserted-Identity", first)])
            key = (await alice.incoming()).key
            alice.send(Answer(key))
            await call.answered()
            await alice.answered(key)
            for identity in (first, second, second):
                assert (await call.send("UPDATE", [("P-Asserted-Identity", identity)])).status == 200
            changed = await alice.wait(PartyChanged)
            assert changed.key == key
            assert changed.invite.p_asserted_identity == (second,)
            await call.send("BYE")
            await alice.ended(key)
            assert len([e for e in alice.events if isinstance(e, PartyChanged)]) == 1
            await platform.stop()

    with hop() as server:
        asyncio.run(stage(server))


def test_a_request_without_an_answer_leaves_the_call_and_one_to_nobody_ends_it(tmp_path: Path) -> None:
    """408, as pjsip and proxies say when the way was gone for a while; 481: the other side knows of no such call."""

    async def stage(server: Hop) -> None:
        async with phones("alice") as [alice]:
            await alice.register(account("alice", server.server_port))
            other = await Ua("bob", server.port).start()
            call = UaCall(other, f"sip:alice@127.0.0.1:{server.port}")
            other.calls[call.call_id] = call
            call.invite(sdp(free_port()), [("Contact", other.contact)])
            key = (await alice.incoming()).key
            alice.send(Answer(key))
            await call.answered()
            await alice.answered(key)
            alice.send(Transfer(key, CAROL))
            other.reply(await call.next("REFER"), 408)
            assert (await alice.wait(TransferChanged, lambda e: e.final)).status == 408
            assert (await call.send("UPDATE")).status == 200
            alice.mark()
            alice.send(Transfer(key, CAROL))
            other.reply(await call.next("REFER"), 481)
            end = await alice.ended(key)
            assert (end.status, end.by_remote) == (481, False)
            await other.stop()

    with hop() as server:
        asyncio.run(stage(server))
