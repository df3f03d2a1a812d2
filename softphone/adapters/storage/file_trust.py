"""Files that decide whom the program trusts: nobody but this user and the administrator may write them."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def trust_faults(file: Path, opened: BinaryIO) -> Iterator[str]:
    """Why the file must not be used; checked on the open file, so it cannot be swapped."""
    if sys.platform == "win32":
        return
    state, folder = os.fstat(opened.fileno()), file.resolve().parent.stat()
    if not stat.S_ISREG(state.st_mode):
        yield "no regular file"
    if state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        yield "writable by others; chmod go-w"
    if state.st_uid not in (0, os.getuid()):
        yield "owned by another user"
    if folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not folder.st_mode & stat.S_ISVTX:
        yield "in a folder that others may write to"
