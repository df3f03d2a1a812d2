"""A listener opened inside `without_listening` accepts no connection; others are left alone."""

import socket
import sys

import pytest

from softphone.telephony.engine.pjsip.mute_tls_listener import without_listening

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no dup2 for sockets")


def test_only_listeners_are_muted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as far:
        port = far.getsockname()[1]
        near = without_listening(lambda: socket.create_connection(("127.0.0.1", port)))
        there, _ = far.accept()
        with near, there:
            near.sendall(b"x")
            assert there.recv(1) == b"x"


def test_the_port_of_the_listener_is_closed() -> None:
    ports: list[int] = []

    def create() -> socket.socket:
        made = socket.create_server(("127.0.0.1", 0))
        ports.append(made.getsockname()[1])
        return made

    with without_listening(create), socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", ports[0])) != 0
