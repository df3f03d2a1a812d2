"""mediasec against a server that demands it on every request: the agreement, its headers, its end."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest

from softphone.domain.account.account import Encryption, SecurityAgreement, SipAccount, Transport
from softphone.domain.telephone.commands import Answer, HangUp, Hold, SendMessage, WatchLines
from softphone.domain.telephone.events import CallAnswered, HoldChanged
from tests.integration.hop import hop, running_hop
from tests.integration.mediasec_hop import MediasecHop
from tests.integration.phones import Phone, account, phones
from tests.integration.sip_ua import Ua, UaCall
from tests.integration.test_engine_encryption import secured_sdp

LONG = pytest.mark.skipif(not os.environ.get("SOFTPHONE_LONG"), reason="SOFTPHONE_LONG=1: a session lasts 45 s")
Story = Callable[[MediasecHop, Phone, Ua], Coroutine[Any, Any, None]]


def mine(server: MediasecHop, agreement: SecurityAgreement) -> SipAccount:
    plain = account("alice", server.server_port, server.transport)
    return replace(plain, encryption=Encryption.MANDATORY, security_agreement=agreement)


@contextlib.asynccontextmanager
async def other_side(server: MediasecHop) -> AsyncIterator[Ua]:
    ua = await Ua("bob", server.port, "tcp").start()
    try:
        yield ua
    finally:
        await ua.stop()


def play(story: Story, agreement: SecurityAgreement = SecurityAgreement.MEDIASEC) -> MediasecHop:
    async def stage(server: MediasecHop) -> None:
        async with phones("alice") as [alice], other_side(server) as ua:
            await alice.register(mine(server, agreement), "x")
            await story(server, alice, ua)

    with running_hop(MediasecHop()) as server:
        asyncio.run(stage(server))
        assert server.missing == []
        return server


def test_every_request_of_a_call_carries_what_the_server_demands() -> None:
    async def story(server: MediasecHop, alice: Phone, ua: Ua) -> None:
        call = UaCall(ua, f"sip:alice@127.0.0.1:{server.port}")
        ua.calls[call.call_id] = call
        call.invite(secured_sdp(), [("Contact", ua.contact), ("Session-Expires", "90;refresher=uas")])
        key = (await alice.incoming()).key
        alice.send(Answer(key))
        answer = await call.answered()
        assert answer.body.count("a=3ge2ae:applied") == 1
        await alice.wait(CallAnswered)
        alice.send(Hold(key))
        held = await call.next("INVITE")
        assert "a=3ge2ae:requested" in held.body
        ua.reply(held, 200, [("Contact", ua.contact)], secured_sdp_answer(held.body))
        await alice.wait(HoldChanged, lambda e: e.held_here)
        alice.send(HangUp(key))
        await call.next("BYE")

    server = play(story)
    assert {"REGISTER", "INVITE", "BYE", "ACK"} <= set(server.methods)


def secured_sdp_answer(offer: str) -> str:
    """With the tag of the offer."""
    tag = next(line.split(":")[1].split()[0] for line in offer.splitlines() if "AES_CM_128_HMAC_SHA1_80" in line)
    return secured_sdp().replace("a=crypto:1", f"a=crypto:{tag}")


def test_the_confirmation_of_early_sound_and_news_of_a_transfer_carry_it() -> None:
    """PRACK, and the NOTIFY of a REFER that we follow."""

    async def story(server: MediasecHop, alice: Phone, ua: Ua) -> None:
        await ua.ask("OPTIONS", "sip:alice@pbx.example", [])
        key = alice.dial("sip:bob@127.0.0.1")
        call = await ua.incoming()
        early = [("Contact", ua.contact), ("Require", "100rel"), ("RSeq", "1")]
        ua.reply(call.invited, 183, early, secured_sdp_answer(call.invited.body), call.tag)
        ua.reply(await call.next("PRACK"), 200)
        call.answer(secured_sdp_answer(call.invited.body))
        await alice.answered(key)
        assert (await call.send("REFER", [("Refer-To", "<sip:carol@127.0.0.1>")])).status == 202
        assert "100 Trying" in (await call.next("NOTIFY")).body
        alice.send(HangUp(key))
        await call.next("BYE")

    assert {"PRACK", "NOTIFY"} <= set(play(story).methods)


@LONG
def test_the_refresh_of_a_session_carries_it() -> None:
    async def story(server: MediasecHop, alice: Phone, ua: Ua) -> None:
        call = UaCall(ua, f"sip:alice@127.0.0.1:{server.port}")
        ua.calls[call.call_id] = call
        call.invite(secured_sdp(), [("Contact", ua.contact), ("Session-Expires", "90;refresher=uas")])
        alice.send(Answer((await alice.incoming()).key))
        await call.answered()
        async with asyncio.timeout(60):
            while not call.count("INVITE") + call.count("UPDATE"):
                await asyncio.sleep(0.5)

    play(story)


def test_messages_and_subscriptions_carry_it_too() -> None:
    async def story(server: MediasecHop, alice: Phone, ua: Ua) -> None:
        await ua.ask("OPTIONS", "sip:alice@pbx.example", [])
        alice.send(WatchLines(("sip:bob@127.0.0.1",)), SendMessage(1, "sip:bob@127.0.0.1", "hallo"))
        async with asyncio.timeout(8):
            while not {"MESSAGE", "SUBSCRIBE"} <= set(server.methods):
                await asyncio.sleep(0.05)

    play(story)


def test_an_agreement_that_the_server_has_lost_is_made_anew_and_the_call_dialled_again() -> None:
    async def story(server: MediasecHop, alice: Phone, ua: Ua) -> None:
        await ua.ask("OPTIONS", "sip:alice@pbx.example", [])
        before = server.agreements
        server.refuse_next = "INVITE"
        key = alice.dial("sip:bob@127.0.0.1")
        call = await ua.incoming()
        assert server.agreements > before
        call.answer(secured_sdp_answer(call.invited.body))
        await alice.answered(key)
        alice.send(HangUp(key))
        await alice.ended(key)

    play(story)


def test_without_demanding_it_a_server_that_offers_it_gets_it() -> None:
    async def stage(server: MediasecHop) -> None:
        async with phones("alice") as [alice]:
            await alice.register(mine(server, SecurityAgreement.AUTOMATIC), "x")

    with running_hop(MediasecHop()) as server:
        asyncio.run(stage(server))
        assert {text.split(" ", 1)[1] for text in server.missing} == {"require", "proxy-require"}


@pytest.mark.parametrize("agreement", [SecurityAgreement.AUTOMATIC, SecurityAgreement.OFF])
def test_a_server_without_it_sees_at_most_an_offer(agreement: SecurityAgreement) -> None:
    async def stage(port: int) -> None:
        async with phones("alice") as [alice]:
            await alice.register(replace(account("alice", port), security_agreement=agreement), "x")

    with hop(Transport.UDP) as server:
        asyncio.run(stage(server.server_port))
        register = server.seen[0]
    assert (b"Security-Client" in register) is (agreement is SecurityAgreement.AUTOMATIC)
    assert b"mediasec" not in b"".join(line for line in register.split(b"\r\n") if b"equire:" in line)
