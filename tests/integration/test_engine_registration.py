"""The engine process stays registered: against Kamailio with digest over UDP, TCP and TLS."""

import asyncio
import os
import re
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.account.account import CallSource, SipAccount, Transport
from softphone.domain.certificates import CertificateFault
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import (
    Answer,
    CheckRegistration,
    HangUp,
    NetworkChanged,
    Register,
    Unregister,
)
from softphone.domain.telephone.events import (
    EngineLost,
    EngineReady,
    EngineSilent,
    RegistrationChanged,
    RegistrationState,
)
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.certificates import Certificates
from tests.integration.peers import Kamailio, free_port, kamailio
from tests.integration.phones import Phone, account, phones
from tests.integration.raw_registrar import RawRegistrar, raw_registrar
from tests.integration.tls_server import serving

pytestmark = pytest.mark.peer


def state(wanted: RegistrationState) -> Callable[[RegistrationChanged], bool]:
    return lambda event: event.state is wanted


def of(server: Kamailio, user: str, transport: Transport) -> SipAccount:
    if transport is Transport.TLS:
        return account(user, server.tls_port, transport, ca_file=str(server.ca_file))
    return account(user, server.port, transport)


@pytest.mark.parametrize("transport", list(Transport))
def test_registers_and_signs_out(tmp_path: Path, transport: Transport) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice") as [alice]:
            told = await alice.register(of(server, "alice", transport))
            assert (told.status, told.expires_s) == (200, 300)
            alice.send(Unregister())
            left = await alice.wait(RegistrationChanged, state(RegistrationState.UNREGISTERED))
            assert left.status == 200

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


def test_a_wrong_password_is_refused_and_not_tried_again(tmp_path: Path) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice") as [alice]:
            alice.send(Register(of(server, "alice", Transport.UDP), "wrong"))
            told = await alice.wait(RegistrationChanged, state(RegistrationState.REFUSED))
            assert told.status in (401, 403)
            assert told.retry_in_s is None
            alice.mark()
            await alice.register(of(server, "alice", Transport.UDP))
            assert alice.seen(RegistrationChanged, state(RegistrationState.REFUSED)) is None

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


def test_a_certificate_of_an_unknown_authority_is_named(tmp_path: Path) -> None:
    async def story(server: Kamailio) -> None:
        other = tmp_path / "other"
        other.mkdir()
        stranger = Certificates.make(other, "127.0.0.1")
        wrong = account("alice", server.tls_port, Transport.TLS, ca_file=str(stranger.ca_file))
        async with phones("alice") as [alice]:
            alice.send(Register(wrong, "secret-alice"))
            told = await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))
            assert "certificate" in told.detail.lower()
            assert told.certificate is not None
            assert told.certificate.fault is CertificateFault.UNKNOWN_ISSUER
            assert told.certificate.issuer == "test authority"
            await alice.register(of(server, "alice", Transport.TLS))

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    async def story(server: Kamailio) -> None:
        by_name = replace(of(server, "alice", Transport.TLS), registrar=f"ip6-localhost:{server.tls_port}")
        async with phones("alice") as [alice]:
            alice.send(Register(by_name, "secret-alice"))
            await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


@pytest.mark.parametrize(
    ("name", "days", "fault"),
    [
        ("127.0.0.1", (-9, -1), CertificateFault.EXPIRED),
        ("127.0.0.1", (5, 9), CertificateFault.NOT_YET_VALID),
        ("sip.other.test", (-1, 9), CertificateFault.WRONG_HOST),
    ],
)
def test_a_refused_certificate_tells_its_names_and_dates(
    tmp_path: Path, name: str, days: tuple[int, int], fault: CertificateFault
) -> None:
    async def story(port: int, ca_file: Path) -> None:
        async with phones("alice") as [alice]:
            alice.send(Register(account("alice", port, Transport.TLS, str(ca_file)), "x"))
            told = await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))
            shown = told.certificate
            assert shown is not None
            assert (shown.fault, shown.names, shown.issuer) == (fault, (name,), "test authority")
            assert shown.valid_until_s - shown.valid_from_s > 86_400

    made = Certificates.make(tmp_path, name, from_days=days[0], until_days=days[1])
    for server in serving(made):
        asyncio.run(story(server.port, made.ca_file))


