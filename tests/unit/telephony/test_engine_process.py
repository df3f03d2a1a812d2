"""What the engine process does with itself before anything else."""

import subprocess
import sys

import pytest

from softphone.telephony.engine.main import PR_SET_DUMPABLE

ASK = f"""
import ctypes
from softphone.telephony.engine.main import keep_out_of_core_dumps
keep_out_of_core_dumps()
print(ctypes.CDLL(None).prctl({PR_SET_DUMPABLE - 1}, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a call of Linux")
def test_its_memory_is_kept_out_of_core_dumps() -> None:
    """PR_GET_DUMPABLE is the number below PR_SET_DUMPABLE."""
    said = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0"
