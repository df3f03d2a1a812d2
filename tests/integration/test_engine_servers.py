"""Several servers for one account: found in the DNS, left when they fail, returned to when the first is back."""

import asyncio
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.account.server_list import Question, Server
from softphone.domain.telephone.commands import Answer, HangUp, Register
from softphone.domain.telephone.events import RegistrationChanged, RegistrationState
from softphone.telephony.engine.registration.dns_lookup import DnsLookup
from tests.integration.dns_server import DnsServer, dns_server
from tests.integration.peers import Kamailio, free_port, kamailio
from tests.integration.raw_registrar import RawRegistrar, raw_registrar
from tests.integration.server_lookup import DOMAIN, SRV, looking_up, office_account, registered_at

pytestmark = pytest.mark.peer

LONG = pytest.mark.skipif(not os.environ.get("SOFTPHONE_LONG"), reason="SOFTPHONE_LONG=1: UDP takes its time")


@pytest.mark.parametrize("transport", [pytest.param(Transport.UDP, marks=LONG), Transport.TCP])
def test_a_server_that_dies_is_left_for_the_next_and_returned_to_when_it_is_back(
    tmp_path: Path, transport: Transport
) -> None:
    async def story(names: DnsServer, second: Kamailio, port: int) -> None:
        names.zone[f"{SRV[transport]}.{DOMAIN}", "SRV"] = [
            f"20 0 {second.port} localhost.",
            f"10 0 {port} localhost.",
        ]
        async with looking_up(names, "alice") as [alice]:
            with kamailio(tmp_path / "first", port=port):
                told = await alice.register(office_account("alice", transport))
                assert told.server == f"127.0.0.1:{port}"
            alice.mark()
            if transport is Transport.UDP:  # UDP only notices when it asks
                alice.send(Register(office_account("alice", transport), "secret-alice"))
            await alice.wait(RegistrationChanged, registered_at(second.port), 20)
            alice.mark()
            with kamailio(tmp_path / "again", port=port):
                await alice.wait(RegistrationChanged, registered_at(port), 20)
                assert alice.seen(RegistrationChanged, lambda e: e.state is not RegistrationState.REGISTERED) is None

    with dns_server() as names, kamailio(tmp_path / "second") as second:
        asyncio.run(story(names, second, free_port()))


def test_naptr_names_the_service_records_and_a_call_goes_through(tmp_path: Path) -> None:
    async def story(names: DnsServer, server: Kamailio) -> None:
        names.zone[DOMAIN, "NAPTR"] = [
            '10 50 "s" "SIP+D2U" "" udp.provider.test.',
            '20 50 "s" "SIP+D2T" "" tcp.provider.test.',
        ]
        names.zone["tcp.provider.test", "SRV"] = [f"0 0 {server.port} localhost."]
        async with looking_up(names, "alice", "bob") as [alice, bob]:
            for phone in (alice, bob):
                await phone.register(office_account(phone.user, Transport.TCP))
            key = alice.dial(f"sip:bob@{DOMAIN}")
            ringing = await bob.incoming()
            bob.send(Answer(ringing.key))
            await alice.answered(key)
            alice.send(HangUp(key))
            assert (await bob.ended(ringing.key)).status == 200
        assert names.asked["udp.provider.test", "SRV"] == 0

    with dns_server() as names, kamailio(tmp_path) as server:
        asyncio.run(story(names, server))


