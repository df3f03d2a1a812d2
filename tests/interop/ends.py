"""Two baresips at the ends, of either age, called and asked through one interface; our own engine between them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from softphone.domain.account.account import Encryption, Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, HangUp, Hold, Resume
from softphone.domain.telephone.events import (
    AudioFlow,
    CallEnded,
    HoldChanged,
    TransferChanged,
)
from tests.integration.baresip_peer import Baresip, baresip
from tests.integration.certificates import Certificates
from tests.integration.peers import Kamailio, kamailio
from tests.integration.phones import Phone, account, phones
from tests.interop.libre import Agent, agents_at

OLD, NEW = "baresip", "baresip-python"
CAROL = "sip:carol@127.0.0.1"
RINGS_S = 2


@dataclass
class Old:
    """baresip 1.0, which knows no Replaces."""

    peer: Baresip

    async def accept(self) -> None:
        await self.peer.wait("CALL_INCOMING")
        await self.peer.do("accept")
        await self.peer.wait("CALL_ESTABLISHED")

    async def refuse(self) -> None:
        await self.peer.wait("CALL_INCOMING")
        await self.peer.do("hangup")

    async def dial(self, target: str) -> None:
        await self.peer.do("dial", target)

    async def stands(self, _: None) -> None:
        await self.peer.wait("CALL_ESTABLISHED")

    async def sends_on(self, _: None) -> None:
        await self.peer.do("transfer", CAROL)


@dataclass
class New:
    """baresip of today."""

    agent: Agent

    async def accept(self) -> None:
        await self.agent.answer()

    async def refuse(self) -> None:
        await (await self.agent.rung()).reject()

    async def dial(self, target: str) -> Any:
        return await self.agent.dial(target)

    async def stands(self, call: Any) -> None:
        await call.wait_established()

    async def sends_on(self, call: Any) -> None:
        await call.transfer(CAROL)


Peer = Old | New
Story = Callable[[Phone, Any, Any], Coroutine[Any, Any, None]]


@contextlib.asynccontextmanager
async def at_the_ends(
    folder: Path, server: Kamailio, kinds: dict[str, str], transport: Transport
) -> AsyncIterator[list[Peer]]:
    tls = transport is Transport.TLS
    port, ca_file = (server.tls_port, str(server.ca_file)) if tls else (server.port, "")
    async with contextlib.AsyncExitStack() as stack:
        new = [user for user, kind in kinds.items() if kind == NEW]
        made: dict[str, Peer] = {}
        if new:
            agents = await stack.enter_async_context(agents_at(server.port, *new))
            made |= {agent.user: New(agent) for agent in agents}
        for user in (user for user in kinds if user not in made):
            own = certificate(folder / user) if tls else ""
            peer = baresip(folder / user, user, port, transport.value, ca_file, own, rings_s=RINGS_S)
            made[user] = Old(await stack.enter_async_context(peer))
        yield [made[user] for user in kinds]


def play(folder: Path, story: Story, bob: str, carol: str, transport: Transport = Transport.UDP) -> None:
    async def stage(server: Kamailio) -> None:
        tls = transport is Transport.TLS
        port, ca_file = (server.tls_port, str(server.ca_file)) if tls else (server.port, "")
        kinds = {"bob": bob, "carol": carol}
        async with phones("alice") as [alice], at_the_ends(folder, server, kinds, transport) as ends:
            await alice.register(replace(account("alice", port, transport, ca_file), encryption=Encryption.OFF))
            await story(alice, *ends)

    for user in ("bob", "carol"):
        (folder / user).mkdir()
    with kamailio(folder / "kamailio") as server:
        asyncio.run(stage(server))


async def called(alice: Phone, user: str, peer: Peer) -> CallKey:
    key = alice.dial(f"sip:{user}@127.0.0.1")
    await peer.accept()
    await alice.answered(key)
    return key


async def called_by(peer: Peer, alice: Phone) -> tuple[CallKey, Any]:
    theirs = await peer.dial("sip:alice@127.0.0.1")
    key = (await alice.incoming()).key
    alice.send(Answer(key))
    await alice.answered(key)
    await peer.stands(theirs)
    return key, theirs


async def consulted(alice: Phone, bob: Peer, carol: Peer) -> tuple[CallKey, CallKey]:
    first = await called(alice, "bob", bob)
    await held(alice, first)
    return first, await called(alice, "carol", carol)


async def held(alice: Phone, key: CallKey) -> None:
    alice.send(Hold(key))
    await alice.wait(HoldChanged, lambda e: e == HoldChanged(key, True, False))


async def told(alice: Phone, key: CallKey) -> TransferChanged:
    return await alice.wait(TransferChanged, lambda e: e.key == key and e.final)


async def is_here_again(alice: Phone, key: CallKey, peer: Peer) -> None:
    """The caller waits, is fetched from hold, and is heard (the newer one plays silence)."""
    assert alice.seen(CallEnded, lambda e: e.key == key) is None
    alice.mark()
    alice.send(Resume(key))
    await alice.wait(HoldChanged, lambda e: e == HoldChanged(key, False, False))
    if isinstance(peer, Old):
        await alice.wait(AudioFlow, lambda e: e.output_dbfs > -40)
    alice.send(HangUp(key))
    assert (await alice.ended(key)).by_remote is False


def certificate(folder: Path) -> str:
    """baresip listens over TLS only with one of its own, in one file with its key."""
    (folder / "own").mkdir()
    made = Certificates.make(folder / "own", "127.0.0.1")
    both = folder / "own" / "both.pem"
    both.write_text(made.server_file.read_text() + made.key_file.read_text())
    return str(both)
