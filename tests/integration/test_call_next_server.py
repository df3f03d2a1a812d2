"""A call that the present server does not take goes out through the next one (RFC 3263 section 4.3)."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.commands import Answer, HangUp
from softphone.domain.telephone.events import CallEnded, CallRerouted, RegistrationChanged, RegistrationState
from tests.integration.dns_server import DnsServer, dns_server
from tests.integration.forgetful_relay import forgetful_relay
from tests.integration.peers import Kamailio, free_port, kamailio, paused
from tests.integration.phones import Phone, account, phones
from tests.integration.raw_registrar import RawRegistrar, raw_registrar
from tests.integration.server_lookup import DOMAIN, SRV, looking_up, office_account, registered_at

pytestmark = pytest.mark.peer


def servers(names: DnsServer, *ports: int) -> None:
    for transport in Transport:
        records = [f"{10 * place} 0 {port} localhost." for place, port in enumerate(ports)]
        names.zone[f"{SRV[transport]}.{DOMAIN}", "SRV"] = records


def registration(wanted: RegistrationState) -> Callable[[RegistrationChanged], bool]:
    return lambda event: event.state is wanted


async def goes_through(alice: Phone, bob: Phone, port: int) -> None:
    """Alice has dialled: the call reaches bob by the server at `port`, under its old key."""
    rerouted = await alice.wait(CallRerouted, lambda e: e.server.endswith(f":{port}"))
    ringing = await bob.incoming()
    bob.send(Answer(ringing.key))
    await alice.answered(rerouted.key)
    assert alice.seen(CallEnded) is None
    alice.send(HangUp(rerouted.key))
    assert (await bob.ended(ringing.key)).status == 200


def at_a_full_server_and(
    story: Callable[[DnsServer, RawRegistrar, RawRegistrar], Coroutine[Any, Any, None]], **second_one: Any
) -> None:
    """The preferred server registers us and has no room for calls."""
    for first in raw_registrar(calls="503 Service Unavailable"):
        for second in raw_registrar(**second_one):
            with dns_server() as names:
                asyncio.run(story(names, first, second))


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_the_server_falls_silent(tmp_path: Path, transport: Transport) -> None:
    """Its machine still takes packets and connections: no flow tells."""

    async def story(names: DnsServer, first: Kamailio, second: Kamailio) -> None:
        servers(names, first.port, second.port)
        async with looking_up(names, "alice", "bob") as [alice, bob]:
            await alice.register(office_account("alice", transport))
            await bob.register(account("bob", second.port, transport))
            with paused(first):
                alice.dial(f"sip:bob@{DOMAIN}")
                await goes_through(alice, bob, second.port)

    with dns_server() as names, kamailio(tmp_path / "first") as first, kamailio(tmp_path / "second") as second:
        asyncio.run(story(names, first, second))


def test_the_connection_is_refused(tmp_path: Path) -> None:
    async def story(names: DnsServer, port: int, second: Kamailio) -> None:
        servers(names, port, second.port)
        async with looking_up(names, "alice", "bob") as [alice, bob]:
            with kamailio(tmp_path / "first", port=port):
                await alice.register(office_account("alice", Transport.TCP))
                await bob.register(account("bob", second.port))
            alice.dial(f"sip:bob@{DOMAIN}")
            await bob.incoming()
            assert alice.seen(CallEnded) is None

    with dns_server() as names, kamailio(tmp_path / "second") as second:
        asyncio.run(story(names, free_port(), second))


def test_the_server_is_overloaded(tmp_path: Path) -> None:
    async def story(names: DnsServer, first: RawRegistrar, second: Kamailio) -> None:
        servers(names, first.address[1], second.port)
        async with looking_up(names, "alice", "bob") as [alice, bob]:
            await alice.register(office_account("alice", Transport.UDP))
            await bob.register(account("bob", second.port))
            alice.dial(f"sip:bob@{DOMAIN}")
            await goes_through(alice, bob, second.port)

    for first in raw_registrar(calls="503 Service Unavailable"):
        with dns_server() as names, kamailio(tmp_path) as second:
            asyncio.run(story(names, first, second))


def test_every_server_is_overloaded_and_each_is_asked_once(tmp_path: Path) -> None:
    async def story(names: DnsServer, first: RawRegistrar, second: RawRegistrar) -> None:
        servers(names, first.address[1], second.address[1])
        async with looking_up(names, "alice") as [alice]:
            await alice.register(office_account("alice", Transport.UDP))
            key = alice.dial(f"sip:bob@{DOMAIN}")
            assert (await alice.ended(key)).status == 503
            assert [len(server.texts("INVITE")) for server in (first, second)] == [1, 1]

    at_a_full_server_and(story, calls="503 Service Unavailable")


def test_a_spare_server_that_does_not_know_us_costs_no_registration() -> None:
    """A call's 503 must not leave the telephone signed in nowhere."""

    async def story(names: DnsServer, first: RawRegistrar, second: RawRegistrar) -> None:
        servers(names, first.address[1], second.address[1])
        async with looking_up(names, "alice") as [alice]:
            await alice.register(office_account("alice", Transport.UDP))
            alice.mark()
            key = alice.dial(f"sip:bob@{DOMAIN}")
            assert (await alice.ended(key)).status == 503
            await alice.wait(RegistrationChanged, registered_at(first.address[1]))
            assert alice.seen(RegistrationChanged, registration(RegistrationState.REFUSED)) is None

    at_a_full_server_and(story, status="403 Forbidden")


