"""What a NAT needs: the flow kept open, the outer address in the Contact, STUN and ICE where the account asks."""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from softphone.domain.account.account import Encryption, SipAccount
from softphone.domain.telephone.commands import Register
from softphone.domain.telephone.events import RegistrationChanged, RegistrationState
from tests.integration.phones import Phone
from tests.integration.raw_registrar import RawRegistrar, raw_registrar
from tests.network.namespaces import Lan, Machine, lan
from tests.network.office import LONG, phone_in

pytestmark = [pytest.mark.network, pytest.mark.timeout(60)]

OUTER = ("198.51.100.7", 4321)
STUN_COOKIE, BINDING_ANSWER, XOR_MAPPED_ADDRESS, IPV4 = 0x2112A442, 0x0101, 0x0020, 1
LIMIT_S = 20.0


def account_at(registrar: RawRegistrar, **more: Any) -> SipAccount:
    host, port = registrar.address
    return SipAccount("alice", host, "alice", f"{host}:{port}", encryption=Encryption.OFF, **more)


async def until(fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not fact():
            await asyncio.sleep(0.05)


def with_registrar(story: Callable[[Lan, Machine, RawRegistrar], None], **answers: object) -> None:
    with lan() as net:
        server = net.machine(1)
        with server.inside():
            serving = raw_registrar(server.address, **answers)
            registrar = next(serving)
        try:
            story(net, server, registrar)
        finally:
            next(serving, None)


async def registered(phone: Phone, account: SipAccount) -> None:
    phone.send(Register(account, "x"))
    await phone.wait(RegistrationChanged, lambda e: e.state is RegistrationState.REGISTERED)


def test_a_flow_is_kept_open_and_the_outer_address_becomes_the_contact() -> None:
    async def story(net: Lan, registrar: RawRegistrar) -> None:
        async with phone_in(net.machine(2), "alice") as alice:
            await registered(alice, account_at(registrar, keep_alive_s=1))
            await until(lambda: registrar.received.count(b"\r\n\r\n") >= 2)
            contact = f"@{OUTER[0]}:{OUTER[1]}"
            await until(lambda: any(contact in text for text in registrar.texts("REGISTER")))

    with_registrar(lambda net, _, registrar: asyncio.run(story(net, registrar)), outer=OUTER)


@contextlib.contextmanager
def stun_server(machine: Machine) -> Iterator[tuple[str, int]]:
    """Reports `OUTER` as the address of every client (RFC 5389)."""
    with machine.inside():
        listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        listening.bind((machine.address, 0))
    thread = threading.Thread(target=_serve_stun, args=(listening,), daemon=True)
    thread.start()
    with listening:
        yield listening.getsockname()
        listening.sendto(b"", listening.getsockname())
        thread.join(5)


def _serve_stun(listening: socket.socket) -> None:
    while True:
        request, sender = listening.recvfrom(2048)
        if not request:
            return
        address = struct.unpack("!I", socket.inet_aton(OUTER[0]))[0] ^ STUN_COOKIE
        value = struct.pack("!BBHI", 0, IPV4, OUTER[1] ^ (STUN_COOKIE >> 16), address)
        attribute = struct.pack("!HH", XOR_MAPPED_ADDRESS, len(value)) + value
        head = struct.pack("!HHI", BINDING_ANSWER, len(attribute), STUN_COOKIE) + request[8:20]
        listening.sendto(head + attribute, sender)


@pytest.mark.skipif(not LONG, reason="SOFTPHONE_LONG=1: the rest of the NAT tests")
@pytest.mark.parametrize("ice", [False, True])
def test_stun_and_ice_are_used_where_the_account_says_so(ice: bool) -> None:
    async def story(net: Lan, server: Machine, registrar: RawRegistrar) -> None:
        with stun_server(server) as (host, port):
            async with phone_in(net.machine(2), "alice") as alice:
                await registered(alice, account_at(registrar, stun_server=f"{host}:{port}", ice=ice))
                alice.dial(f"sip:bob@{host}")
                await until(lambda: bool(registrar.texts("INVITE")))
        offer = registrar.texts("INVITE")[0]
        assert f"c=IN IP4 {OUTER[0]}" in offer
        assert ("a=candidate:" in offer) is ice

    with_registrar(lambda net, server, registrar: asyncio.run(story(net, server, registrar)))
