"""This program once more, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import cast

_children: set["subprocess.Popen[bytes]"] = set()


def program_command() -> list[str]:
    """How this program starts itself again, from a checkout, an installation or a frozen folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "softphone"]


def start_child(command: Sequence[str], *ends: Connection) -> "subprocess.Popen[bytes]":
    """Starts a child that inherits these ends of pipes; their numbers are its last arguments."""
    numbers = [end.fileno() for end in ends]
    whole = [*command, *map(str, numbers)]
    if sys.platform == "win32":
        for number in numbers:
            os.set_handle_inheritable(number, True)
        info = subprocess.STARTUPINFO(lpAttributeList={"handle_list": numbers})
        child = subprocess.Popen(whole, startupinfo=info, close_fds=False)
    else:
        child = subprocess.Popen(whole, pass_fds=numbers)
    _children.add(child)
    return child


def inherited(number: str, *, readable: bool) -> Connection:
    """The end of a pipe that the parent passed on."""
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        return cast("Connection", PipeConnection(int(number), readable=readable, writable=not readable))
    return Connection(int(number), readable=readable, writable=not readable)


def forget(child: "subprocess.Popen[bytes]") -> None:
    """It has ended."""
    _children.discard(child)


def kill_children() -> None:
    for child in _children:
        child.kill()
