"""The kernel's filter of source addresses, on sockets of the loopback."""

import contextlib
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.telephony.engine.own_sockets import datagram_sockets, is_own_address
from softphone.telephony.engine.pjsip import source_filter

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a filter of Linux")
LIMIT_S = 5.0


@contextlib.contextmanager
def bound(host: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind((host, 0))
        made.settimeout(LIMIT_S)
        yield made


@pytest.mark.parametrize(
    ("host", "with_port", "heard"),
    [("127.0.0.2", False, "ab"), ("127.0.0.2", True, "a"), ("127.0.0.9", False, "c")],
)
def test_only_the_host_and_port_admitted_are_heard(host: str, with_port: bool, heard: str) -> None:
    with bound("127.0.0.1") as receiver, bound("127.0.0.2") as a, bound("127.0.0.2") as b, bound("127.0.0.9") as c:
        port = receiver.getsockname()[1]
        for copy in datagram_sockets(port):
            source_filter.admit(copy, host, a.getsockname()[1] if with_port else 0)
        for name, sender in (("a", a), ("b", b), ("c", c)):
            sender.sendto(name.encode(), ("127.0.0.1", port))
        for copy in datagram_sockets(port):
            source_filter.admit(copy, "")
        c.sendto(b".", ("127.0.0.1", port))
        received = ""
        while not received.endswith("."):
            received += receiver.recv(10).decode()
        assert received == f"{heard}."


def test_only_sockets_at_that_port_are_found() -> None:
    with bound("127.0.0.1") as one, bound("127.0.0.1") as other:
        found = {copy.getsockname() for copy in datagram_sockets(one.getsockname()[1])}
        assert found == {one.getsockname()}
        assert other.getsockname() not in found


def test_looking_for_sockets_leaves_no_file_open() -> None:
    open_files = Path("/proc/self/fd")
    with bound("127.0.0.1") as one, tempfile.TemporaryFile():
        before = len(list(open_files.iterdir()))
        for _ in range(5):
            list(datagram_sockets(one.getsockname()[1]))
        assert len(list(open_files.iterdir())) == before


@pytest.mark.parametrize(("host", "own"), [("127.0.0.1", True), ("192.0.2.1", False)])
def test_an_address_of_this_machine_is_known(host: str, own: bool) -> None:
    assert is_own_address(host) is own