def fault_of(port: int, made: Certificates, wanted: RegistrationState, **changes: Any) -> RegistrationChanged:
    async def story() -> RegistrationChanged:
        secured = replace(account("alice", port, Transport.TLS, str(made.ca_file)), **changes)
        async with phones("alice") as [alice]:
            alice.send(Register(secured, "x"))
            return await alice.wait(RegistrationChanged, state(wanted))

    return asyncio.run(story())


def test_a_certificate_for_another_name_tells_which_would_do(tmp_path: Path) -> None:
    made = Certificates.make(tmp_path, "sip.other.test")
    for server in serving(made):
        told = fault_of(server.port, made, RegistrationState.UNREACHABLE).certificate
    assert told is not None
    assert "127.0.0.1" in told.wanted


def test_a_certificate_that_names_no_server_is_refused_although_its_subject_fits(tmp_path: Path) -> None:
    made = Certificates.make(tmp_path, "127.0.0.1", bare=True)
    for server in serving(made):
        told = fault_of(server.port, made, RegistrationState.UNREACHABLE).certificate
    assert told is not None
    assert (told.fault, told.names, told.subject) == (CertificateFault.WRONG_HOST, (), "127.0.0.1")


def test_a_certificate_with_a_short_key_is_named_as_too_weak(tmp_path: Path) -> None:
    made = Certificates.make(tmp_path, "127.0.0.1", bits=1024)
    for server in serving(made):
        told = fault_of(server.port, made, RegistrationState.UNREACHABLE).certificate
    assert told is not None
    assert told.fault is CertificateFault.TOO_WEAK


def test_a_server_that_demands_a_certificate_of_ours_is_understood(tmp_path: Path) -> None:
    made, other = Certificates.make(tmp_path, "127.0.0.1"), tmp_path / "other"
    other.mkdir()
    stranger = Certificates.make(other, "alice", authority="another authority").in_one_file()
    for server in serving(made, takes_clients_of=made):
        none = fault_of(server.port, made, RegistrationState.UNREACHABLE).certificate
        foreign = fault_of(server.port, made, RegistrationState.UNREACHABLE, client_certificate=str(stranger))
    assert none is not None
    assert none.fault is CertificateFault.OWN_MISSING
    assert foreign.certificate is not None
    assert foreign.certificate.fault is CertificateFault.OWN_REFUSED


def test_an_unreadable_certificate_of_ours_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    made = Certificates.make(tmp_path, "127.0.0.1")
    file = str(tmp_path / "missing.pem")
    for server in serving(made):
        told = fault_of(server.port, made, RegistrationState.REFUSED, client_certificate=file)
    assert told.certificate is not None
    assert (told.certificate.fault, told.certificate.subject) == (CertificateFault.OWN_UNREADABLE, file)


def test_a_server_that_asks_for_peace_is_not_asked_before() -> None:
    async def story(registrar: RawRegistrar) -> None:
        async with phones("alice") as [alice]:
            alice.send(Register(account("alice", registrar.address[1]), "x"))
            told = await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))
            assert (told.status, told.retry_in_s) == (503, 17.0)

    for registrar in raw_registrar(status="503 Service Unavailable", more=("Retry-After: 17 (lunch)",)):
        asyncio.run(story(registrar))


