"""A call goes on over a pulled cable and over another address; the registrar is found again."""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from softphone.adapters.system.network_watch import SystemNetworkWatch
from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.network import NetworkSample
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, HangUp, Hold
from softphone.domain.telephone.events import (
    CallEnded,
    HoldChanged,
    IncomingCall,
    RegistrationChanged,
    RegistrationState,
    RemoteRinging,
)
from softphone.services.core.task_spawner import TaskSpawner
from softphone.services.session.network_service import NetworkService
from tests.integration.peers import Kamailio, kamailio, paused
from tests.integration.phones import Phone
from tests.network.namespaces import Lan, Machine, lan
from tests.network.office import LONG, office, phone_in

pytestmark = [pytest.mark.network, pytest.mark.peer, pytest.mark.timeout(120)]

LIMIT_S = 45.0
ALL_WAYS = list(Transport)
A_SECOND_OF_PACKETS = 50


def is_state(wanted: RegistrationState) -> Callable[[RegistrationChanged], bool]:
    return lambda event: event.state is wanted


@contextlib.asynccontextmanager
async def followed(machine: Machine, phone: Phone) -> AsyncIterator[None]:
    """The machine's own watcher tells this phone of its network, as in the program."""
    spawn = TaskSpawner()
    with machine.inside():
        watch = _Watch(machine)
    NetworkService(phone.client, spawn).begin(watch)
    try:
        yield
    finally:
        await spawn.cancel_all()
        watch.close()


class _Watch(SystemNetworkWatch):
    """Looks at the addresses of another namespace than the test's own."""

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine

    def look(self) -> NetworkSample:
        with self._machine.inside():
            return super().look()


def account_at(server: Kamailio, user: str, transport: Transport) -> SipAccount:
    port = server.tls_port if transport is Transport.TLS else server.port
    return SipAccount(
        user=user,
        domain=server.address,
        auth_user=user,
        registrar=f"{server.address}:{port}",
        transport=transport,
        ca_file=str(server.ca_file) if transport is Transport.TLS else "",
    )


async def connected(alice: Phone, bob: Phone, server: Kamailio) -> tuple[CallKey, CallKey]:
    key = alice.dial(f"sip:bob@{server.address}")
    ringing = await bob.incoming()
    bob.send(Answer(ringing.key))
    await alice.answered(key)
    return key, ringing.key


async def media_flows(*machines: Machine) -> None:
    """A second's worth of packets reaches an open socket of each, counted by its kernel from now on."""
    before = [machine.datagrams_received() for machine in machines]
    async with asyncio.timeout(LIMIT_S):
        while any(m.datagrams_received() - n < A_SECOND_OF_PACKETS for m, n in zip(machines, before, strict=True)):
            await asyncio.sleep(0.05)


async def ends_well(alice: Phone, key: CallKey, bob: Phone, other: CallKey) -> None:
    alice.send(HangUp(key))
    assert (await bob.ended(other)).status == 200


@pytest.mark.parametrize("transport", ALL_WAYS if LONG else [Transport.TLS])
def test_a_call_survives_another_address(tmp_path: Path, transport: Transport) -> None:
    async def story(net: Lan, server: Kamailio) -> None:
        mine, theirs = net.machine(2), net.machine(3)
        async with phone_in(mine, "alice") as alice, phone_in(theirs, "bob") as bob, followed(mine, alice):
            await alice.register(account_at(server, "alice", transport))
            await bob.register(account_at(server, "bob", transport))
            key, other = await connected(alice, bob, server)
            await media_flows(mine, theirs)
            alice.mark()
            mine.move(22)
            await alice.wait(RegistrationChanged, is_state(RegistrationState.UNCERTAIN), LIMIT_S)
            await alice.wait(RegistrationChanged, is_state(RegistrationState.REGISTERED), LIMIT_S)
            await media_flows(mine, theirs)
            assert alice.seen(CallEnded) is None
            assert transport is not Transport.TLS or mine.listening_ports() == set()
            await ends_well(alice, key, bob, other)

    with office(tmp_path) as (net, server, _):
        asyncio.run(story(net, server))


