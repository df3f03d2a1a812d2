"""Network watch: polls on every system, woken by rtnetlink on Linux; fulfils `services.core.ports.NetworkWatch`."""

import asyncio
import contextlib
import socket
import sys
import time

from softphone.adapters.system.network_addresses import own_addresses
from softphone.domain.network import NetworkSample

RTMGRP_LINK, RTMGRP_IPV4_IFADDR, RTMGRP_IPV4_ROUTE, RTMGRP_IPV6_IFADDR = 0x1, 0x10, 0x40, 0x100
GROUPS = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_IFADDR
LARGEST_MESSAGE = 65536


def open_netlink() -> socket.socket | None:
    """None outside Linux, or where a sandbox forbids it."""
    if sys.platform != "linux":
        return None
    try:
        netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
    except OSError:
        return None
    netlink.setblocking(False)
    try:
        netlink.bind((0, GROUPS))
    except OSError:
        netlink.close()
        return None
    return netlink


def drain(netlink: socket.socket) -> None:
    """Empties the socket, also after an overrun (ENOBUFS), which signals a change too."""
    try:
        while netlink.recv(LARGEST_MESSAGE):
            pass
    except OSError:
        return


class SystemNetworkWatch:
    """Made on the running loop; `close` before the loop ends."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._netlink = open_netlink()
        if self._netlink is not None:
            self._loop.add_reader(self._netlink.fileno(), self._on_netlink)

    def look(self) -> NetworkSample:
        self._changed.clear()
        return NetworkSample(time.monotonic(), _passed_s(), own_addresses())

    async def wait_for_change(self, limit_s: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                await self._changed.wait()

    def close(self) -> None:
        if self._netlink is not None:
            self._loop.remove_reader(self._netlink.fileno())
            self._netlink.close()
            self._netlink = None

    def _on_netlink(self) -> None:
        if self._netlink is not None:
            drain(self._netlink)
            self._changed.set()


def _passed_s() -> float:
    """CLOCK_BOOTTIME on Linux (counts sleep, never set); the wall clock elsewhere."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()
