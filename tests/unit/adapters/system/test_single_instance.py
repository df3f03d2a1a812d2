"""The lock of a profile: one holder, and free again however the holder ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from softphone.adapters.system.single_instance import ProfileLock

HOLDER = """
import sys
from pathlib import Path
from softphone.adapters.system.single_instance import ProfileLock
lock = ProfileLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_a_second_one_does_not_get_it_and_after_the_release_it_does(tmp_path: Path) -> None:
    first, second = ProfileLock(tmp_path / "lock"), ProfileLock(tmp_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()
    second.release()


def test_a_holder_that_was_killed_holds_it_no_longer(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        mine = ProfileLock(tmp_path / "lock")
        assert not mine.acquire()
        holder.kill()
        holder.wait()
        assert mine.acquire()
        mine.release()


def test_where_no_file_can_be_made_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        ProfileLock(tmp_path / "missing" / "lock").acquire()
