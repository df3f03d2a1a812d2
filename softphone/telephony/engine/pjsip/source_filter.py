"""A filter of source addresses on a UDP socket, run by the kernel before anything is queued (Linux)."""

import contextlib
import ctypes
import ipaddress
import socket

SO_ATTACH_FILTER, SO_DETACH_FILTER = 26, 27
_LOAD_WORD, _LOAD_HALF, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x28, 0x15, 0x06
_NETWORK_HEADER = 0xFFF00000
"""SKF_NET_OFF of linux/filter.h; offsets without it count from the UDP header."""
_SOURCE_ADDRESS, _SOURCE_PORT = _NETWORK_HEADER + 12, 0
_WHOLE, _NOTHING = 0xFFFFFFFF, 0


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def admit(receiver: socket.socket, host: str, port: int = 0) -> None:
    """Sets the filter, or takes it away where `host` is empty. Raises OSError."""
    if host:
        _admit_only(receiver, host, port)
        return
    with contextlib.suppress(FileNotFoundError):  # there was none
        receiver.setsockopt(socket.SOL_SOCKET, SO_DETACH_FILTER, 0)


def _admit_only(receiver: socket.socket, host: str, port: int) -> None:
    """`port` 0: any. Datagrams that are already queued stay."""
    address = int(ipaddress.IPv4Address(host))
    port_test = ((_LOAD_HALF, 0, 0, _SOURCE_PORT), (_JUMP_IF_EQUAL, 0, 1, port)) if port else ()
    steps = (
        (_LOAD_WORD, 0, 0, _SOURCE_ADDRESS),
        (_JUMP_IF_EQUAL, 0, 1 + len(port_test), address),
        *port_test,
        (_RETURN, 0, 0, _WHOLE),
        (_RETURN, 0, 0, _NOTHING),
    )
    instructions = (_Instruction * len(steps))(*steps)
    receiver.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, bytes(_Program(len(steps), instructions)))
