"""Who may send sound into a plain call: the address that the SDP named, and nobody else."""

import asyncio
import contextlib
import re
import secrets
import socket
import struct
import sys
from collections.abc import AsyncIterator, Iterator

import pytest

from softphone.domain.telephone.commands import Answer
from tests.integration.hop import hop
from tests.integration.phones import Phone, account, phones
from tests.integration.sip_ua import Ua, UaCall, sdp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a filter of Linux")
NAMED, OTHER = "127.0.0.2", "127.0.0.9"
PACKET_S = 0.02
BEFORE_PJSIP_TURNS = 12
"""pjmedia follows another sender after ten packets."""


class Sender:
    """An RTP sender; `heard` counts what the telephone sends to it."""

    def __init__(self, host: str, to: tuple[str, int] | None = None) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, 0))
        self._socket.setblocking(False)
        self.port, self.to = int(self._socket.getsockname()[1]), to
        self._number, self._source, self.heard = 0, secrets.randbits(32), 0

    def send(self, packets: int = 1) -> None:
        for _ in range(packets):
            header = struct.pack(">BBHII", 0x80, 8, self._number & 0xFFFF, self._number * 160, self._source)
            self._number += 1
            if self.to is not None:
                self._socket.sendto(header + b"\xd5" * 160, self.to)
        with contextlib.suppress(BlockingIOError):
            while self._socket.recv(2048):
                self.heard += 1

    def close(self) -> None:
        self._socket.close()


async def speak(seconds: float, *senders: Sender, at_once: int = 1) -> None:
    """Sends every 20 ms; the first one packet, the others `at_once`."""
    for sender in senders:
        sender.send(0)
        sender.heard = 0
    for _ in range(round(seconds / PACKET_S)):
        for number, sender in enumerate(senders):
            sender.send(at_once if number else 1)
        await asyncio.sleep(PACKET_S)


async def until_heard(sender: Sender, *silent: Sender, limit_s: float = 5.0) -> None:
    async with asyncio.timeout(limit_s):
        sender.heard = 0
        while sender.heard < 5:
            await speak(PACKET_S * 5, sender, *silent)


@contextlib.asynccontextmanager
async def answered(named: Sender, host: str = NAMED) -> AsyncIterator[tuple[Phone, UaCall, tuple[str, int]]]:
    """A call from a raw telephone whose SDP names `host` and the sender's port; where our sound is received."""
    with hop() as server:
        async with phones("alice") as [alice]:
            await alice.register(account("alice", server.server_port))
            ua = await Ua("carol", server.port).start()
            try:
                call = UaCall(ua, f"sip:alice@127.0.0.1:{server.port}")
                call.invite(sdp(named.port, host=host), [("Contact", ua.contact)])
                alice.send(Answer((await alice.incoming()).key))
                yield alice, call, ("127.0.0.1", rtp_port((await call.answered()).body))
                assert (await call.send("BYE")).status == 200
            finally:
                await ua.stop()


def rtp_port(body: str) -> int:
    match = re.search(r"m=audio (\d+)", body)
    assert match is not None
    return int(match[1])


@contextlib.contextmanager
def senders(*hosts: str) -> Iterator[list[Sender]]:
    made = [Sender(host) for host in hosts]
    try:
        yield made
    finally:
        for sender in made:
            sender.close()


@pytest.mark.parametrize("settled", [False, True])
def test_a_third_address_cannot_turn_the_sound_to_itself(settled: bool) -> None:
    async def story(named: Sender, thief: Sender) -> None:
        async with answered(named) as (_, _, telephone):
            named.to = thief.to = telephone
            await until_heard(named)
            await speak(2.5 if settled else 0.1, named)
            await speak(2.0, named, thief, at_once=BEFORE_PJSIP_TURNS)
            assert thief.heard == 0
            assert named.heard > 50

    with senders(NAMED, OTHER) as made:
        asyncio.run(story(*made))


def test_nor_can_another_port_of_the_same_host_once_the_call_is_settled() -> None:
    async def story(named: Sender, neighbour: Sender) -> None:
        async with answered(named) as (_, _, telephone):
            named.to = neighbour.to = telephone
            await until_heard(named)
            await speak(2.5, named)
            await speak(2.0, named, neighbour, at_once=BEFORE_PJSIP_TURNS)
            assert neighbour.heard == 0
            assert named.heard > 50

    with senders(NAMED, NAMED) as made:
        asyncio.run(story(*made))


def test_behind_a_symmetric_nat_the_same_host_is_followed_to_the_port_it_sends_from() -> None:
    async def story(named: Sender, mapped: Sender) -> None:
        async with answered(named) as (_, _, telephone):
            mapped.to = telephone
            await until_heard(mapped)

    with senders(NAMED, NAMED) as made:
        asyncio.run(story(*made))


def test_where_a_private_address_sends_nothing_the_first_sender_counts_and_stays() -> None:
    async def story(named: Sender, mapped: Sender, thief: Sender) -> None:
        async with answered(named, "127.0.0.77") as (_, _, telephone):
            mapped.to = thief.to = telephone
            await until_heard(mapped)
            await speak(0.5, mapped)
            await speak(2.0, mapped, thief, at_once=BEFORE_PJSIP_TURNS)
            assert thief.heard == 0
            assert mapped.heard > 50

    with senders(NAMED, NAMED, OTHER) as made:
        asyncio.run(story(*made))


@pytest.mark.parametrize("host", [NAMED, OTHER])
def test_the_sound_follows_a_re_invite_to_another_port_or_address(host: str) -> None:
    async def story(named: Sender, moved: Sender) -> None:
        async with answered(named) as (_, call, telephone):
            named.to = moved.to = telephone
            await until_heard(named)
            await speak(2.5, named)
            assert (await call.send("INVITE", body=sdp(moved.port, host=host))).status == 200
            await until_heard(moved)
            await speak(0.5, moved, named)
            assert moved.heard > 10
            assert named.heard == 0

    with senders(NAMED, host) as made:
        asyncio.run(story(*made))
