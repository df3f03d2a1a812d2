"""Keeps pjsip's TLS listener from accepting connections: we are always the client there.

Each idle inbound connection would hold one of pjsip's 64 sockets, and the 65th aborts the process [measured].
"""

import contextlib
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
OPEN_FILES = {"linux": Path("/proc/self/fd"), "darwin": Path("/dev/fd")}


def without_listening(create: Callable[[], T]) -> T:
    """WORKAROUND(pjsua2 2.15.1): it always listens, so the listening socket of `create` is replaced by a mute one.

    Linux and macOS only: Windows has no dup2 for sockets.
    """
    folder = OPEN_FILES.get(sys.platform)
    if folder is None:
        return create()
    before = _descriptors(folder)
    made = create()
    for descriptor in _descriptors(folder) - before:
        if _listens(descriptor):
            _mute(descriptor)
    return made


def _descriptors(folder: Path) -> set[int]:
    """All open descriptors, without the one of the listing itself."""
    return {number for number in [int(entry.name) for entry in folder.iterdir()] if _is_open(number)}


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _listens(descriptor: int) -> bool:
    with contextlib.suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as copy:
        return bool(copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    return False


def _mute(descriptor: int) -> None:
    """Replaces the socket by an unbound datagram socket, which is never readable."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nothing:
        os.dup2(nothing.fileno(), descriptor, inheritable=False)
