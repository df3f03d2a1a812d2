"""Remover of debug symbols in the libraries of a folder: `python -m scripts.packages.strip_folder FOLDER`.

A library that would not load afterwards stays as it was (auditwheel's patchelf leaves such ones).
"""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.packages import elf


def stripped(library: Path) -> int:
    """Octets saved."""
    before, less = library.stat().st_size, library.with_name(f"{library.name}.less")
    shutil.copy2(library, less)
    done = subprocess.run(["strip", "--strip-unneeded", str(less)], capture_output=True, check=False)
    if done.returncode == 0 and elf.loads(less.read_bytes()) and less.stat().st_size < before:
        less.replace(library)
    less.unlink(missing_ok=True)
    return before - library.stat().st_size


def libraries(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*.so*")) if file.is_file() and not file.is_symlink()]


if __name__ == "__main__":
    saved = sum(stripped(library) for library in libraries(Path(sys.argv[1])))
    sys.stdout.write(f"stripped: {saved / 1e6:.1f} MB less\n")
