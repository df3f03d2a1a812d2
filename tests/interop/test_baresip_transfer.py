"""Transfers: REFER, Replaces and the NOTIFYs about them."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, ConnectCalls, HangUp, Hold, Transfer
from softphone.domain.telephone.events import CallEnded, CallReferred, HoldChanged, PartyChanged, TransferChanged
from tests.integration.peers import kamailio
from tests.integration.phones import Phone, account, phones
from tests.interop.libre import PEER, Agent, agents_at
from tests.interop.recorder import scenario

pytestmark = pytest.mark.peer

CAROL = "sip:carol@127.0.0.1"
Story = Callable[[Agent, Phone, Phone], Coroutine[Any, Any, None]]


def play(folder: Path, story: Story) -> None:
    async def stage(port: int) -> None:
        async with phones("alice", "carol") as [alice, carol], agents_at(port, "bob") as [bob]:
            await asyncio.gather(*(phone.register(account(phone.user, port)) for phone in (alice, carol)))
            await story(bob, alice, carol)

    with kamailio(folder) as server:
        asyncio.run(stage(server.port))


async def we_call(alice: Phone, bob: Agent) -> CallKey:
    key = alice.dial("sip:bob@127.0.0.1")
    await bob.answer()
    await alice.answered(key)
    return key


async def it_calls(bob: Agent, phone: Phone) -> tuple[Any, CallKey]:
    call = await bob.dial(f"sip:{phone.user}@127.0.0.1")
    key = (await phone.incoming()).key
    phone.send(Answer(key))
    await phone.answered(key)
    await call.wait_established()
    return call, key


async def taken(phone: Phone) -> CallKey:
    key = (await phone.incoming()).key
    phone.send(Answer(key))
    await phone.answered(key)
    return key


async def handed_over(alice: Phone, key: CallKey) -> None:
    await alice.wait(TransferChanged, lambda e: e.key == key and e.final and e.status == 200)


@scenario("we pass a call on (REFER), it follows and tells us", PEER)
def test_we_send_baresip_on(tmp_path: Path) -> None:
    async def story(bob: Agent, alice: Phone, carol: Phone) -> None:
        key = await we_call(alice, bob)
        alice.send(Transfer(key, CAROL))
        theirs = await taken(carol)
        await handed_over(alice, key)
        carol.send(HangUp(theirs))
        await carol.ended(theirs)

    play(tmp_path, story)


@scenario("we connect two calls (REFER with Replaces), it replaces ours", PEER)
def test_we_connect_baresip_with_somebody(tmp_path: Path) -> None:
    async def story(bob: Agent, alice: Phone, carol: Phone) -> None:
        first = await we_call(alice, bob)
        alice.send(Hold(first))
        await alice.wait(HoldChanged, lambda e: e.held_here)
        second = alice.dial(CAROL)
        theirs = await taken(carol)
        await alice.answered(second)
        alice.send(ConnectCalls(first, second))
        assert (await carol.wait(PartyChanged)).key == theirs
        await handed_over(alice, first)
        assert carol.seen(CallEnded) is None
        carol.send(HangUp(theirs))
        await carol.ended(theirs)

    play(tmp_path, story)


@scenario("it passes us on (REFER), we follow and tell it", PEER)
def test_baresip_sends_us_on(tmp_path: Path) -> None:
    async def story(bob: Agent, alice: Phone, carol: Phone) -> None:
        call, key = await it_calls(bob, alice)
        asked = asyncio.ensure_future(call.transfer(CAROL))
        referred = await alice.wait(CallReferred)
        assert (referred.key, referred.target) == (key, CAROL)
        theirs = await taken(carol)
        await alice.answered(referred.new_key)
        await asked
        await alice.ended(key)
        carol.send(HangUp(theirs))
        await alice.ended(referred.new_key)

    play(tmp_path, story)


@scenario("it connects us with its other call (REFER with Replaces)", PEER)
def test_baresip_connects_us_with_somebody(tmp_path: Path) -> None:
    async def story(bob: Agent, alice: Phone, carol: Phone) -> None:
        call, key = await it_calls(bob, alice)
        consult, theirs = await it_calls(bob, carol)
        asked = asyncio.ensure_future(call.attended_transfer(consult))
        referred = await alice.wait(CallReferred)
        assert referred.key == key
        assert (await carol.wait(PartyChanged)).key == theirs
        await alice.answered(referred.new_key)
        await asked
        await alice.ended(key)
        alice.send(HangUp(referred.new_key))
        await carol.ended(theirs)

    play(tmp_path, story)
