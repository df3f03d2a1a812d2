"""Malformed and tortuous messages."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, Reject
from softphone.domain.telephone.events import CommandFailed, IncomingCall
from tests.interop.raw_peer import RawPeer
from tests.interop.recorder import scenario
from tests.interop.sipp import BOTH, Bench, raw_calls
from tests.interop.torture import INVALID, SILENCE, VALID, Torture, invite

pytestmark = pytest.mark.peer
DECLINED = 603
CROWD = 100
NAMES = {b"J\xc3\xb6rg": "Jörg", b"J\xf6rg": "Jörg", b"\xc3\xb6 \xf6": "Ã¶ ö"}
Note = Callable[[str, object], None]


async def answers(bench: Bench, peer: RawPeer, messages: Sequence[Torture]) -> dict[str, list[int]]:
    """What came back for each, but for 100 and for our own refusal of what rang."""
    told: dict[str, list[int]] = {}
    for each in messages:
        message = each.message(peer.via, bench.our_port)
        statuses = await asyncio.to_thread(peer.answers_to, message)
        told[each.name] = [status for status in statuses if status not in (100, DECLINED)]
        await turn_away(bench)
    return told


async def turn_away(bench: Bench) -> None:
    """A telephone has room for four calls only."""
    for call in [e for e in bench.alice.events[bench.looked_at :] if isinstance(e, IncomingCall)]:
        bench.alice.send(Reject(call.key, DECLINED))
        await bench.alice.ended(call.key)
    bench.looked_at = len(bench.alice.events)


def wrong(told: dict[str, list[int]], messages: Sequence[Torture]) -> dict[str, list[int]]:
    return {m.name: told[m.name] for m in messages if not set(told[m.name] or [SILENCE]) <= set(m.right)}


async def judged(bench: Bench, transport: Transport, messages: Sequence[Torture], note: Note) -> None:
    with RawPeer(bench.our_port, transport) as peer:
        told = await answers(bench, peer, messages)
    note("remark", f"{len(messages)} messages")
    assert wrong(told, messages) == {}


@BOTH
@scenario("RFC 4475 and more: strange but valid", "raw", "{transport}", quick="UDP")
def test_strange_but_valid_messages(tmp_path: Path, transport: Transport, record_property: Note) -> None:
    raw_calls(tmp_path, lambda bench: judged(bench, transport, VALID, record_property), transport)


@BOTH
@scenario("RFC 4475 and more: invalid", "raw", "{transport}", quick="UDP")
def test_invalid_messages(tmp_path: Path, transport: Transport, record_property: Note) -> None:
    raw_calls(tmp_path, lambda bench: judged(bench, transport, INVALID, record_property), transport)


@scenario("a caller's name in UTF-8, in Latin-1 and in neither", "raw", quick=True)
def test_names_of_any_octets_are_plain_text(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        message = Torture("name", invite('From: "NAME" <sip:c@127.0.0.1>;tag={id}'), (180,))
        with RawPeer(bench.our_port, Transport.UDP) as peer:
            for octets, name in NAMES.items():
                bench.alice.mark()
                peer.send(message.message(peer.via, bench.our_port).replace(b"NAME", octets))
                told = (await bench.alice.incoming()).invite.from_
                assert told.encode().startswith(f'"{name}"'.encode())

    raw_calls(tmp_path, story, Transport.UDP)


@scenario("100 connections at once that say nothing", "raw", "{transport}")
@pytest.mark.parametrize("transport", [Transport.TCP, Transport.TLS])
def test_silent_connections_do_not_end_the_engine(tmp_path: Path, transport: Transport) -> None:
    async def story(bench: Bench) -> None:
        pid = bench.alice.client.pid
        with contextlib.ExitStack() as held:
            for _ in range(CROWD):
                with contextlib.suppress(OSError):  # not being let in at all is as good
                    held.enter_context(socket.create_connection(("127.0.0.1", bench.our_port), 1))
                await asyncio.sleep(0.01)  # a full queue turns the rest away, and with them the danger
            bench.alice.send(Answer(CallKey(99)))
            await bench.alice.wait(CommandFailed)
        assert bench.alice.client.pid == pid

    raw_calls(tmp_path, story, transport)
