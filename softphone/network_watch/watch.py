"""Fulfils `services.ports.NetworkWatch`: polls everywhere, and is woken by rtnetlink where there is one."""

import asyncio
import contextlib
import time

from softphone.domain.network import Sight
from softphone.network_watch.addresses import own_addresses
from softphone.network_watch.netlink import drain, open_netlink


class SystemNetworkWatch:
    """Made on the running loop; `close` before the loop ends."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stirred = asyncio.Event()
        self._netlink = open_netlink()
        if self._netlink is not None:
            self._loop.add_reader(self._netlink.fileno(), self._on_netlink)

    def look(self) -> Sight:
        self._stirred.clear()
        return Sight(time.monotonic(), _passed_s(), own_addresses())

    async def stirred(self, limit_s: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                await self._stirred.wait()

    def close(self) -> None:
        if self._netlink is not None:
            self._loop.remove_reader(self._netlink.fileno())
            self._netlink.close()
            self._netlink = None

    def _on_netlink(self) -> None:
        if self._netlink is not None:
            drain(self._netlink)
            self._stirred.set()


def _passed_s() -> float:
    """Linux has a clock that counts sleep and that nobody sets; elsewhere it is the wall clock."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()
