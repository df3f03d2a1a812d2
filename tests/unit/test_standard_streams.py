"""A program without standard streams, as a windowed one on Windows is: it telephones all the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CLOSED = 'exec "$0" "$@" <&- >&- 2>&-'
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="closes the streams with a POSIX shell")


def without_streams(*arguments: str) -> int:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        ["sh", "-c", CLOSED, sys.executable, *arguments], env=env, timeout=50, check=False
    ).returncode


@needs_shell
def test_missing_streams_are_opened_for_python_and_for_libraries(tmp_path: Path) -> None:
    said = tmp_path / "said"
    code = (
        "import os, sys\n"
        "from softphone import standard_streams\n"
        "before = [sys.stdin, sys.stdout, sys.stderr]\n"
        "standard_streams.open_missing()\n"
        "sys.stdout.write('ä'); sys.stdout.flush(); sys.stderr.write('ö'); os.write(1, b'c')\n"
        f"open({str(said)!r}, 'w').write(repr([before, sys.stdin.read()]))\n"
    )
    assert without_streams("-c", code) == 0
    assert said.read_text() == "[[None, None, None], '']"


@needs_shell
def test_streams_that_are_there_stay() -> None:
    code = "from softphone import standard_streams as s; s.open_missing(); print(input())"
    done = subprocess.run([sys.executable, "-c", code], input="kept", capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("kept\n", "")


def test_the_engine_gets_ready_without_streams(tmp_path: Path) -> None:
    code = (
        "import multiprocessing, sys, threading\n"
        "from softphone.domain.telephone.commands import Shutdown\n"
        "from softphone.domain.telephone.events import EngineReady\n"
        "from softphone.telephony.engine import main\n"
        "from softphone.telephony.engine_options import EngineOptions\n"
        "commands, ours = multiprocessing.Pipe(duplex=False)\n"
        "heard, events = multiprocessing.Pipe(duplex=False)\n"
        "seen = []\n"
        "def follow():\n"
        "    while not (seen and isinstance(seen[-1], EngineReady)): seen.append(heard.recv())\n"
        "    ours.send(Shutdown())\n"
        "threading.Thread(target=follow, daemon=True).start()\n"
        "sys.stdin = sys.stdout = sys.stderr = None\n"
        "main.run(commands, events, EngineOptions())\n"
        f"open({str(tmp_path / 'seen')!r}, 'w').write(type(seen[-1]).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=50, check=False)
    assert (done.returncode, (tmp_path / "seen").read_text()) == (0, "EngineReady")


@needs_shell
def test_the_smoke_test_passes_without_streams() -> None:
    assert without_streams("-m", "softphone", "--smoke-test") == 0


def test_a_console_with_few_characters_ends_nothing() -> None:
    code = "import sys; from softphone import __main__, standard_streams as s; s.write_whatever_fits(); print('a→ä')"
    env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, timeout=50, check=True)
    assert done.stdout.strip() == "a?ä".encode("cp1252")