@pytest.mark.parametrize("transport", ALL_WAYS if LONG else [Transport.UDP])
def test_a_call_that_still_rings_there_goes_out_again_from_the_new_address(
    tmp_path: Path, transport: Transport
) -> None:
    """The earlier ringing is cancelled; an answer to the second one belongs to the same call."""

    async def story(net: Lan, server: Kamailio) -> None:
        mine, theirs = net.machine(2), net.machine(3)
        async with phone_in(mine, "alice") as alice, phone_in(theirs, "bob") as bob, followed(mine, alice):
            await alice.register(account_at(server, "alice", transport))
            await bob.register(account_at(server, "bob", transport))
            key = alice.dial(f"sip:bob@{server.address}")
            first = await bob.incoming()
            await alice.wait(RemoteRinging, lambda event: event.key == key, LIMIT_S)
            bob.mark()
            mine.move(22)
            again = await bob.wait(IncomingCall, lambda event: event.key != first.key, LIMIT_S)
            assert alice.seen(CallEnded) is None
            bob.send(Answer(again.key))
            await alice.answered(key)
            await media_flows(mine, theirs)
            await ends_well(alice, key, bob, again.key)

    with office(tmp_path) as (net, server, _):
        asyncio.run(story(net, server))


@pytest.mark.parametrize("transport", ALL_WAYS if LONG else [Transport.UDP])
def test_a_call_survives_a_pulled_cable(tmp_path: Path, transport: Transport) -> None:
    async def story(net: Lan, server: Kamailio) -> None:
        mine, theirs = net.machine(2), net.machine(3)
        async with phone_in(mine, "alice") as alice, phone_in(theirs, "bob") as bob, followed(mine, alice):
            await alice.register(account_at(server, "alice", transport))
            await bob.register(account_at(server, "bob", transport))
            key, other = await connected(alice, bob, server)
            await media_flows(mine, theirs)
            alice.mark()
            mine.pull()
            await alice.wait(RegistrationChanged, is_state(RegistrationState.OFFLINE), LIMIT_S)
            mine.plug_in()
            await alice.wait(RegistrationChanged, is_state(RegistrationState.REGISTERED), LIMIT_S)
            await media_flows(mine, theirs)
            assert alice.seen(CallEnded) is None
            await ends_well(alice, key, bob, other)

    with office(tmp_path) as (net, server, _):
        asyncio.run(story(net, server))


@pytest.mark.parametrize("transport", ALL_WAYS if LONG else [Transport.TLS])
def test_what_the_other_side_says_after_a_pulled_cable_arrives(tmp_path: Path, transport: Transport) -> None:
    """Over TCP and TLS the port changes; without the new one, a caller's BYE and a new call got lost."""

    async def story(net: Lan, server: Kamailio) -> None:
        mine, theirs = net.machine(2), net.machine(3)
        options = {"keep_trace": True, "log_folder": str(tmp_path)}
        async with (
            phone_in(mine, "alice", **options) as alice,
            phone_in(theirs, "bob") as bob,
            followed(mine, alice),
        ):
            await alice.register(account_at(server, "alice", transport))
            await bob.register(account_at(server, "bob", transport))
            key, other = await connected(alice, bob, server)
            alice.send(Hold(key))
            await bob.wait(HoldChanged, lambda e: e.held_there)
            known = _agreements(tmp_path)
            bob.mark()
            alice.mark()
            mine.pull()
            await alice.wait(RegistrationChanged, is_state(RegistrationState.OFFLINE), LIMIT_S)
            mine.plug_in()
            await alice.wait(RegistrationChanged, is_state(RegistrationState.REGISTERED), LIMIT_S)
            bob.dial(f"sip:alice@{server.address}")
            assert (await alice.incoming()).key != key
            await asyncio.to_thread(_agreed_anew, tmp_path, known)
            assert bob.seen(HoldChanged) is None
            bob.send(HangUp(other))
            assert (await alice.ended(key)).by_remote

    with office(tmp_path / "server") as (net, server, _):
        asyncio.run(story(net, server))


