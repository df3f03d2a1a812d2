"""Profile lock: one program per profile, released by the system when its holder dies."""

import sys
from pathlib import Path
from typing import BinaryIO


class ProfileLock:
    """Held from `take` until the process ends or `release`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: BinaryIO | None = None

    def acquire(self) -> bool:
        """False where another process holds it. Raises OSError where the file cannot be made."""
        handle = self._file.open("ab")
        try:
            _lock(handle)
        except OSError:
            handle.close()
            return False
        self._held = handle
        return True

    def release(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


def _lock(handle: BinaryIO) -> None:
    """Raises OSError where it is taken."""
    if sys.platform == "win32":
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
