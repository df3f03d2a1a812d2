"""The machine's own addresses on active links, without the loopback."""

import ipaddress
import logging
import socket

import psutil

log = logging.getLogger(__name__)

SOMEWHERE_FAR = ("203.0.113.1", 9)
"""TEST-NET-3: connecting a UDP socket sends nothing; it only makes the system choose a route."""


def own_addresses() -> frozenset[str]:
    """Entries `interface address`; for IPv6 only the /64 network, because the rest changes daily (RFC 8981).

    The address used for far destinations is listed again, so that a new preferred link counts as a change.
    """
    works = {name for name, link in psutil.net_if_stats().items() if link.isup}
    found = {
        f"{name} {usable}"
        for name, addresses in psutil.net_if_addrs().items()
        if name in works
        for address in addresses
        if (usable := _usable(address.family, address.address))
    }
    return frozenset(found | _preferred() if found else found)


def _usable(family: int, text: str) -> str:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return ""
    address = ipaddress.ip_address(text.partition("%")[0])
    if address.is_loopback or address.is_link_local or address.is_unspecified:
        return ""
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)


def _preferred() -> set[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(SOMEWHERE_FAR)
        except OSError:
            return set()
        return {f"preferred {probe.getsockname()[0]}"}
