"""Collector of all licences for a package: `python -m scripts.packages.licences FOLDER`.

It takes the texts that the distributions bring, and writes an index with the libraries inside the wheels.
"""

import importlib.metadata
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.packages.inner_libraries import INNER_LIBRARIES

TOP = Path(__file__).resolve().parents[2]
LOCK = TOP / "requirements.lock"
_ROW = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_TEXT = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)
BUILD_ONLY = frozenset({"setuptools"})
STATED = {
    "pjsua2-python": "GPL-2.0-or-later",
    "hidapi": "GPL-3.0-only OR BSD-3-Clause",
    "backports-tarfile": "MIT",
    "jaraco-classes": "MIT",
    "python-xlib": "LGPL-2.1-or-later",
    "vobject": "Apache-2.0",
}
"""Where the metadata says nothing, or not as SPDX does."""


@dataclass(frozen=True, slots=True)
class Component:
    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def locked_names() -> list[str]:
    return sorted(set(_ROW.findall(LOCK.read_text(encoding="utf-8"))) - BUILD_ONLY)


def components() -> Iterator[Component]:
    """The locked distributions that are installed here."""
    for name in locked_names():
        try:
            found = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # of another system or Python
        texts = tuple(Path(str(file.locate())) for file in found.files or () if _TEXT.search(file.name))
        yield Component(name, found.version, licence_of(name, found.metadata), texts)


def licence_of(name: str, metadata: "importlib.metadata.PackageMetadata") -> str:
    said = {key: metadata[key] for key in ("License-Expression", "License") if key in metadata}
    return STATED.get(name) or said.get("License-Expression") or said.get("License") or "?"


def index(rows: list[Component]) -> str:
    own = [f"{row.name} {row.version}: {row.licence}" for row in rows]
    inner = [f"{row.name} {row.version} (inside {row.inside}): {row.licence}" for row in INNER_LIBRARIES]
    return "\n".join(["Vorzimmer: GPL-3.0-or-later", "", *own, "", "Inside them:", "", *inner, ""])


def write(folder: Path) -> None:
    rows = list(components())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "README.txt").write_text(index(rows), encoding="utf-8")
    shutil.copy(TOP / "LICENSE", folder / "GPL-3.txt")
    shutil.copy(TOP / "resources" / "icons" / "LICENSE-phosphor", folder / "phosphor-icons.txt")
    shutil.copytree(TOP / "packaging" / "licences", folder, dirs_exist_ok=True)
    for row in rows:
        for number, text in enumerate(row.texts):
            shutil.copyfile(text, folder / f"{row.name}-{number}-{text.stem}.txt")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
