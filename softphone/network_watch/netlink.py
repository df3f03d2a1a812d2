"""Linux tells of every link and address that changes (rtnetlink): only that something stirred is of interest here."""

import socket
import sys

RTMGRP_LINK, RTMGRP_IPV4_IFADDR, RTMGRP_IPV4_ROUTE, RTMGRP_IPV6_IFADDR = 0x1, 0x10, 0x40, 0x100
GROUPS = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_IFADDR
LARGEST_MESSAGE = 65536


def open_netlink() -> socket.socket | None:
    """None where there is no such thing, or a sandbox forbids it."""
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
    """Also after an overrun (ENOBUFS): that too means that something stirred."""
    try:
        while netlink.recv(LARGEST_MESSAGE):
            pass
    except OSError:
        return