def test_over_tls_a_server_of_another_domain_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A good certificate for a name that the unsigned DNS gave is no proof that it speaks for the account."""
    with dns_server() as names:
        names.zone[f"_sips._tcp.{DOMAIN}", "SRV"] = ["0 0 5061 sip.stranger.test.", f"1 0 5061 edge.{DOMAIN}."]
        monkeypatch.setattr(socket, "getaddrinfo", only(f"edge.{DOMAIN}", socket.AF_INET, "192.0.2.1"))
        found = DnsLookup((names.address,)).find(Question(DOMAIN, None, Transport.TLS), (DOMAIN,))
    assert found is not None
    assert found.servers == (Server(f"edge.{DOMAIN}", 5061),)


def only(name: str, family: socket.AddressFamily, address: str) -> Callable[..., list[tuple[object, ...]]]:
    """A `getaddrinfo` that knows one address of one name."""

    def getaddrinfo(host: str, port: object, asked: int, kind: int) -> list[tuple[object, ...]]:
        if (host, asked) != (name, family):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [(family, kind, 17, "", (address, 0))]

    return getaddrinfo


@pytest.mark.parametrize("transport", list(Transport))
def test_a_name_that_has_only_an_ipv6_address_stands_as_that(
    monkeypatch: pytest.MonkeyPatch, transport: Transport
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", only("six.office.test", socket.AF_INET6, "2001:db8::1"))
    found = DnsLookup(()).find(Question("six.office.test", 5071, transport), ())
    assert found is not None
    assert found.servers == (Server("2001:db8::1", 5071),)


def test_an_ipv6_server_is_left_out_where_there_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no server, and would hide the failure of the other one."""
    known = {
        ("six.office.test", socket.AF_INET6): "2001:db8::1",
        ("four.office.test", socket.AF_INET): "192.0.2.1",
    }

    def getaddrinfo(host: str, port: object, asked: socket.AddressFamily, kind: int) -> list[tuple[object, ...]]:
        return only(host, asked, known[host, asked])(host, port, asked, kind) if (host, asked) in known else []

    with dns_server() as names:
        names.zone[f"_sip._tcp.{DOMAIN}", "SRV"] = [f"1 0 5060 six.{DOMAIN}.", f"2 0 5060 four.{DOMAIN}."]
        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        found = DnsLookup((names.address,)).find(Question(DOMAIN, None, Transport.TCP), ())
    assert found is not None
    assert found.servers == (Server("192.0.2.1", 5060),)


def test_a_nameserver_that_is_silent_is_no_answer() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        lookup = DnsLookup((silent.getsockname(),), lifetime_s=0.3)
        assert lookup.find(Question(DOMAIN, None, Transport.UDP), ()) is None


def test_where_the_only_servers_are_down_it_is_said_and_tried_again_from_the_first_on(tmp_path: Path) -> None:
    async def story(names: DnsServer) -> None:
        first, second = free_port(), free_port()
        names.zone[f"_sip._tcp.{DOMAIN}", "SRV"] = [f"10 0 {first} localhost.", f"20 0 {second} localhost."]
        async with looking_up(names, "alice") as [alice]:
            alice.send(Register(office_account("alice", Transport.TCP), "secret-alice"))
            told = await alice.wait(RegistrationChanged, lambda e: e.state is RegistrationState.UNREACHABLE)
            assert told.retry_in_s is not None
            alice.mark()
            with kamailio(tmp_path, port=first):
                await alice.wait(RegistrationChanged, registered_at(first), 20)

    with dns_server() as names:
        asyncio.run(story(names))


@pytest.mark.skipif(not os.environ.get("SOFTPHONE_LONG"), reason="SOFTPHONE_LONG=1: silence takes its time")
def test_two_servers_that_are_both_silent_are_asked_in_turn_until_the_first_is_back(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async def story(names: DnsServer, first: RawRegistrar, second: RawRegistrar) -> None:
        ports = (first.address[1], second.address[1])
        names.zone[f"_sip._udp.{DOMAIN}", "SRV"] = [
            f"{place} 0 {port} localhost." for place, port in enumerate(ports)
        ]
        async with looking_up(names, "alice") as [alice]:
            alice.send(Register(office_account("alice", Transport.UDP), "x"))
            unreachable = RegistrationState.UNREACHABLE
            first_round = await alice.wait(RegistrationChanged, lambda e: e.state is unreachable, 20)
            assert first_round.retry_in_s is not None
            assert first_round.retry_in_s < 1.5
            await alice.wait(RegistrationChanged, lambda e: (e.retry_in_s or 0) >= 1.5, 20)
            first.silent = False
            await alice.wait(RegistrationChanged, registered_at(ports[0]), 20)
            assert "pjsua_acc_set_registration" not in capfd.readouterr().err

    for first in raw_registrar(silent=True):
        for second in raw_registrar(silent=True):
            with dns_server() as names:
                asyncio.run(story(names, first, second))
