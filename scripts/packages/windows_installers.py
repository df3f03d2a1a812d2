"""Maker of the Windows setup and MSI: `python -m scripts.packages.windows_installers FOLDER OUT`.

The setup needs makensis (on Windows, too); the MSI is made where wixl is there.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.packages import msi
from softphone import PRODUCT_NAME, __version__

TOP = Path(__file__).resolve().parents[2]
WINDOWS = TOP / "packaging" / "windows"


def names(version: str = __version__) -> tuple[str, str]:
    return f"{PRODUCT_NAME}-{version}-x64-setup.exe", f"{PRODUCT_NAME}-{version}-x64.msi"


def makensis_command(folder: Path, out: Path) -> list[str]:
    values = {
        "VERSION": __version__,
        "FOLDER": folder.resolve(),
        "OUT": out.resolve(),
        "ICON": WINDOWS / "vorzimmer.ico",
        "LICENSE_FILE": TOP / "LICENSE",
    }
    defines = [f"-D{name}={value}" for name, value in values.items()]
    return ["makensis", "-V2", *defines, str(WINDOWS / "vorzimmer.nsi")]


def build(folder: Path, out: Path) -> None:
    setup, package = names()
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run(makensis_command(folder, out / setup), check=True)
    if shutil.which("wixl"):
        msi.build(folder, out / package)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
