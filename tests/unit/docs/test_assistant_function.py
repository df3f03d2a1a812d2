"""docs/development/assistant-function.md names real tests, real places and real pictures."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "development" / "assistant-function.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| the help", "| what"))]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PLACE = re.compile(r"`((?:domain|services|portal|ui|demo_pbx|telephony)/[\w/]+(?:\.py)?)`")


@cache
def functions(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_every_row_names_tests_that_exist(row: str) -> None:
    named = TEST.findall(row.split("|")[-2])
    assert named
    assert row.split("|")[-2].count("`") == 2 * len(named)
    for file, name in named:
        assert name in functions(ROOT / file), f"{file}::{name}"


def test_the_places_are_there() -> None:
    assert [place for place in PLACE.findall(PAGE) if not (ROOT / "softphone" / place).exists()] == []


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"\]\((../screens/[\w.-]+)\)", PAGE)
    assert pictures
    assert [picture for picture in pictures if not (ROOT / "docs" / "development" / picture).is_file()] == []