def test_a_registrar_that_accepts_and_keeps_nothing_is_asked_ever_more_seldom_and_never_believed() -> None:
    """It was once asked three thousand times a second."""

    async def story(registrar: RawRegistrar) -> None:
        async with phones("alice") as [alice]:
            alice.send(Register(account("alice", registrar.address[1]), "x"))
            told = await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))
            assert told.status == 200
            assert told.retry_in_s is not None
            await alice.wait(RegistrationChanged, lambda e: (e.retry_in_s or 0) > 1.5)
            assert len(registrar.texts("REGISTER")) <= 4
            assert alice.seen(RegistrationChanged, state(RegistrationState.REGISTERED)) is None
            registrar.more = ("Expires: 300",)
            await alice.wait(RegistrationChanged, state(RegistrationState.REGISTERED))

    for registrar in raw_registrar(more=("Expires: 0",)):
        asyncio.run(story(registrar))


@pytest.mark.parametrize(
    "listed",
    [
        lambda ours: (),
        lambda ours: (f"{ours};expires=0",),
        lambda ours: ("Contact: <sip:alice@192.0.2.9:5060>;expires=300", f"{ours};expires=0"),
    ],
    ids=["nobody", "ours-has-ended", "our-other-telephone"],
)
def test_a_registrar_that_says_yes_and_does_not_list_us_is_not_believed(
    listed: Callable[[str], tuple[str, ...]],
) -> None:
    async def story(registrar: RawRegistrar) -> None:
        async with phones("alice") as [alice]:
            alice.send(Register(account("alice", registrar.address[1]), "x"))
            told = await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))
            assert told.status == 200
            assert alice.seen(RegistrationChanged, state(RegistrationState.REGISTERED)) is None
            registrar.listed = lambda ours: (ours,)
            await alice.wait(RegistrationChanged, state(RegistrationState.REGISTERED))
            registrar.listed = listed
            alice.mark()
            alice.send(Register(account("alice", registrar.address[1]), "x"))
            await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))

    for registrar in raw_registrar(listed=listed, more=()):
        asyncio.run(story(registrar))


@pytest.mark.skipif(not os.environ.get("SOFTPHONE_LONG"), reason="SOFTPHONE_LONG=1: a registration runs out")
def test_a_registration_that_ran_out_unanswered_is_no_longer_believed() -> None:
    async def story(registrar: RawRegistrar) -> None:
        async with phones("alice") as [alice]:
            told = await alice.register(account("alice", registrar.address[1]), "x")
            assert told.expires_s == 7
            registrar.silent = True
            alice.mark()
            await alice.wait(RegistrationChanged, state(RegistrationState.UNCERTAIN))
            await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))
            registrar.silent = False
            await alice.wait(RegistrationChanged, state(RegistrationState.REGISTERED), 40)

    for registrar in raw_registrar(more=("Expires: 7",)):
        asyncio.run(story(registrar))


def test_a_server_that_only_ipv6_leads_to_registers_us() -> None:
    async def story(registrar: RawRegistrar) -> None:
        async with phones("alice") as [alice]:
            await alice.register(replace(account("alice", 5060), registrar=f"[::1]:{registrar.address[1]}"), "x")
            [contact] = re.findall(r"Contact: (.*)", registrar.texts("REGISTER")[0])
            assert contact.startswith("<sip:alice@[::1]:")

    for registrar in raw_registrar("::1"):
        asyncio.run(story(registrar))


def test_an_account_that_cannot_be_begun_leaves_the_one_before_it_all_the_same(
    tmp_path: Path,
) -> None:
    """Its renewals would show an abandoned account as registered."""

    async def story(registrar: RawRegistrar) -> None:
        async with phones("alice") as [alice]:
            before = account("alice", registrar.address[1])
            await alice.register(before, "x")
            wanted = replace(before, transport=Transport.TLS, ca_file=str(tmp_path / "none.pem"))
            alice.send(Register(wanted, "x"))
            await alice.wait(RegistrationChanged, lambda e: "none.pem" in e.detail)
            alice.mark()
            await asyncio.to_thread(registrar.until, lambda: "Expires: 0" in registrar.texts("REGISTER")[-1])
            await alice.register(before, "x")

    for registrar in raw_registrar():
        asyncio.run(story(registrar))


