"""The whole program in a namespace of its own: what it says while the cable is out, and how it comes back."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess
from softphone.domain.network import UNSEEN_S
from softphone.own_program import program_command
from tests.integration.peers import Kamailio
from tests.network.namespaces import Machine
from tests.network.office import LONG, office

pytestmark = [
    pytest.mark.network,
    pytest.mark.peer,
    pytest.mark.timeout(120),
    pytest.mark.skipif(not LONG, reason="SOFTPHONE_LONG=1: the whole program in a namespace"),
]


ASLEEP_S = UNSEEN_S + 1.5


def started(machine: Machine, server: Kamailio, folder: Path) -> ClientProcess:
    folder.mkdir(mode=0o700)
    (folder / "password").write_text("secret-alice")
    (folder / "password").chmod(0o600)
    (folder / "account.toml").write_text(
        f'password_file = "password"\n[sip]\nuser = "alice"\ndomain = "{server.address}"\n'
        f'registrar = "{server.address}:{server.port}"\ntransport = "tcp"\n'
    )
    command = ["ip", "netns", "exec", machine.name, *program_command(), "--profile", str(folder)]
    command += ["--provision", str(folder / "account.toml"), "--audio", "null", "--quit-on-close"]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    return ClientProcess("alice", folder, command, env)


def registration(status: dict[str, Any]) -> tuple[bool, str]:
    problem = status["registration"]["problem"]
    return status["registration"]["registered"], problem["kind"] if problem else ""


def test_a_pulled_cable_is_said_at_once_and_mended_by_itself(tmp_path: Path) -> None:
    with office(tmp_path / "server") as (net, server, _):
        machine = net.machine(2)
        program = started(machine, server, tmp_path / "alice")
        try:
            program.wait_running()
            before = program.wait("registered", lambda s: registration(s) == (True, ""), 30)
            machine.pull()
            out = program.wait("no network", lambda s: registration(s) == (False, "NetworkMissing"), 10)
            assert out["registration"]["since_s"] >= before["registration"]["since_s"]
            machine.plug_in()
            back = program.wait("registered again", lambda s: registration(s) == (True, ""), 30)
            assert back["registration"]["since_s"] > out["registration"]["since_s"]
        finally:
            assert program.stop() == 0


def test_after_sleep_it_is_said_that_nothing_is_known_until_the_registrar_has_answered(tmp_path: Path) -> None:
    """Sleep stops every process and lets the clocks go on: so do SIGSTOP and SIGCONT."""
    with office(tmp_path / "server") as (net, server, _):
        program = started(net.machine(2), server, tmp_path / "alice")
        try:
            program.wait_running()
            before = program.wait("registered", lambda s: registration(s) == (True, ""), 30)
            for number in (signal.SIGSTOP, signal.SIGCONT):
                for pid in (program.process.pid, before["engine"]["pid"]):
                    os.kill(pid, number)
                time.sleep(ASLEEP_S if number is signal.SIGSTOP else 0)
            seen = program.wait("doubt", lambda s: registration(s) == (False, "") and s["registration"]["trying"], 10)
            assert seen["sign_in"]["phase"] == "ready"
            program.wait("registered again", lambda s: registration(s) == (True, ""), 30)
        finally:
            assert program.stop() == 0
