"""List of the libraries that a folder takes from the system: `python -m scripts.packages.needed FOLDER`."""

import re
import subprocess
import sys
from pathlib import Path

from scripts.packages import elf


def needed(folder: Path) -> set[str]:
    files = [file for file in folder.rglob("*") if file.is_file() and _is_elf(file)]
    wanted = {name for file in files for name in _wanted_by(file)}
    return wanted - {file.name for file in files}


def _is_elf(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == elf.MAGIC


def _wanted_by(file: Path) -> list[str]:
    said = subprocess.run(["objdump", "-p", str(file)], capture_output=True, text=True, check=False).stdout
    return re.findall(r"NEEDED\s+(\S+)", said)


def newest_glibc(folder: Path) -> tuple[int, ...]:
    """The highest GLIBC symbol version that the folder asks for."""
    names = [file for file in folder.rglob("*") if file.is_file() and _is_elf(file)]
    said = subprocess.run(["objdump", "-T", *map(str, names)], capture_output=True, text=True, check=False).stdout
    return max((tuple(map(int, found.split("."))) for found in re.findall(r"GLIBC_(2[.\d]+)", said)), default=())


if __name__ == "__main__":
    place = Path(sys.argv[1])
    sys.stdout.write("\n".join(sorted(needed(place))) + "\n")
    sys.stdout.write(f"glibc {'.'.join(map(str, newest_glibc(place)))}\n")
