"""docs/benchmarks.md: the table, the machine, the versions, and how it was measured."""

import datetime
import os
import platform
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from .figures import Figure

PACKAGES = ("PySide6-Essentials", "pjsua2-python", "miniaudio", "pywebrtc-audio", "qasync")
MEANING = """\
What matters to a person: how fast a window and a card appear, how long a voice takes, and what the program costs at
rest. The peers mark the floor, not a rival: a bare PySide6 window draws nothing, and baresip has no window, no
portal, no echo canceller, so large ratios are expected where ours does more. Compare runs of one machine only; the
absolute values tell more than the ratios.
"""
METHOD = """
* One run, one machine, everything on the loopback; the peer is measured in the same run right beside ours. “Median
  (smallest – largest, n)”. A ratio above 1 means that ours takes more.
* **Process start** begins before `Popen`. *Painted* means: the pixels of the X screen have changed where the window
  lies, looked at from outside every few milliseconds; nothing in the program helps. The bare window is the 15-line
  PySide6 program in `scripts/benchmarks/starting.py`. Imports come from a warm file cache.
* **READY** is what `softphone ctl events` says: portal read, registered. baresip has no portal; its moment is its
  registration at the PBX.
* **INVITE → 180** and **answer →** use a caller of bare sockets that sends its INVITE straight to the telephone's
  registered address, no PBX between; answer is `ctl answer` and baresip's `accept` over its control socket. *Heard*
  is the first packet whose payload is no silence while a tone lies on the microphone.
* **Round trip**: clicks are played into the microphone of a PulseAudio server, go through telephone, demo PBX (echo
  extension 900) and telephone, and come out of the loudspeaker. Microphone and loudspeaker are the two channels of
  one null sink, so one recording times both. baresip is Debian's with its default buffers, over ALSA's PulseAudio
  plug-in, as Debian's package has no PulseAudio module.
* **Processor** is user and system time of the processes over wall time. Ours has a window with a running clock and
  level meters, an echo canceller and noise suppression; baresip has none of them.
* **Calls withdrawn at once**: a caller of bare sockets sends INVITE and CANCEL to the registered address; another
  thread asks `ctl status` twenty times a second and notes its longest wait. The telephone takes ten new calls a
  second and refuses the others; each has its row. Memory is looked at eight seconds later. Before the windows drew
  by frames and calls were appended to the journal (commit 34dbca2) there was no answer for more than 30 s.
* **Memory** is PSS and USS of `smaps_rollup`. Ours and its peer did not run at the same time, so that they share no
  pages.
"""


def write(file: Path, figures: Sequence[Figure], command: str, left_out: Sequence[str], load: float) -> None:
    rows = "\n".join(figure.row() for figure in figures)
    missing = "".join(f"\n* Left out in this run: {reason}" for reason in left_out)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"# Benchmarks\n\n{MEANING}\nWritten by `{command}` on {_today()}; do not edit.\n\n"
        f"{_machine(load)}\n\n{_versions()}\n\n"
        "| What | Unit | Ours | Peer | Ours : peer |\n|---|---|---|---|---|\n"
        f"{rows}\n\n## How it was measured\n{METHOD.rstrip()}{missing}\n",
        encoding="utf-8",
    )


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _machine(load: float) -> str:
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ": ?")
    return (
        f"Machine: {model.partition(':')[2].strip()}, {os.cpu_count()} cores, Linux {platform.release()}, "
        f"{_system()}; load {load:.1f} before, {os.getloadavg()[0]:.1f} after (one of it is the bench)."
    )


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", "?")


def _versions() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Versions: commit {_first_line('git', 'rev-parse', '--short', 'HEAD')}, Python {platform.python_version()}, "
        f"{packages}; {_first_line('baresip', '-v').partition(' Copyright')[0]}, "
        f"{_first_line('pulseaudio', '--version')}."
    )


def _first_line(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return f"{command[0]} –"
    return (done.stdout.splitlines() or ["–"])[0].strip()
