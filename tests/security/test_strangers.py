"""Who is not the account's server reaches nothing; where the account lets others call, they may do just that."""

import asyncio

import psutil
import pytest

from softphone.domain.account.account import CallSource, Transport
from softphone.domain.telephone.commands import Answer, HangUp
from softphone.domain.telephone.events import (
    CallEnded,
    IncomingCall,
    MailboxChanged,
    MessageReceived,
    TransferChanged,
)
from tests.integration.sip_ua import Raw, sdp
from tests.security.bench import REALM, DigestHop, Speaker, answer_to, carries_digest, speaking, stage

ANY_OF_THEM = (IncomingCall, MessageReceived, MailboxChanged, TransferChanged)
SUMMARY = "Messages-Waiting: yes\r\nMessage-Account: sip:0900123@evil.example\r\nVoice-Message: 3/0 (1/0)\r\n"
CHALLENGE = 'Proxy-Authenticate: Digest realm="{}", nonce="chosen", algorithm=MD5'


def attack(stranger: Speaker) -> None:
    """What each gave away the digest, ended the engine or was believed, when pjsip itself listened."""
    stranger.say("SUBSCRIBE", "Event: presence", "Expires: 600", contact="<sip:victim@127.0.0.3:9>")
    stranger.say("NOTIFY", "Event: message-summary", body=SUMMARY, kind="application/simple-message-summary")
    stranger.say("MESSAGE", body="vorzimmer/1 reply choice=through", kind="text/plain")
    stranger.say("REFER", "Refer-To: <sip:0900123@evil.example>")
    stranger.say("INFO", body="Signal=5", kind="application/dtmf-relay")
    stranger.invite(f"Record-Route: <sip:127.0.0.9:{stranger.at[1]};hide>")
    for _ in range(4):
        stranger.begin()
        stranger.invite('P-Asserted-Identity: "Lea" <sip:lea@127.0.0.1>', "Diversion: <sip:lea@127.0.0.1>")
        stranger.say("ACK")
    stranger.say("BREW")
    stranger.send(b"OPTIONS damaged\r\n\r\n")
    stranger.say("OPTIONS")


def test_a_stranger_gets_no_answer_and_the_window_hears_nothing() -> None:
    async def story() -> None:
        async with stage() as (alice, server, caller):
            with speaking(server.engine_at) as stranger:
                attack(stranger)
                assert await caller.ping() == 200
                assert stranger.nothing_came()
            assert alice.seen(object, lambda event: isinstance(event, ANY_OF_THEM)) is None

    asyncio.run(story())


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_no_port_listens_to_strangers(transport: Transport) -> None:
    """Over UDP every socket for signalling is connected, pjsip's own included; over TCP nothing listens."""

    async def story() -> None:
        async with stage(DigestHop(transport)) as (alice, server, _):
            found = psutil.Process(alice.client.pid).net_connections("inet")
            assert not [c for c in found if c.status == psutil.CONN_LISTEN]
            open_ = [c for c in found if c.type.name == "SOCK_DGRAM" and not c.raddr]
            assert open_ == []
            towards = {c.raddr.port for c in found if c.laddr.port == server.engine_at[1]}
            assert towards == {server.server_port}

    asyncio.run(story())


def test_where_anyone_may_call_a_stranger_is_not_believed_and_gets_no_digest() -> None:
    """Not even for the server's own realm: the stranger could hand the server's challenge on."""

    async def story() -> None:
        async with stage(accepts_calls_from=CallSource.ANYONE) as (alice, server, _):
            with speaking(server.engine_at) as stranger:
                for method, status in (("SUBSCRIBE", 489), ("MESSAGE", 403), ("NOTIFY", 403)):
                    stranger.begin()
                    stranger.say(method, "Event: message-summary")
                    await stranger.status(status)
                stranger.begin()
                stranger.invite('P-Asserted-Identity: "Lea" <sip:lea@127.0.0.1>', "Diversion: <sip:lea@127.0.0.1>")
                came = await alice.incoming()
                assert "lea" not in repr(came).lower()
                alice.send(Answer(came.key))
                to = (await stranger.status(200)).get("to")
                stranger.say("ACK", to=to)
                stranger.say("REFER", "Refer-To: <sip:0900123@evil.example>", to=to, cseq=2)
                await stranger.status(403)
                alice.send(HangUp(came.key))
                bye = await stranger.until(lambda message: message.method == "BYE")
                stranger.send(answer_to(bye, "407 Proxy Authentication Required", CHALLENGE.format(REALM)))
                assert await stranger.ping() == 200
                assert not carries_digest(stranger.log)
                await alice.ended(came.key)
            assert alice.seen(TransferChanged) is None

    asyncio.run(story())


@pytest.mark.parametrize(("realm", "answered"), [("evil", False), (REALM, True)])
def test_a_caller_behind_the_server_gets_a_digest_for_no_other_realm(realm: str, answered: bool) -> None:
    async def story() -> None:
        async with stage() as (alice, _, caller):
            caller.invite()
            came = await alice.incoming()
            alice.send(Answer(came.key))
            caller.say("ACK", to=(await caller.status(200)).get("to"))
            alice.send(HangUp(came.key))
            bye = await caller.until(lambda message: message.method == "BYE")
            caller.send(answer_to(bye, "407 Proxy Authentication Required", CHALLENGE.format(realm)))
            assert await caller.ping() == 200
            again = [message for message in caller.log if message.method == "BYE" and message.cseq != bye.cseq]
            assert carries_digest(again) is answered
            for message in again:
                caller.send(answer_to(message, "200 OK"))
            assert isinstance(await alice.ended(came.key), CallEnded)

    asyncio.run(story())


def test_a_subscription_is_not_served_through_the_server_either() -> None:
    async def story() -> None:
        async with stage() as (_, _, caller):
            caller.say("SUBSCRIBE", "Event: presence", "Expires: 600")
            answer: Raw = await caller.status(489)
            assert answer.cseq == "1 SUBSCRIBE"
            assert await caller.ping() == 200
            assert "NOTIFY" not in [message.method for message in caller.log]

    asyncio.run(story())


def test_the_offer_of_a_stranger_is_a_call_like_any_other() -> None:
    """So that the silence above is the gate's, and not a socket that nobody reads."""

    async def story() -> None:
        async with stage(accepts_calls_from=CallSource.LISTED, allowed_sources=("127.0.0.8/29",)) as (
            alice,
            server,
            _,
        ):
            with speaking(server.engine_at, "127.0.0.3") as other, speaking(server.engine_at) as listed:
                other.invite(body=sdp())
                listed.invite(body=sdp())
                await listed.status(180)
                assert other.nothing_came()
            await alice.wait(IncomingCall)
            assert len([event for event in alice.events if isinstance(event, IncomingCall)]) == 1

    asyncio.run(story())
