"""Transfers between three foreign peers and us."""

import asyncio
from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.commands import ConnectCalls, HangUp, Transfer
from softphone.domain.telephone.events import CallEnded, CallReferred, TransferChanged
from tests.integration.phones import Phone
from tests.interop.ends import (
    CAROL,
    NEW,
    OLD,
    New,
    Old,
    Peer,
    called,
    called_by,
    consulted,
    held,
    is_here_again,
    play,
    told,
)
from tests.interop.recorder import scenario

pytestmark = pytest.mark.peer


@scenario("one is passed on (REFER) to the other", "{bob}, {carol}", "{transport}")
@pytest.mark.parametrize(
    ("bob", "carol", "transport"),
    [(OLD, OLD, way) for way in Transport] + [(NEW, OLD, Transport.UDP), (NEW, NEW, Transport.UDP)],
)
def test_one_is_passed_on_to_the_other(tmp_path: Path, bob: str, carol: str, transport: Transport) -> None:
    async def story(alice: Phone, bob: Peer, carol: Peer) -> None:
        key = await called(alice, "bob", bob)
        alice.send(Transfer(key, CAROL))
        await carol.accept()
        assert (await told(alice, key)).status == 200
        alice.send(HangUp(key))
        await alice.ended(key)

    play(tmp_path, story, bob, carol, transport)


@scenario("passed on from hold in vain, the target is busy: the caller is fetched back", "{bob}, {carol}")
@pytest.mark.parametrize(("bob", "carol"), [(OLD, OLD), (NEW, OLD), (NEW, NEW)])
def test_the_target_is_busy(tmp_path: Path, bob: str, carol: str) -> None:
    async def story(alice: Phone, bob: Peer, carol: Peer) -> None:
        key = await called(alice, "bob", bob)
        await held(alice, key)
        alice.send(Transfer(key, CAROL))
        await carol.refuse()
        assert (await told(alice, key)).status == 486
        await is_here_again(alice, key, bob)

    play(tmp_path, story, bob, carol)


@scenario("passed on in vain, the target never answers: the caller is fetched back", "{bob}, baresip")
@pytest.mark.parametrize("bob", [OLD, NEW])
def test_the_target_never_answers(tmp_path: Path, bob: str) -> None:
    async def story(alice: Phone, bob: Peer, carol: Old) -> None:
        key = await called(alice, "bob", bob)
        await held(alice, key)
        alice.send(Transfer(key, CAROL))
        await alice.wait(TransferChanged, lambda e: e.status in (100, 180))
        await carol.peer.wait("CALL_INCOMING")
        await carol.peer.wait("CALL_CLOSED")
        assert (await told(alice, key)).status >= 400
        await is_here_again(alice, key, bob)

    play(tmp_path, story, bob, OLD)


@scenario("passed on to nobody (404): the caller is fetched back", "{bob}, Kamailio")
@pytest.mark.parametrize("bob", [OLD, NEW])
def test_the_target_is_not_there(tmp_path: Path, bob: str) -> None:
    async def story(alice: Phone, bob: Peer, _: Peer) -> None:
        key = await called(alice, "bob", bob)
        await held(alice, key)
        alice.send(Transfer(key, "sip:nobody@127.0.0.1"))
        assert (await told(alice, key)).status == 404
        await is_here_again(alice, key, bob)

    play(tmp_path, story, bob, OLD)


@scenario("asked first, then connected (REFER with Replaces): both of our calls end", "{bob}, {carol}")
@pytest.mark.parametrize(("bob", "carol"), [(NEW, NEW), (NEW, OLD), (OLD, NEW), (OLD, OLD)])
def test_the_two_are_connected(tmp_path: Path, bob: str, carol: str) -> None:
    """Where one of them knows no Replaces it rings there once more, and is accepted as a second call."""

    async def story(alice: Phone, bob: Peer, carol: Peer) -> None:
        first, second = await consulted(alice, bob, carol)
        alice.send(ConnectCalls(first, second))
        await carol.accept()
        assert (await told(alice, first)).status == 200
        for key in (first, second):
            alice.send(HangUp(key))
            await alice.ended(key)

    play(tmp_path, story, bob, carol)


@scenario("connected in vain, the target refuses the caller: he is fetched back", "{bob}, {carol}")
@pytest.mark.parametrize(("bob", "carol"), [(NEW, OLD), (OLD, NEW), (OLD, OLD)])
def test_the_target_does_not_want_the_caller(tmp_path: Path, bob: str, carol: str) -> None:
    """The consulted party stays connected with us."""

    async def story(alice: Phone, bob: Peer, carol: Peer) -> None:
        first, second = await consulted(alice, bob, carol)
        alice.send(ConnectCalls(first, second))
        await carol.refuse()
        assert (await told(alice, first)).status == 486
        assert alice.seen(CallEnded) is None
        alice.send(HangUp(second))
        await alice.ended(second)
        await is_here_again(alice, first, bob)

    play(tmp_path, story, bob, carol)


@scenario("one sends us on (REFER) to the other", "{bob}, {carol}")
@pytest.mark.parametrize(("bob", "carol"), [(OLD, NEW), (OLD, OLD), (NEW, OLD), (NEW, NEW)])
def test_we_are_sent_on(tmp_path: Path, bob: str, carol: str) -> None:
    async def story(alice: Phone, bob: Peer, carol: Peer) -> None:
        key, theirs = await called_by(bob, alice)
        asked = asyncio.ensure_future(bob.sends_on(theirs))
        referred = await alice.wait(CallReferred)
        assert (referred.key, referred.target) == (key, CAROL)
        await carol.accept()
        await alice.answered(referred.new_key)
        await asked
        await alice.ended(key)
        alice.send(HangUp(referred.new_key))
        await alice.ended(referred.new_key)

    play(tmp_path, story, bob, carol)


@scenario("one sends us on to the other, who is busy: the first call stands", "{bob}, {carol}")
@pytest.mark.parametrize(("bob", "carol"), [(NEW, OLD), (NEW, NEW)])
def test_we_are_sent_on_in_vain(tmp_path: Path, bob: str, carol: str) -> None:
    """The older one hangs up by itself then: it has no such scenario."""

    async def story(alice: Phone, bob: Peer, carol: Peer) -> None:
        key, theirs = await called_by(bob, alice)
        asked = asyncio.ensure_future(bob.sends_on(theirs))
        referred = await alice.wait(CallReferred)
        await carol.refuse()
        assert (await alice.ended(referred.new_key)).status == 486
        await asyncio.gather(asked, return_exceptions=True)
        await held(alice, key)
        await is_here_again(alice, key, bob)

    play(tmp_path, story, bob, carol)


@scenario("one connects us with its other call (REFER with Replaces)", "{bob}, {carol}")
@pytest.mark.parametrize(("bob", "carol"), [(NEW, NEW), (NEW, OLD)])
def test_one_connects_us_with_the_other(tmp_path: Path, bob: str, carol: str) -> None:
    async def story(alice: Phone, bob: New, carol: Peer) -> None:
        key, theirs = await called_by(bob, alice)
        dialled = await bob.agent.dial(CAROL)
        await carol.accept()
        await dialled.wait_established()
        asked = asyncio.ensure_future(theirs.attended_transfer(dialled))
        referred = await alice.wait(CallReferred)
        assert referred.key == key
        await carol.accept()
        await alice.answered(referred.new_key)
        await asked
        await alice.ended(key)
        alice.send(HangUp(referred.new_key))
        await alice.ended(referred.new_key)

    play(tmp_path, story, bob, carol)
