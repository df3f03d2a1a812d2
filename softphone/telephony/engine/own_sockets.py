"""The process's own datagram sockets: pjsip hands out none of its descriptors."""

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

_OPEN_FILES = Path("/proc/self/fd")


def datagram_sockets(*ports: int) -> Iterator[socket.socket]:
    """Copies of the IPv4 sockets at these ports, on Linux; none elsewhere. What is set on a copy holds for both."""
    if sys.platform != "linux":
        return
    for entry in filter(Path.is_socket, list(_OPEN_FILES.iterdir())):
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(int(entry.name))) as copy:
            is_datagram = copy.family == socket.AF_INET and copy.type == socket.SOCK_DGRAM
            if is_datagram and copy.getsockname()[1] in ports:
                yield copy


def is_own_address(host: str) -> bool:
    """False for an address that a NAT has given us; its port says nothing about our sockets."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((host, 0))
        return True
    return False