def _agreements(folder: Path) -> int:
    return _traced(folder, 200, "INVITE")


def _traced(folder: Path, status: int, method: str) -> int:
    """How many such answers the trace holds."""
    head = rf"^SIP/2\.0 {status} [^\n]*\n(?:[^\n]+\n)*?CSeq: \d+ {method}$"
    return len(re.findall(head, (folder / "sip-trace.log").read_text(errors="replace"), re.MULTILINE))


def _agreed_anew(folder: Path, known: int) -> None:
    """The call knows our present address."""
    while _agreements(folder) <= known:
        time.sleep(0.05)


@pytest.mark.skipif(not LONG, reason="SOFTPHONE_LONG=1: UDP takes its time")
def test_a_dead_server_is_noticed_over_udp_long_before_the_registration_runs_out(tmp_path: Path) -> None:
    async def story(mine: Machine, theirs: Machine) -> None:
        async with phone_in(mine, "alice", server_pulse_s=0.5) as alice:
            with theirs.inside(), kamailio(tmp_path / "first", address=theirs.address) as server:
                told = await alice.register(account_at(server, "alice", Transport.UDP))
                assert told.expires_s == 300
                await asyncio.to_thread(_answers_options, theirs, server.port)
            alice.mark()
            await alice.wait(RegistrationChanged, is_state(RegistrationState.UNCERTAIN), LIMIT_S)
            await alice.wait(RegistrationChanged, is_state(RegistrationState.UNREACHABLE), LIMIT_S)
            alice.mark()
            with theirs.inside(), kamailio(tmp_path / "second", port=server.port, address=theirs.address):
                await alice.wait(RegistrationChanged, is_state(RegistrationState.REGISTERED), LIMIT_S)

    with lan() as net:
        asyncio.run(story(net.machine(2), net.machine(1)))


@pytest.mark.skipif(not LONG, reason="SOFTPHONE_LONG=1: silence takes its time")
@pytest.mark.parametrize("transport", [Transport.TCP, Transport.TLS])
def test_a_server_that_falls_silent_behind_a_standing_connection_is_noticed(
    tmp_path: Path, transport: Transport
) -> None:
    """Its machine still takes in what is sent: the flow itself would never tell."""

    async def story(net: Lan, server: Kamailio) -> None:
        options = {"server_pulse_s": 0.5, "keep_trace": True, "log_folder": str(tmp_path)}
        async with phone_in(net.machine(2), "alice", **options) as alice:
            told = await alice.register(account_at(server, "alice", transport))
            assert told.expires_s == 300
            await asyncio.to_thread(_was_answered, tmp_path)
            alice.mark()
            with paused(server):
                await alice.wait(RegistrationChanged, is_state(RegistrationState.UNCERTAIN), LIMIT_S)
                await alice.wait(RegistrationChanged, is_state(RegistrationState.UNREACHABLE), LIMIT_S)
            await alice.wait(RegistrationChanged, is_state(RegistrationState.REGISTERED), LIMIT_S)

    with office(tmp_path) as (net, server, _):
        asyncio.run(story(net, server))


def _was_answered(folder: Path) -> None:
    """One liveness check has been answered: the trace has the answer."""
    while not _traced(folder, 407, "OPTIONS"):
        time.sleep(0.05)


def _answers_options(machine: Machine, port: int) -> None:
    """One liveness check has been sent: the kernel counts packets beside the REGISTERs."""
    before = machine.datagrams_received()
    while machine.datagrams_received() < before + 2:
        time.sleep(0.05)
