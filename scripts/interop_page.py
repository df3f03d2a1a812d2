"""docs/interop.md has two writers: `make interop` writes the matrix, `make soak` the section behind it.

Each keeps the other's part as it is.
"""

from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "docs" / "interop.md"
SOAK = "\n## A thousand calls, one after the other\n"


def write_matrix(text: str, target: Path = TARGET) -> None:
    target.write_text(text + _parts(target)[1], encoding="utf-8")


def write_soak(text: str, target: Path = TARGET) -> None:
    """`text` without the heading."""
    target.write_text(f"{_parts(target)[0]}{SOAK}\n{text}", encoding="utf-8")


def _parts(target: Path) -> tuple[str, str]:
    text = target.read_text(encoding="utf-8") if target.exists() else ""
    matrix, heading, soak = text.partition(SOAK)
    return matrix, heading + soak
