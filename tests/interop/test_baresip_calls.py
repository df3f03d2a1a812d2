"""baresip, with Kamailio between us."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.account.account import Encryption, Transport
from softphone.domain.telephone.commands import Answer, HangUp, Hold, Resume, SendDtmf, Transfer
from softphone.domain.telephone.events import (
    CallReferred,
    DtmfReceived,
    HoldChanged,
    MediaSecured,
    QualityMeasured,
    TransferChanged,
)
from tests.integration.baresip_peer import Baresip, baresip
from tests.integration.peers import Kamailio, kamailio
from tests.integration.phones import Phone, account, phones
from tests.interop.ends import certificate
from tests.interop.recorder import scenario

pytestmark = pytest.mark.peer
EVERY = pytest.mark.parametrize("transport", list(Transport))
Story = Callable[[Phone, Baresip], Coroutine[Any, Any, None]]
AGAINST_EACH_OTHER = [(Encryption.MANDATORY, ""), (Encryption.OFF, "srtp-mand"), (Encryption.OPTIONAL, "srtp-mand")]
PEER = "baresip, Kamailio"


def play(
    folder: Path, transport: Transport, story: Story, theirs: str = "", ours: Encryption = Encryption.OFF
) -> None:
    async def stage(server: Kamailio) -> None:
        tls = transport is Transport.TLS
        port, ca_file = (server.tls_port, str(server.ca_file)) if tls else (server.port, "")
        async with (
            phones("alice") as [alice],
            baresip(
                folder / "baresip", "bob", port, transport.value, ca_file, certificate(folder) if tls else "", theirs
            ) as bob,
        ):
            await alice.register(replace(account("alice", port, transport, ca_file), encryption=ours))
            await story(alice, bob)

    with kamailio(folder / "kamailio") as server:
        asyncio.run(stage(server))


@EVERY
@scenario("baresip calls: hold by both sides, digits both ways, sound, hang up", PEER, "{transport}")
def test_baresip_calls_us(tmp_path: Path, transport: Transport) -> None:
    async def story(alice: Phone, bob: Baresip) -> None:
        await bob.do("dial", "sip:alice@127.0.0.1")
        key = (await alice.incoming()).key
        alice.send(Answer(key))
        await bob.wait("CALL_ESTABLISHED")
        await alice.answered(key)
        await all_in_a_call(alice, bob, key)
        await bob.do("hangup")
        assert (await alice.ended(key)).status == 200

    play(tmp_path, transport, story)


@EVERY
@scenario("we call baresip: hold by both sides, digits both ways, sound, hang up", PEER, "{transport}")
def test_we_call_baresip(tmp_path: Path, transport: Transport) -> None:
    async def story(alice: Phone, bob: Baresip) -> None:
        key = await called(alice, bob)
        await all_in_a_call(alice, bob, key)
        alice.send(HangUp(key))
        await bob.wait("CALL_CLOSED")

    play(tmp_path, transport, story)


async def called(alice: Phone, bob: Baresip) -> Any:
    key = alice.dial("sip:bob@127.0.0.1")
    await bob.wait("CALL_INCOMING")
    await bob.do("accept")
    await alice.answered(key)
    await bob.wait("CALL_ESTABLISHED")
    return key


async def all_in_a_call(alice: Phone, bob: Baresip, key: Any) -> None:
    await alice.wait(QualityMeasured, lambda e: e.quality.codec == "PCMA")
    for held in (True, False):
        alice.mark()
        await bob.do("hold" if held else "resume")
        await alice.wait(HoldChanged, HoldChanged(key, False, held).__eq__)
    for held in (True, False):
        alice.mark()
        alice.send(Hold(key) if held else Resume(key))
        await alice.wait(HoldChanged, HoldChanged(key, held, False).__eq__)
    await bob.do("sndcode", "5")
    await alice.wait(DtmfReceived, lambda e: e == DtmfReceived(key, "5"))
    alice.send(SendDtmf(key, "7"))
    await bob.wait("CALL_DTMF_START", param="7")


@pytest.mark.parametrize(
    ("ours", "theirs", "encrypted"),
    [
        (Encryption.MANDATORY, "srtp", True),
        (Encryption.MANDATORY, "srtp-mand", True),
        (Encryption.OPTIONAL, "srtp", True),
        (Encryption.OPTIONAL, "", False),
        (Encryption.OFF, "srtp", False),
    ],
)
@scenario("SRTP (SDES): ours {ours}, baresip {theirs}; encrypted: {encrypted}", PEER)
def test_encryption_with_baresip(tmp_path: Path, ours: Encryption, theirs: str, encrypted: bool) -> None:
    async def story(alice: Phone, bob: Baresip) -> None:
        key = await called(alice, bob)
        assert await alice.wait(MediaSecured) == MediaSecured(key, encrypted)
        assert (await alice.wait(QualityMeasured)).quality.encrypted is encrypted
        alice.send(HangUp(key))
        await alice.ended(key)

    play(tmp_path, Transport.UDP, story, theirs, ours)


@pytest.mark.parametrize(("ours", "theirs"), AGAINST_EACH_OTHER)
@scenario("SRTP (SDES): ours {ours}, baresip {theirs}; refused with 488", PEER)
def test_encryption_that_cannot_be_agreed_upon(
    tmp_path: Path, ours: Encryption, theirs: str, record_property: Callable[[str, object], None]
) -> None:
    if ours is Encryption.OPTIONAL:
        record_property("remark", "PJSIP offers optional encryption as RTP/AVP, baresip wants RTP/SAVP")

    async def story(alice: Phone, bob: Baresip) -> None:
        end = await alice.ended(alice.dial("sip:bob@127.0.0.1"))
        assert end.status in (488, 415, 606)

    play(tmp_path, Transport.UDP, story, theirs, ours)


@scenario("we send baresip on to somebody (REFER)", PEER)
def test_baresip_is_sent_on(tmp_path: Path) -> None:
    async def stage(server: Kamailio) -> None:
        async with (
            phones("alice", "carol") as [alice, carol],
            baresip(tmp_path / "baresip", "bob", server.port) as bob,
        ):
            await asyncio.gather(*(p.register(account(p.user, server.port)) for p in (alice, carol)))
            key = await called(alice, bob)
            alice.send(Transfer(key, "sip:carol@127.0.0.1"))
            theirs = (await carol.incoming()).key
            carol.send(Answer(theirs))
            await carol.answered(theirs)
            told = await alice.wait(TransferChanged, lambda e: e.final)
            assert told.status == 200
            alice.send(HangUp(key))
            await bob.wait("CALL_CLOSED")
            carol.send(HangUp(theirs))

    with kamailio(tmp_path / "kamailio") as server:
        asyncio.run(stage(server))


@scenario("baresip sends us on to somebody (REFER)", PEER)
def test_baresip_sends_us_on(tmp_path: Path) -> None:
    async def stage(server: Kamailio) -> None:
        async with (
            phones("alice", "carol") as [alice, carol],
            baresip(tmp_path / "baresip", "bob", server.port) as bob,
        ):
            await asyncio.gather(*(p.register(account(p.user, server.port)) for p in (alice, carol)))
            await called(alice, bob)
            await bob.do("transfer", "sip:carol@127.0.0.1")
            referred = await alice.wait(CallReferred)
            theirs = (await carol.incoming()).key
            carol.send(Answer(theirs))
            await alice.answered(referred.new_key)
            alice.send(HangUp(referred.new_key))
            await carol.ended(theirs)

    with kamailio(tmp_path / "kamailio") as server:
        asyncio.run(stage(server))
