"""`make bench` in short: every part that needs no sound server runs once and gives numbers; no number is judged."""

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.demo.tour import virtual_screen
from tests.integration.peers import need

pytestmark = [pytest.mark.peer, pytest.mark.timeout(120)]

ROOT = Path(__file__).parents[2]
MEASURED = (
    "sign-in window painted",
    "main window painted",
    "READY",
    "sign-in alone",
    "memory",
    "processor at rest",
    "INVITE → 180",
    "INVITE → card painted",
    "first RTP packet",
    "processor in a call",
)


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """A screen of its own: what is painted on it must be the measured programs alone."""
    need("Xvfb", "xdotool", "baresip")
    with virtual_screen() as (env, _):
        yield env


def test_the_short_bench_gives_a_number_for_every_part(screen: dict[str, str], tmp_path: Path) -> None:
    report, file = ROOT / "docs" / "benchmarks.md", tmp_path / "figures.json"
    before = report.read_bytes() if report.exists() else None
    command = [sys.executable, "scripts/bench.py", "--short", "--only", "start", "calls", "--json", str(file)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **screen}, capture_output=True, text=True, check=False, timeout=110
    )
    assert done.returncode == 0, done.stderr[-3000:]
    figures = json.loads(file.read_text(encoding="utf-8"))
    for wanted in MEASURED:
        found = [figure for figure in figures if wanted in figure["what"]]
        assert found, f"{wanted}: {done.stdout}"
        assert all(math.isfinite(value) for figure in found for value in figure["ours"]["values"])
    assert before == (report.read_bytes() if report.exists() else None), "a short run is no report"
