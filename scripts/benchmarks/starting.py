"""Start to a painted window, start to READY, sign-in, memory at rest; beside a bare PySide6 window and baresip."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect

from softphone.control import client as ctl
from softphone.demo.pbx_process import DemoPbx
from softphone.demo.stage import ClientProcess, DemoStage
from softphone.own_program import program_command
from softphone.paths import profile
from tests.integration.peers import wait_until

from .baresip_phone import WITHOUT_DEVICES, baresip, baresip_process
from .bench_plan import BenchPlan
from .calls import cpu_figure
from .eye import Eye, NotSeenError, middle_of, windows_of
from .figures import Figure, Samples
from .our_phone import ControlLine, Vorzimmer, vorzimmer
from .processes import Memory, cpu_percents, memory_of, wake_ups
from .telephones import OUR_USER, PEER_USER

BARE_WINDOW = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("bare")
label = QLabel("bare")
label.setAlignment(Qt.AlignmentFlag.AlignCenter)
label.setStyleSheet("background: white; color: black")
window.setCentralWidget(label)
window.resize(1120, 720)
window.show()
sys.exit(app.exec())
"""
PEER_LIMIT_S = 15.0
LOOKED_AT = QRect(200, 150, 200, 150)
"""Inside each of the windows, which lie at the top left without a window manager."""


@dataclass(frozen=True, slots=True)
class OurStart:
    """Seconds from the process' start; MiB of the window's process, the engine and the helpers."""

    ready_s: float
    painted_s: float
    memory: tuple[Memory, ...]


def measure(plan: BenchPlan, folder: Path, stage: DemoStage, eye: Eye) -> Iterator[Figure]:
    region = _sign_in_region(folder / "fresh")
    bare, fresh, ours, peers = [], [], [], []
    for number in range(plan.starts):  # by turns, so that other load meets all of them
        bare.append(_bare_start(plan, folder, eye))
        fresh.append(_first_window_s(folder / f"fresh-{number}", eye, region))
        ours.append(_our_start(plan, stage, eye))
        peers.append(_peer_start(plan, stage.pbx, folder / f"peer-{number}"))
    window, name = Samples.of([one[0] for one in bare]), "bare PySide6 window"
    yield Figure("process start → sign-in window painted (no account)", "s", Samples.of(fresh), window, name)
    painted = Samples.of([one.painted_s for one in ours])
    yield Figure("process start → main window painted, signed in", "s", painted, window, name)
    ready, registered = Samples.of([one.ready_s for one in ours]), Samples.of([one[0] for one in peers])
    note = "ours also reads the portal; baresip's moment is when the PBX has registered it"
    yield Figure("process start → READY", "s", ready, registered, "baresip registered", note)
    yield from _memory([one.memory for one in ours], [one[1] for one in bare], [one[1] for one in peers])
    yield from _signed_in(plan, folder, stage)


def _memory(ours: list[tuple[Memory, ...]], bare: list[Memory], peers: list[Memory]) -> Iterator[Figure]:
    window, engine = (Samples.of([one[index].pss_mib for one in ours]).median for index in (0, 1))
    alone = Samples.of([one.pss_mib for one in bare]).median
    note = f"window {window:.0f}, engine {engine:.0f}; bare window {alone:.0f}"
    pss = [sum(memory.pss_mib for memory in one) for one in ours]
    uss = [sum(memory.uss_mib for memory in one) for one in ours]
    pss_peer = [one.pss_mib + other.pss_mib for one, other in zip(bare, peers, strict=True)]
    uss_peer = [one.uss_mib + other.uss_mib for one, other in zip(bare, peers, strict=True)]
    what, name = "memory of all processes, signed in, at rest", "bare window + baresip"
    yield Figure(f"{what} (PSS)", "MiB", Samples.of(pss), Samples.of(pss_peer), name, note)
    yield Figure(f"{what} (USS)", "MiB", Samples.of(uss), Samples.of(uss_peer), name)


def _signed_in(plan: BenchPlan, folder: Path, stage: DemoStage) -> Iterator[Figure]:
    with vorzimmer(stage, "--audio", "null") as ours:
        sign_ins = [_sign_in_ms(ours) for _ in range(plan.sign_ins)]
        again = [_timed_ms(ours, "sign-in-again") for _ in range(plan.sign_ins)]
        time.sleep(plan.settle_s)
        ours_at_rest = cpu_percents(ours.pids(), plan.cpu_s, plan.cpu_times)
        woken = [wake_ups(ours.pids(), plan.cpu_s) for _ in range(plan.cpu_times)]
        restarts = [_restart_s(ours)]
    with baresip(stage.pbx, folder / "rest", WITHOUT_DEVICES) as peer:
        time.sleep(plan.settle_s)
        peer_at_rest = cpu_percents(peer.pids(), plan.cpu_s, plan.cpu_times)
    yield Figure("sign-in alone (portal and registration)", "ms", Samples.of(sign_ins))
    yield Figure("“Neu anmelden” (everything again)", "ms", Samples.of(again))
    note = "one kill: an engine that keeps dying is started again ever later, on purpose"
    yield Figure("engine killed → registered again by a new one", "s", Samples.of(restarts), note=note)
    yield cpu_figure("processor at rest, signed in", ours_at_rest, peer_at_rest, "")
    yield Figure("wake-ups at rest, signed in, all processes", "1/s", Samples.of(woken))


