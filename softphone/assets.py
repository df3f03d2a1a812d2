"""Finds the files that travel with the program: in a checkout, in an installed package, in a frozen folder."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    """Installed and frozen, the folder lies inside the package; in a checkout beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(path: str) -> Path:
    """The file `path` (with forward slashes) below resources/."""
    return _folder("resources").joinpath(*path.split("/"))


def translation(name: str) -> Path:
    """The compiled translation `name`, for example "vorzimmer_de.qm"."""
    return _folder("translations") / name
