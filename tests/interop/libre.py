"""baresip's newer stack in this process (baresip-python): agents that are called, call, and follow every REFER."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import baresip

LIMIT_S = 10.0
PEER = "baresip-python"


class Agent:
    """`call` and `answered` give baresip's own calls; `refused` sends 486, as its user would."""

    def __init__(self, user: str, agent: Any) -> None:
        self.user = user
        self._agent = agent
        self._incoming: asyncio.Queue[Any] = asyncio.Queue()
        agent.on_incoming(self._incoming.put_nowait)

    async def dial(self, target: str) -> Any:
        return await self._agent.dial(target)

    async def rung(self) -> Any:
        return await asyncio.wait_for(self._incoming.get(), LIMIT_S)

    async def answer(self) -> Any:
        call = await self.rung()
        await call.answer()
        await call.wait_established()
        return call

    @property
    def was_rung(self) -> bool:
        return not self._incoming.empty()


@contextlib.asynccontextmanager
async def agents_at(port: int, *users: str) -> AsyncIterator[list[Agent]]:
    """Registered at Kamailio on that port."""
    runtime = baresip.Runtime()
    await runtime.start(baresip.Config(net_interface="127.0.0.1", max_concurrent_calls=4))
    try:
        yield [await _registered(runtime, user, port) for user in users]
    finally:
        await runtime.close()


async def _registered(runtime: Any, user: str, port: int) -> Agent:
    identity = baresip.Account(
        user, "127.0.0.1", f"secret-{user}", registrar=f"127.0.0.1:{port}", audio_codecs=("pcma",)
    )
    agent = await baresip.UserAgent.create(runtime, identity, transfer_policy="auto")
    await agent.register()
    return Agent(user, agent)