@contextlib.contextmanager
def _bare_window(folder: Path) -> "Iterator[subprocess.Popen[bytes]]":
    script = folder / "bare_window.py"
    script.write_text(BARE_WINDOW)
    process = subprocess.Popen([sys.executable, str(script)])
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _bare_start(plan: BenchPlan, folder: Path, eye: Eye) -> tuple[float, Memory]:
    """Seconds until it is painted, and its memory after a while."""
    before, began = eye.look(LOOKED_AT), time.monotonic()
    with _bare_window(folder) as process:
        seen_s = eye.wait_changed(LOOKED_AT, before).at_s
        time.sleep(plan.settle_s)
        memory = memory_of(process.pid)
    eye.wait_same(LOOKED_AT, before)
    return seen_s - began, memory


def _first_window_s(folder: Path, eye: Eye, region: QRect) -> float:
    before, began = eye.look(region), time.monotonic()
    with _fresh_program(folder):
        seen_s = eye.wait_changed(region, before).at_s
    eye.wait_same(region, before)
    return seen_s - began


def _sign_in_region(folder: Path) -> QRect:
    """Where the sign-in window will be painted: found out by a start that is not counted."""
    with _fresh_program(folder) as process:
        wait_until(lambda: bool(windows_of(process.pid)), "the sign-in window does not appear")
        return middle_of(next(iter(windows_of(process.pid).values())))


@contextlib.contextmanager
def _fresh_program(folder: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """The program with an empty profile, which asks for the account."""
    folder.mkdir(mode=0o700)
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    command = [*program_command(), "--profile", str(folder), "--audio", "null", "--quit-on-close"]
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        yield process
    finally:
        ctl.ask(profile(folder).socket_name, {"command": "quit", "arguments": {}})
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _our_start(plan: BenchPlan, stage: DemoStage, eye: Eye) -> OurStart:
    before, began = eye.look(LOOKED_AT), time.monotonic()
    program = stage.start_program(OUR_USER, "--audio", "null")
    ready: list[float] = []
    follower = threading.Thread(target=_follow, args=(program, ready), name="follow", daemon=True)
    try:
        follower.start()
        painted_s = eye.wait_changed(LOOKED_AT, before).at_s
        follower.join(20)
        time.sleep(plan.settle_s)
        memory = tuple(memory_of(pid) for pid in _pids(program))
    except NotSeenError as error:
        raise NotSeenError(f"{error}; the program says: {program.output()[-2000:]}") from error
    finally:
        program.stop()
        stage.programs.remove(program)
    eye.wait_same(LOOKED_AT, before)
    return OurStart(Samples.of(ready).median - began, painted_s - began, memory)


def _pids(program: ClientProcess) -> list[int]:
    ours = Vorzimmer(program)
    try:
        return ours.pids()
    finally:
        ours.close()


def _follow(program: ClientProcess, ready: list[float]) -> None:
    line = ControlLine(program.profile.socket_name, limit_s=20)
    try:
        ready.append(line.wait_phase("ready")[1])
    finally:
        line.close()


def _peer_start(plan: BenchPlan, pbx: DemoPbx, folder: Path) -> tuple[float, Memory]:
    """Seconds from baresip's start until the PBX has registered it, asked every few milliseconds; its memory."""
    wait_until(lambda: PEER_USER not in pbx.get("/registrations"), "baresip is registered already")
    began = time.monotonic()
    with baresip_process(pbx, folder, WITHOUT_DEVICES) as (pid, _):
        while PEER_USER not in pbx.get("/registrations"):
            if time.monotonic() - began > PEER_LIMIT_S:
                raise TimeoutError("baresip does not register")
            time.sleep(0.002)
        took_s = time.monotonic() - began
        time.sleep(plan.settle_s)
        return took_s, memory_of(pid)


def _sign_in_ms(ours: Vorzimmer) -> float:
    """From the command to READY, signed out before."""
    password = ours.program.profile.folder / "password"
    if not ours.ask("sign-out")["ok"]:
        raise RuntimeError("sign-out was refused")
    wait_until(lambda: ours.ask("status")["sign_in"]["phase"] == "signed-out", "no sign-out")
    return _timed_ms(ours, "sign-in", password_file=str(password))


def _restart_s(ours: Vorzimmer) -> float:
    pid = ours.ask("status")["engine"]["pid"]

    def is_back() -> bool:
        status = ours.ask("status")
        return status["engine"]["pid"] not in (None, pid) and status["registration"]["registered"]

    began = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    wait_until(is_back, "the new engine does not register")
    return time.monotonic() - began


def _timed_ms(ours: Vorzimmer, command: str, **arguments: str) -> float:
    began = time.monotonic()
    answer = ours.ask(command, **arguments)
    took_s = time.monotonic() - began
    phase = ours.ask("status")["sign_in"]["phase"]
    if not answer["ok"] or phase != "ready":
        raise RuntimeError(f"{command}: {answer}, {phase}")
    return 1000 * took_s
