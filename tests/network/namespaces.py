"""Two or more machines in one: network namespaces joined by a bridge in a namespace of its own."""

import contextlib
import ctypes
import os
import secrets
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CLONE_NEWNET = 0x40000000
NETWORK = "10.77.0"
ROOM = Path("/run/netns")


def ip(*arguments: str) -> str:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"ip {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


@dataclass
class Machine:
    """One namespace with one cable; `host` is the last byte of its address."""

    name: str
    switch: str
    plug: str
    host: int

    @property
    def address(self) -> str:
        return f"{NETWORK}.{self.host}"

    def ip(self, *arguments: str) -> str:
        return ip("-n", self.name, *arguments)

    def pull(self) -> None:
        """The other end goes dark: this one keeps its address and has no carrier."""
        ip("-n", self.switch, "link", "set", self.plug, "down")

    def plug_in(self) -> None:
        ip("-n", self.switch, "link", "set", self.plug, "up")

    def move(self, host: int) -> None:
        """Another address in place of the one it has."""
        self.ip("address", "flush", "dev", "eth0")
        self.host = host
        self.ip("address", "add", f"{self.address}/24", "dev", "eth0")

    def listening_ports(self) -> set[int]:
        """TCP ports that accept connections (state 0A of /proc/net/tcp)."""
        rows = [line.split() for line in ip("netns", "exec", self.name, "cat", "/proc/net/tcp").splitlines()[1:]]
        return {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == "0A"}

    def datagrams_received(self) -> int:
        """By sockets that are open: what meets a closed port is not counted (UDP InDatagrams)."""
        lines = ip("netns", "exec", self.name, "cat", "/proc/net/snmp").splitlines()
        names, values = (line.split() for line in lines if line.startswith("Udp:"))
        return int(values[names.index("InDatagrams")])

    @contextlib.contextmanager
    def inside(self) -> Iterator[None]:
        """What this thread starts here, threads and processes, lives in this namespace."""
        with Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/ns/net").open() as home:
            _enter(ROOM / self.name)
            try:
                yield
            finally:
                _enter(home.fileno())


def _enter(place: Path | int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    with contextlib.ExitStack() as stack:
        handle = place if isinstance(place, int) else stack.enter_context(place.open()).fileno()
        if libc.setns(handle, CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns")


@dataclass
class Lan:
    tag: str
    machines: list[Machine] = field(default_factory=list)

    @property
    def switch(self) -> str:
        return f"vz{self.tag}-switch"

    def machine(self, host: int) -> Machine:
        name, plug = f"vz{self.tag}-{host}", f"port{host}"
        ip("netns", "add", name)
        machine = Machine(name, self.switch, plug, host)
        self.machines.append(machine)
        ip("-n", self.switch, "link", "add", plug, "type", "veth", "peer", "name", "eth0", "netns", name)
        ip("-n", self.switch, "link", "set", plug, "master", "bridge")
        ip("-n", self.switch, "link", "set", plug, "up")
        machine.ip("link", "set", "lo", "up")
        machine.ip("address", "add", f"{machine.address}/24", "dev", "eth0")
        machine.ip("link", "set", "eth0", "up")
        return machine


@contextlib.contextmanager
def lan() -> Iterator[Lan]:
    """A switch without machines; skips the test where namespaces may not be made."""
    made = Lan(secrets.token_hex(2))
    try:
        ip("netns", "add", made.switch)
        ip("-n", made.switch, "link", "add", "bridge", "type", "bridge")
        ip("-n", made.switch, "link", "set", "bridge", "up")
    except OSError as error:
        _remove(made.switch)
        pytest.skip(f"network namespaces may not be made here: {error}")
    try:
        yield made
    finally:
        for machine in made.machines:
            _remove(machine.name)
        _remove(made.switch)


def _remove(name: str) -> None:
    with contextlib.suppress(OSError):
        ip("netns", "delete", name)