def test_a_missing_list_of_authorities_is_said_before_any_connection(tmp_path: Path) -> None:
    async def story() -> None:
        async with phones("alice") as [alice]:
            lost = account("alice", free_port(), Transport.TLS, ca_file=str(tmp_path / "none.pem"))
            alice.send(Register(lost, "x"))
            told = await alice.wait(RegistrationChanged, state(RegistrationState.REFUSED))
            assert "none.pem" in told.detail

    asyncio.run(story())


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_registrar_that_comes_back_is_found_again_and_calls_arrive(tmp_path: Path, transport: Transport) -> None:
    async def gone(alice: Phone, port: int) -> None:
        if transport is Transport.UDP:
            alice.send(NetworkChanged())  # UDP only notices when it asks
        told = await alice.wait(RegistrationChanged, state(RegistrationState.UNREACHABLE))
        assert told.status in (408, 502, 503)

    async def story() -> None:
        async with phones("alice", "bob") as [alice, bob]:
            with kamailio(tmp_path / "first") as server:
                await alice.register(of(server, "alice", transport))
            alice.mark()
            await gone(alice, server.port)
            alice.mark()
            with kamailio(tmp_path / "second", port=server.port) as server:
                await alice.wait(RegistrationChanged, state(RegistrationState.REGISTERED), limit_s=15)
                await bob.register(of(server, "bob", transport))
                await _called_by(bob, alice)

    asyncio.run(story())


def test_nobody_can_connect_to_us(tmp_path: Path) -> None:
    async def story(server: Kamailio, port: int) -> None:
        options = EngineOptions(audio=AudioMode.NULL, sip_port=port)
        async with phones("alice", options=options) as [alice]:
            await alice.register(of(server, "alice", Transport.TCP))
            with pytest.raises(ConnectionRefusedError):
                await asyncio.open_connection("127.0.0.1", port)

    with kamailio(tmp_path) as server:
        asyncio.run(story(server, free_port()))


def test_signing_in_again_keeps_the_call(tmp_path: Path) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice", "bob") as [alice, bob]:
            await asyncio.gather(*(p.register(of(server, p.user, Transport.UDP)) for p in (alice, bob)))
            key = alice.dial("sip:bob@127.0.0.1")
            ringing = await bob.incoming()
            bob.send(Answer(ringing.key))
            await alice.answered(key)
            for again in (Transport.UDP, Transport.TCP, Transport.UDP):
                alice.mark()
                alice.send(Register(of(server, "alice", again), "wrong"))
                await alice.wait(RegistrationChanged, state(RegistrationState.REFUSED))
                await alice.register(of(server, "alice", again))
            mine = of(server, "alice", Transport.UDP)
            for changed in (mine, replace(mine, display_name="A. Lice"), replace(mine, expires_s=120)):
                alice.mark()
                await alice.register(changed)
            alice.send(HangUp(key))
            assert (await bob.ended(ringing.key)).status == 200
            assert len([e for e in bob.events if e == ringing]) == 1

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


@pytest.mark.parametrize("transport", list(Transport))
def test_a_changed_setting_of_the_account_keeps_the_call_and_takes_the_next_one(
    tmp_path: Path, transport: Transport
) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice", "bob") as [alice, bob]:
            before = of(server, "alice", transport)
            await alice.register(before)
            await bob.register(of(server, "bob", transport))
            for there, after in ((alice, replace(before, accepts_calls_from=CallSource.ANYONE)), (bob, None)):
                alice.mark()
                key = bob.dial("sip:alice@127.0.0.1")
                came = await alice.incoming()
                alice.send(Answer(came.key))
                await bob.answered(key)
                if after is not None:
                    await alice.register(after)
                there.send(HangUp(came.key if there is alice else key))
                assert (await alice.ended(came.key)).status == 200
                assert (await bob.ended(key)).status == 200

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


