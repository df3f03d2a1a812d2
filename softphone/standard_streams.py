"""Standard streams: a Windows program without a console starts with none."""

import io
import os
import sys

_STREAMS = (("stdin", 0, "r", os.O_RDONLY), ("stdout", 1, "w", os.O_WRONLY), ("stderr", 2, "w", os.O_WRONLY))


def open_missing() -> None:
    """Opens each missing stream on the null device, for Python and for the C libraries, which print as well."""
    for name, number, mode, flags in _STREAMS:
        if not _is_open(number):
            _open_null(number, flags)
        if getattr(sys, name) is None:
            stream = os.fdopen(number, mode, encoding="utf-8", errors="replace", closefd=False)
            setattr(sys, name, stream)


def write_whatever_fits() -> None:
    """Characters that the console's encoding lacks are replaced instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _open_null(number: int, flags: int) -> None:
    null = os.open(os.devnull, flags)
    if null != number:
        os.dup2(null, number)
        os.close(null)
