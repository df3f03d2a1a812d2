"""Large and odd messages of the account's server are answered, or end the connection; nothing vanishes."""

import asyncio
import contextlib
import socket
from typing import Any

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.commands import Answer, HangUp
from softphone.domain.telephone.events import IncomingCall, RegistrationChanged
from tests.integration.phones import account, phones
from tests.integration.raw_registrar import raw_registrar
from tests.integration.sip_ua import sdp
from tests.security.bench import DigestHop, stage

VIAS = [f"Via: SIP/2.0/UDP 10.0.0.{n}:5060;branch=z9hG4bK{'x' * 100}{n}" for n in range(20)]
ROUTES = [f"Record-Route: <sip:p{n}.example;lr;ftag={'y' * 100}>" for n in range(15)]
ATTRIBUTES = "".join(f"a=candidate:{n} 1 UDP 2130706431 10.0.0.{n} 40000 typ host\r\n" for n in range(70))


def test_a_call_of_nine_thousand_octets_rings_and_is_answered_with_all_it_brought() -> None:
    async def story() -> None:
        async with stage() as (alice, _, caller):
            data = caller.request("INVITE", *ROUTES, body=sdp() + ATTRIBUTES)
            first, _, rest = data.partition(b"\r\nFrom:")
            data = first + b"\r\n" + "\r\n".join(VIAS).encode() + b"\r\nFrom:" + rest
            assert len(data) > 9000
            caller.send(data)
            came = await alice.incoming()
            alice.send(Answer(came.key))
            answer = await caller.status(200)
            assert len(answer.all("via")) == 1 + len(VIAS)
            assert answer.all("record-route") == [route.partition(" ")[2] for route in ROUTES]
            caller.say("ACK", to=answer.get("to"))
            alice.send(HangUp(came.key))
            bye = await caller.until(lambda message: message.method == "BYE")
            assert bye.all("route") == answer.all("record-route")

    asyncio.run(story())


@pytest.mark.parametrize(
    "answers",
    [
        {"listed": lambda own: (*(f"Contact: <sip:alice@10.0.0.{n}:5060>;expires=60" for n in range(100)), own)},
        {"more": ("Expires: 300", "Service-Route: ")},
        {"more": ("Expires: 300", "Service-Route: <>", "Path: \x01", "P-Associated-URI: " + "x" * 3000)},
    ],
    ids=["a hundred Contacts", "an empty Service-Route", "unreadable headers"],
)
def test_an_odd_answer_registers_all_the_same(answers: dict[str, Any]) -> None:
    async def story(port: int) -> None:
        async with phones("alice") as [alice]:
            await alice.register(account("alice", port), "secret")

    with contextlib.contextmanager(raw_registrar)(**answers) as registrar:
        asyncio.run(story(registrar.address[1]))


def test_a_connection_that_promises_too_much_is_left_for_another() -> None:
    async def story() -> None:
        hop = DigestHop(Transport.TCP)
        async with stage(hop) as (alice, server, _):
            alice.mark()
            with socket.create_connection(("127.0.0.1", server.port)) as caller:
                caller.sendall(b"INVITE sip:a SIP/2.0\r\nContent-Length: 99999999\r\n\r\nx")
                await alice.wait(RegistrationChanged)
                await alice.wait(RegistrationChanged, lambda event: event.state.name == "REGISTERED")
            assert len(hop.flows) == 2

    asyncio.run(story())


@pytest.mark.parametrize(
    ("from_", "shown"),
    [
        ('"Bob <sip:bob@127.0.0.1>', "sip:bob@127.0.0.1"),
        ("Bob, Jr. <tel:+49301234567>", "+49301234567"),
        ('"+49 30 1234567" <nonsense@@>', "+49301234567"),
        ("<sip:b@127.0.0.1;x=y", "sip:b@127.0.0.1"),
    ],
)
def test_a_malformed_from_rings(from_: str, shown: str) -> None:
    async def story() -> None:
        async with stage() as (alice, _, caller):
            caller.invite(from_=from_)
            assert shown in (await alice.wait(IncomingCall)).invite.from_
            ringing = await caller.status(180)
            assert ringing.get("from") == f"{from_};tag={caller.tag}"

    asyncio.run(story())


def test_nothing_vanishes() -> None:
    """Each message is answered, but for an ACK and what names nobody to answer to."""
    expected = {
        "INVITE": 415,
        "BYE": 481,
        "CANCEL": 481,
        "REGISTER": 405,
        "PUBLISH": 405,
        "SUBSCRIBE": 489,
        "NOTIFY": 489,
        "REFER": 481,
        "UPDATE": 481,
        "PRACK": 481,
        "INFO": 481,
        "BREW": 501,
    }

    async def story() -> None:
        async with stage() as (_, _, caller):
            for method, status in expected.items():
                caller.begin()
                second = ["Content-Type: text/odd"] if method == "INVITE" else []
                caller.say(method, *second, body="x", kind="text/plain")
                answer = await caller.until(lambda message: message.status >= 200)
                assert answer.status == status, method

    asyncio.run(story())