@pytest.mark.parametrize("transport", list(Transport))
def test_a_network_change_keeps_the_call_and_the_registration(tmp_path: Path, transport: Transport) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice", "bob") as [alice, bob]:
            await asyncio.gather(*(p.register(of(server, p.user, transport)) for p in (alice, bob)))
            key = alice.dial("sip:bob@127.0.0.1")
            ringing = await bob.incoming()
            bob.send(Answer(ringing.key))
            await alice.answered(key)
            alice.mark()
            alice.send(NetworkChanged())
            await alice.wait(RegistrationChanged, state(RegistrationState.REGISTERED))
            second = await _called_by(bob, alice)
            alice.send(HangUp(key), Answer(second))
            assert (await bob.ended(ringing.key)).status == 200

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


async def _called_by(caller: Phone, called: Phone) -> CallKey:
    caller.dial(f"sip:{called.user}@127.0.0.1")
    return (await called.incoming()).key


def test_a_killed_engine_is_registered_again_within_three_seconds(tmp_path: Path) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice", "bob") as [alice, bob]:
            await asyncio.gather(*(p.register(of(server, p.user, Transport.UDP)) for p in (alice, bob)))
            first = alice.dial("sip:bob@127.0.0.1")
            ringing = await bob.incoming()
            bob.send(Answer(ringing.key))
            await alice.answered(first)
            alice.mark()
            pid = alice.client.pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            await alice.wait(RegistrationChanged, state(RegistrationState.REGISTERED), limit_s=8)
            kinds = [type(event) for event in alice.events[alice._mark :]]
            assert kinds.index(EngineLost) < kinds.index(EngineReady) < kinds.index(RegistrationChanged)
            assert alice.seen(EngineLost) == EngineLost(-signal.SIGKILL)
            assert alice.client.pid != pid
            bob.send(HangUp(ringing.key))
            await bob.ended(ringing.key)
            await _called_by(bob, alice)

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


def test_an_engine_that_stands_still_is_told_and_replaced(tmp_path: Path) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice") as [alice]:
            await alice.register(of(server, "alice", Transport.UDP))
            stopped = alice.client.pid
            assert stopped is not None
            alice.mark()
            os.kill(stopped, signal.SIGSTOP)
            await alice.wait(EngineSilent, lambda e: e.silent, limit_s=5)
            await alice.wait(EngineLost, limit_s=6)
            await alice.wait(RegistrationChanged, state(RegistrationState.REGISTERED))
            assert alice.client.pid != stopped

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


def test_an_engine_that_goes_on_is_kept(tmp_path: Path) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice") as [alice]:
            await alice.register(of(server, "alice", Transport.UDP))
            stopped = alice.client.pid
            assert stopped is not None
            alice.mark()
            os.kill(stopped, signal.SIGSTOP)
            await alice.wait(EngineSilent, lambda e: e.silent, limit_s=5)
            os.kill(stopped, signal.SIGCONT)
            await alice.wait(EngineSilent, lambda e: not e.silent, limit_s=5)
            assert alice.client.pid == stopped
            assert alice.seen(EngineLost) is None

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "603 Decline"])
def test_a_server_that_refuses_after_it_accepted_is_asked_again(status: str) -> None:
    async def story(registrar: RawRegistrar) -> None:
        options = EngineOptions(audio=AudioMode.NULL, refusal_pause_s=1.0)
        async with phones("alice", options=options) as [alice]:
            await alice.register(account("alice", registrar.address[1], Transport.UDP), "x")
            alice.mark()
            registrar.status = status
            alice.send(CheckRegistration())
            told = await alice.wait(RegistrationChanged, state(RegistrationState.REFUSED))
            assert told.retry_in_s is not None
            await alice.wait(RegistrationChanged, lambda e: (e.retry_in_s or 0) > 1.4)
            registrar.status = "200 OK"
            await alice.wait(RegistrationChanged, state(RegistrationState.REGISTERED))

    for registrar in raw_registrar():
        asyncio.run(story(registrar))
