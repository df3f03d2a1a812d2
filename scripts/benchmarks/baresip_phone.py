"""Debian's baresip as the telephone beside ours."""

import contextlib
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from softphone.demo.pbx_process import DemoPbx
from tests.integration.peers import answers_tcp, free_port, running, wait_until

from .telephones import PEER_USER

BARESIP_CONFIG = """
poll_method epoll
sip_listen 127.0.0.1:0
net_interface 127.0.0.1
call_max_calls 4
audio_source {source}
audio_player {player}
audio_alert {player}
ausrc_channels 1
auplay_channels 1
module_path {modules}
module g711.so
module g722.so
module aubridge.so
module alsa.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{port}
"""
WITHOUT_DEVICES = ("aubridge,loop", "aubridge,loop")
OF_PULSEAUDIO = ("alsa,pulse", "alsa,pulse")


class Baresip:
    """Debian's baresip with one account at the demo PBX, driven over its ctrl_tcp module."""

    name = "baresip"
    user = PEER_USER

    def __init__(self, pid: int, port: int, domain: str) -> None:
        self._pid, self._domain = pid, domain
        wait_until(lambda: answers_tcp(port), "baresip does not listen to its control port")
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)

    def close(self) -> None:
        self._socket.close()

    def pids(self) -> list[int]:
        return [self._pid]

    def command(self, name: str, parameters: str = "") -> float:
        """A netstring with JSON; when it was sent. The answer is read, events before it are dropped."""
        data = json.dumps({"command": name, "params": parameters, "token": "bench"}).encode()
        sent_s = time.monotonic()
        self._socket.sendall(b"%d:%s," % (len(data), data))
        seen = b""
        while b'"response":true' not in seen:
            seen += self._socket.recv(65536)
        return sent_s

    def answer(self) -> float:
        return self.command("accept")

    def wait_ringing(self) -> None:
        """Its 180 says all; it has no window that has to know."""

    def wait_idle(self) -> None:
        """Its answer to CANCEL or BYE says all."""

    def dial(self, number: str) -> None:
        self.command("dial", f"sip:{number}@{self._domain}")

    def hang_up(self) -> None:
        self.command("hangup")


@contextlib.contextmanager
def baresip_process(
    pbx: DemoPbx, folder: Path, sound: tuple[str, str], environment: dict[str, str] | None = None
) -> Iterator[tuple[int, int]]:
    """Its process number and its control port; the moment of return is shortly after its start."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    modules = next(path for path in Path("/usr/lib").glob("**/baresip/modules"))
    source, player = sound
    (folder / "config").write_text(BARESIP_CONFIG.format(source=source, player=player, modules=modules, port=port))
    (folder / "accounts").write_text(_account(pbx))
    (folder / "contacts").touch()
    with running(
        ["baresip", "-f", str(folder)], folder / "baresip.log", {**os.environ, **(environment or {})}
    ) as process:
        yield process.pid, port


def _account(pbx: DemoPbx) -> str:
    entry, ready = pbx.user(PEER_USER), pbx.ready
    proxy = f'outbound="sip:127.0.0.1:{ready["sip"]["udp"]};transport=udp"'
    return (
        f"<sip:{PEER_USER}@{ready['domain']};transport=udp>;auth_user={PEER_USER};"
        f"auth_pass={entry['sip_password']};{proxy};regint=300;answermode=manual;mwi=no;"
        "audio_codecs=G722/16000,PCMA,PCMU\n"
    )


@contextlib.contextmanager
def baresip(
    pbx: DemoPbx, folder: Path, sound: tuple[str, str], environment: dict[str, str] | None = None
) -> Iterator[Baresip]:
    """Registered."""
    with baresip_process(pbx, folder, sound, environment) as (pid, port):
        peer = Baresip(pid, port, str(pbx.ready["domain"]))
        wait_until(lambda: PEER_USER in pbx.get("/registrations"), "baresip does not register")
        try:
            yield peer
        finally:
            peer.close()
