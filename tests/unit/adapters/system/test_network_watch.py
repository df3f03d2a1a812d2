"""The network watch: what counts as an address, and polling where the system reports nothing."""

import asyncio
import socket

import psutil
import pytest

from softphone.adapters.system import network_addresses as addresses
from softphone.adapters.system import network_watch as watch
from softphone.adapters.system.network_watch import drain, open_netlink


@pytest.mark.parametrize(
    ("family", "text", "wanted"),
    [
        (socket.AF_INET, "192.168.0.7", "192.168.0.7"),
        (socket.AF_INET, "127.0.0.1", ""),
        (socket.AF_INET, "169.254.3.4", ""),
        (socket.AF_INET6, "fe80::1%eth0", ""),
        (socket.AF_INET6, "2001:db8::a:b", "2001:db8::/64"),
        (socket.AF_INET6, "::1", ""),
        (17, "00:11:22:33:44:55", ""),
    ],
)
def test_what_counts_as_an_address(family: int, text: str, wanted: str) -> None:
    assert addresses._usable(family, text) == wanted


def test_a_machine_without_working_links_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "net_if_stats", dict)
    assert addresses.own_addresses() == frozenset()


def test_without_rtnetlink_the_watch_still_wakes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "open_netlink", lambda: None)

    async def story() -> None:
        looking = watch.SystemNetworkWatch()
        before = looking.look()
        await looking.wait_for_change(0.01)
        after = looking.look()
        assert after.awake_s > before.awake_s
        assert after.addresses == before.addresses
        looking.close()

    asyncio.run(story())


def test_a_drained_netlink_socket_does_not_block() -> None:
    netlink = open_netlink()
    if netlink is None:
        pytest.skip("no rtnetlink here")
    with netlink:
        drain(netlink)
