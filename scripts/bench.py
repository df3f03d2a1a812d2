"""Measures the program beside baresip and a bare PySide6 window, prints the numbers and writes docs/benchmarks.md.

Run it as `make bench`: it needs an X screen, xdotool and baresip; with PulseAudio also the parts with sound devices.
"""

import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # a user's machine keeps compiled modules; without them a start compiles all

from scripts.benchmarks import calls, flood, report, starting, with_devices  # noqa: E402
from scripts.benchmarks.bench_plan import FULL, SHORT, BenchPlan  # noqa: E402
from scripts.benchmarks.eye import Eye  # noqa: E402
from scripts.benchmarks.figures import Figure  # noqa: E402
from scripts.benchmarks.telephones import bench_stage  # noqa: E402

NEEDED = ("baresip", "xdotool")
SOUND = ("pulseaudio", "pactl", "pacat")
PARTS = ("start", "calls", "flood", "devices")


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    missing = [name for name in NEEDED if shutil.which(name) is None]
    missing += [] if os.environ.get("DISPLAY") else ["an X screen (scripts/with_screen.sh)"]
    if missing:
        sys.stderr.write(f"bench: missing: {', '.join(missing)}\n")
        return 1
    left_out, load = _left_out(arguments.only), os.getloadavg()[0]
    figures = list(_printed(_measure(SHORT if arguments.short else FULL, arguments.only, left_out)))
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(figure) for figure in figures]), encoding="utf-8")
    if not arguments.short and set(arguments.only) == set(PARTS):
        report.write(ROOT / "docs" / "benchmarks.md", figures, "make bench", left_out, load)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="everything once, nothing is written to docs/")
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts; all are needed for docs/"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    return parser


def _left_out(only: Sequence[str]) -> list[str]:
    missing = [name for name in SOUND if shutil.which(name) is None]
    missing += [] if list(Path("/usr/lib").glob("**/libasound_module_pcm_pulse.so")) else ["libasound2-plugins"]
    return [f"sound devices ({', '.join(missing)} missing)"] if missing and "devices" in only else []


def _measure(plan: BenchPlan, only: Sequence[str], left_out: Sequence[str]) -> Iterator[Figure]:
    eye = Eye()
    with _folder() as folder, bench_stage(folder) as stage:
        if "start" in only:
            yield from starting.measure(plan, folder, stage, eye)
        if "calls" in only:
            yield from calls.measure(plan, folder, stage, eye)
        if "flood" in only:
            yield from flood.measure(plan is SHORT, stage)
        if "devices" in only and not left_out:
            yield from with_devices.measure(plan, folder, stage)


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="vz-bench-") as folder:
        yield Path(folder)


def _printed(figures: Iterator[Figure]) -> Iterator[Figure]:
    for figure in figures:
        sys.stdout.write(figure.line() + "\n")
        sys.stdout.flush()
        yield figure


if __name__ == "__main__":
    sys.exit(main())
