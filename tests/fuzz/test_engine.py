"""A living engine under damaged messages: it goes on answering, and whatever it tells is real text."""

import asyncio
import random
from pathlib import Path

import pytest

from softphone.domain.settings import Transport
from softphone.telephony.messages import IncomingCall, Reject
from tests.fuzz.effort import LONG
from tests.fuzz.mutations import SIP_PIECES
from tests.interop.raw_peer import RawPeer
from tests.interop.sipp import BOTH, Bench, raw_calls
from tests.interop.torture import INVALID, VALID

pytestmark = [pytest.mark.peer, pytest.mark.timeout(60 + LONG // 5)]
SHORT = {Transport.UDP: 100, Transport.TCP: 15}
"""Over TCP each message has a connection of its own, of which the engine takes ten a second."""
SEED = 20260801
DECLINED = 603


def damaged(octets: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(0, 5)):
        start = chance.randint(0, len(octets))
        end = min(len(octets), start + chance.choice((0, 0, 1, 3, 30)))
        piece = chance.choice((*SIP_PIECES, bytes(chance.randbytes(3)), octets[start:end] * 2))
        octets = octets[:start] + piece + octets[end:]
    return octets


@BOTH
def test_the_engine_lives_on_damaged_messages(tmp_path: Path, transport: Transport) -> None:
    """The seed is fixed so that a failure can be played again; `number` in its message tells which one."""

    async def story(bench: Bench) -> None:
        chance = random.Random(f"{SEED}-{transport.name}")
        bench.alice.client.subscribe(lambda event: turn_away(bench, event))
        with RawPeer(bench.our_port, transport) as peer:
            for number in range(LONG or SHORT[transport]):
                octets = damaged(chance.choice((*VALID, *INVALID)).message(peer.via, bench.our_port), chance)
                try:
                    await asyncio.to_thread(peer.answers_to, octets)
                except (AssertionError, OSError) as error:
                    raise AssertionError(f"message {number}: {octets!r}: {error}") from error
        for event in bench.alice.events:
            repr(event).encode()

    raw_calls(tmp_path, story, transport)


def turn_away(bench: Bench, event: object) -> None:
    if isinstance(event, IncomingCall):
        bench.alice.send(Reject(event.key, DECLINED))