def test_who_hangs_up_meanwhile_calls_nobody() -> None:
    async def story(names: DnsServer, first: RawRegistrar, second: RawRegistrar) -> None:
        servers(names, first.address[1], second.address[1])
        async with looking_up(names, "alice") as [alice]:
            await alice.register(office_account("alice", Transport.UDP))
            alice.mark()
            key = alice.dial(f"sip:bob@{DOMAIN}")
            await alice.wait(RegistrationChanged, registration(RegistrationState.UNCERTAIN))
            alice.send(HangUp(key))
            ended = await alice.ended(key)
            assert (ended.status, ended.by_remote) == (487, False)
            second.silent = False
            await alice.wait(RegistrationChanged, registered_at(second.address[1]))
            assert second.texts("INVITE") == []

    at_a_full_server_and(story, silent=True)


@pytest.mark.skipif(not os.environ.get("SOFTPHONE_LONG"), reason="SOFTPHONE_LONG=1: silence takes its time")
def test_a_call_that_nobody_takes_raises_doubt_about_the_only_server() -> None:
    """The registrar does not answer any more: the status line must not claim that we are reachable."""

    async def story(registrar: RawRegistrar) -> None:
        async with looking_up(names, "alice") as [alice]:
            await alice.register(account("alice", registrar.address[1]))
            registrar.silent = True
            alice.mark()
            alice.dial("sip:bob@127.0.0.1")
            await alice.wait(RegistrationChanged, registration(RegistrationState.UNREACHABLE), 20)
            assert alice.seen(CallEnded) is None

    for registrar in raw_registrar():
        with dns_server() as names:
            asyncio.run(story(registrar))


def test_a_lost_connection_to_the_only_server_is_made_anew_and_the_call_goes_on(tmp_path: Path) -> None:
    async def story(port: int) -> None:
        async with looking_up(names, "alice") as [alice]:
            with kamailio(tmp_path / "first", port=port):
                await alice.register(account("alice", port, Transport.TCP))
            alice.dial("sip:alice@127.0.0.1")
            with kamailio(tmp_path / "again", port=port):
                await alice.incoming()
                assert alice.seen(CallEnded) is None

    with dns_server() as names:
        asyncio.run(story(free_port()))


def test_a_connection_that_a_middlebox_has_forgotten_is_made_anew_and_the_call_goes_on(tmp_path: Path) -> None:
    """Otherwise neither side would notice for many minutes."""

    async def story(server: Kamailio) -> None:
        async with forgetful_relay(server.port) as relay, phones("alice", "bob") as [alice, bob]:
            await alice.register(account("alice", relay.port, Transport.TCP))
            await bob.register(account("bob", server.port))
            relay.forget()
            alice.dial("sip:bob@127.0.0.1")
            await bob.incoming()
            assert alice.seen(CallEnded) is None

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))
