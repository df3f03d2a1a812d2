"""SRTP as the account requires: off, optional, mandatory; a refusal of the other side is reported."""

import asyncio
import base64
import contextlib
import os
import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.domain.account.account import Encryption, Transport
from softphone.domain.telephone.commands import Answer, HangUp
from softphone.domain.telephone.events import CallEnded, IncomingCall, MediaSecured
from tests.integration.hop import hop
from tests.integration.peers import Kamailio, kamailio
from tests.integration.phones import Phone, account, phones
from tests.integration.sip_ua import Ua, UaCall, sdp

LONG = pytest.mark.skipif(not os.environ.get("SOFTPHONE_LONG"), reason="SOFTPHONE_LONG=1: the longer matrix")
OFF, OPTIONAL, MANDATORY = Encryption.OFF, Encryption.OPTIONAL, Encryption.MANDATORY


async def _registered(server: Kamailio, phone: Phone, encryption: Encryption, transport: Transport) -> None:
    tls = transport is Transport.TLS
    mine = account(phone.user, server.tls_port if tls else server.port, transport, str(server.ca_file) if tls else "")
    await phone.register(replace(mine, encryption=encryption))


@pytest.mark.peer
@pytest.mark.parametrize(
    ("caller", "called", "transport", "encrypted"),
    [
        (Encryption.AUTO, Encryption.AUTO, Transport.TLS, True),
        pytest.param(MANDATORY, OPTIONAL, Transport.UDP, True, marks=LONG),
        (OPTIONAL, OFF, Transport.UDP, False),
    ],
)
def test_a_call_says_whether_it_is_encrypted(
    tmp_path: Path, caller: Encryption, called: Encryption, transport: Transport, encrypted: bool
) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice", "bob") as [alice, bob]:
            await _registered(server, alice, caller, transport)
            await _registered(server, bob, called, transport)
            key = alice.dial("sip:bob@127.0.0.1")
            ringing = await bob.incoming()
            bob.send(Answer(ringing.key))
            await alice.answered(key)
            assert await alice.wait(MediaSecured) == MediaSecured(key, encrypted)
            assert await bob.wait(MediaSecured) == MediaSecured(ringing.key, encrypted)
            alice.send(HangUp(key))
            await bob.ended(ringing.key)

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


@pytest.mark.peer
@pytest.mark.parametrize(("caller", "called"), [(MANDATORY, OFF), pytest.param(OPTIONAL, MANDATORY, marks=LONG)])
def test_who_demands_encryption_speaks_with_nobody_who_has_none(
    tmp_path: Path, caller: Encryption, called: Encryption
) -> None:
    async def story(server: Kamailio) -> None:
        async with phones("alice", "bob") as [alice, bob]:
            await _registered(server, alice, caller, Transport.UDP)
            await _registered(server, bob, called, Transport.UDP)
            assert (await alice.ended(alice.dial("sip:bob@127.0.0.1"))).status == 488

    with kamailio(tmp_path) as server:
        asyncio.run(story(server))


def secured_sdp() -> str:
    key = base64.b64encode(secrets.token_bytes(30)).decode()
    crypto = f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{key}\r\n"
    return sdp().replace("RTP/AVP", "RTP/SAVP") + crypto


@contextlib.asynccontextmanager
async def called_directly(encryption: Encryption) -> AsyncIterator[tuple[Phone, UaCall]]:
    """A raw telephone that calls through the engine's server."""
    with hop() as server:
        async with phones("alice") as [alice]:
            await alice.register(replace(account("alice", server.server_port), encryption=encryption))
            ua = await Ua("carol", server.port).start()
            try:
                yield alice, UaCall(ua, f"sip:alice@127.0.0.1:{server.port}")
            finally:
                await ua.stop()


@pytest.mark.parametrize(("encryption", "status"), [(MANDATORY, 488), pytest.param(OPTIONAL, 200, marks=LONG)])
def test_a_call_does_not_become_readable_half_way_where_encryption_is_mandatory(
    encryption: Encryption, status: int
) -> None:
    async def story() -> None:
        async with called_directly(encryption) as (alice, call):
            call.invite(secured_sdp(), [("Contact", call.ua.contact)])
            ringing = await alice.incoming()
            alice.send(Answer(ringing.key))
            await call.answered()
            assert (await alice.wait(MediaSecured)).encrypted
            alice.mark()
            answer = await call.send("INVITE", body=sdp())
            assert answer.status == status
            if status == 200:
                assert await alice.wait(MediaSecured) == MediaSecured(ringing.key, False)
            assert alice.seen(CallEnded) is None
            assert (await call.send("BYE")).status == 200

    asyncio.run(story())


def test_a_readable_call_to_who_demands_encryption_is_refused_and_told() -> None:
    async def story() -> None:
        async with called_directly(MANDATORY) as (alice, call):
            call.invite(sdp(), [("Contact", call.ua.contact)])
            assert (await call.refused()).status == 488
            came = await alice.wait(IncomingCall)
            ended = await alice.wait(CallEnded)
            assert (ended.key, ended.status, ended.by_remote) == (came.key, 488, False)

    asyncio.run(story())


def keys_in(body: str) -> set[str]:
    found = set(re.findall(r"inline:(\S+)", body))
    assert found
    return found


def test_every_call_has_keys_of_its_own_and_none_needs_another_register() -> None:
    async def story() -> None:
        with hop() as server:
            async with phones("alice") as [alice]:
                await alice.register(replace(account("alice", server.server_port), encryption=MANDATORY))
                ua = await Ua("carol", server.port).start()
                keys: list[set[str]] = []
                for _ in range(2):
                    call = UaCall(ua, f"sip:alice@127.0.0.1:{server.port}")
                    call.invite(secured_sdp(), [("Contact", ua.contact)])
                    alice.mark()
                    ringing = await alice.incoming()
                    alice.send(Answer(ringing.key))
                    keys.append(keys_in((await call.answered()).body))
                    assert (await alice.wait(MediaSecured)).encrypted
                    alice.dial("sip:carol@127.0.0.1")
                    keys.append(keys_in((await ua.incoming()).invited.body))
                assert len(set().union(*keys)) == sum(len(some) for some in keys)
                assert sum(message.startswith(b"REGISTER ") for message in server.seen) == 1
                await ua.stop()

    asyncio.run(story())
