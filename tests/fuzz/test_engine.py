"""A living engine under damaged messages: it goes on answering, and whatever it tells is real text."""

import asyncio
import random
from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import HangUp, Reject
from softphone.domain.telephone.events import CallAnswered, CallEnded, IncomingCall, RemoteRinging
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.fuzz.effort import LONG
from tests.fuzz.mutations import damaged_by_chance
from tests.fuzz.raw_callee import RawCallee
from tests.integration.phones import Phone, about, account, phones
from tests.interop.raw_peer import RawPeer
from tests.interop.sipp import BOTH, Bench, raw_calls
from tests.interop.torture import INVALID, VALID

pytestmark = [pytest.mark.peer, pytest.mark.timeout(60 + LONG // 5)]
SHORT = {Transport.UDP: 50, Transport.TCP: 15}
"""Over TCP each message has a connection of its own, of which the engine takes ten a second."""
SHORT_CALLS = 15
SEED = 20260801
DECLINED = 603


@BOTH
def test_the_engine_lives_on_damaged_messages(tmp_path: Path, transport: Transport) -> None:
    """The seed is fixed so that a failure can be played again; `number` in its message tells which one."""

    async def story(bench: Bench) -> None:
        chance = random.Random(f"{SEED}-{transport.name}")
        bench.alice.client.subscribe(lambda event: turn_away(bench, event))
        with RawPeer(bench.our_port, transport) as peer:
            for number in range(LONG or SHORT[transport]):
                octets = damaged_by_chance(
                    chance.choice((*VALID, *INVALID)).message(peer.via, bench.our_port), chance
                )
                try:
                    await asyncio.to_thread(peer.answers_to, octets)
                except (AssertionError, OSError) as error:
                    raise AssertionError(f"message {number}: {octets!r}: {error}") from error
        for event in bench.alice.events:
            repr(event).encode()

    raw_calls(tmp_path, story, transport)


def test_the_engine_lives_on_damaged_answers() -> None:
    """Answers to our own INVITE, their SDP above all; whatever becomes of the call, it ends."""
    chance = random.Random(f"{SEED}-answers")
    callee = RawCallee(lambda octets: damaged_by_chance(octets, chance))

    async def story(alice: Phone, port: int) -> None:
        await alice.register(account("alice", port))
        pid = alice.client.pid
        for number in range(LONG or SHORT_CALLS):
            alice.mark()
            key = alice.dial(f"sip:raw{number}@127.0.0.1:{port}")
            try:
                await until_read(alice, key)
                alice.send(HangUp(key))
                await alice.wait(CallEnded, about(key), limit_s=40)
            except AssertionError as error:
                raise AssertionError(f"call {number}: {callee.sent!r}: {error}") from error
            assert alice.client.pid == pid, f"call {number}: the engine died of {callee.sent!r}"

    async def stage() -> None:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: callee, ("127.0.0.1", 0))
        async with phones("alice", options=EngineOptions(audio=AudioMode.NULL)) as [alice]:
            await story(alice, transport.get_extra_info("sockname")[1])
        transport.close()

    asyncio.run(stage())


async def until_read(alice: Phone, key: CallKey) -> None:
    """The engine has read the damaged answer: it is in a call, out of it, or heard the ringing behind it."""
    read = (CallAnswered, CallEnded, RemoteRinging)
    await alice.wait(object, lambda e: isinstance(e, read) and e.key == key and getattr(e, "status", 0) != 180)


def turn_away(bench: Bench, event: object) -> None:
    if isinstance(event, IncomingCall):
        bench.alice.send(Reject(event.key, DECLINED))
