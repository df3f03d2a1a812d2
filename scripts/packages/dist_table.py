"""Table of what `make dist` built: `python -m scripts.packages.dist_table FOLDER` prints name, size and SHA-256.

It writes SHA256SUMS as well.
"""

import hashlib
import sys
from pathlib import Path

ENDINGS = (".deb", ".rpm", ".tar.gz", ".exe", ".msi", ".dmg", ".AppImage", ".flatpak", ".cdx.json")


def packages(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.is_file() and file.name.endswith(ENDINGS))


def sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def table(folder: Path) -> str:
    rows = [(file.name, f"{file.stat().st_size / 1e6:.1f} MB", sha256(file)) for file in packages(folder)]
    width = max((len(name) for name, _, _ in rows), default=0)
    return "".join(f"{name:{width}}  {size:>9}  {digest}\n" for name, size, digest in rows)


def sums(folder: Path) -> str:
    """As `sha256sum --check` reads it."""
    return "".join(f"{sha256(file)}  {file.name}\n" for file in packages(folder))


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (place / "SHA256SUMS").write_text(sums(place), encoding="utf-8")
    sys.stdout.write(table(place))
