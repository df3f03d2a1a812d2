"""Ends that others decide."""

import subprocess
import sys
import time

import pytest

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")
LOOP = """
import asyncio, sys, time
from softphone import ending
async def live():
    over = asyncio.Event()
    {begin}
    print("up", flush=True)
    await over.wait()
asyncio.run(live())
print("over")
"""


def started(begin: str) -> "subprocess.Popen[str]":
    code = LOOP.format(begin=begin)
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


@posix
def test_a_signal_quits() -> None:
    process = started("ending.quit_on_signals(over.set)")
    process.terminate()
    assert process.communicate(timeout=20) == ("over\n", "")


def test_the_end_of_the_starting_program_quits() -> None:
    process = started("ending.quit_with_stdin(over.set)")
    assert process.communicate(timeout=20) == ("over\n", "")


def test_a_program_that_hangs_at_its_end_is_ended_with_its_child() -> None:
    code = (
        "import sys\n"
        "from softphone import ending, own_program\n"
        "child = own_program.start_child([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "ending.end_at_the_latest(1.0)\n"
        "child.wait()\n"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=40, check=False)
    assert done.returncode == 1
    assert "did not end by itself" in done.stderr
    assert time.monotonic() - began < 30  # the child, which held the output open, is gone as well
