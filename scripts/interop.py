"""Runs every interop scenario and writes docs/interop.md from what that run came to, failures included.

Run it as `make interop`: it needs sipp, Kamailio and baresip; what is missing is named in the table.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.interop_page import SOAK, TARGET, write_matrix  # noqa: E402
from tests.interop.borrowed import nodeids  # noqa: E402

TESTS = ("tests/interop",)
FUZZ_EXAMPLES = os.environ.get("SOFTPHONE_FUZZ", "500")
"""Of each fuzz test; `make fuzz` looks longer."""
PEERS = {
    "sipp": ["sipp", "-v"],
    "Kamailio": ["kamailio", "-v"],
    "baresip": ["dpkg-query", "-Wf", "baresip ${Version}", "baresip-core"],
}
HEAD = """# Interop matrix

Written by `make interop` from the results of its own run; never edited by hand. The other end is a program of
other people's making, or plain octets ("raw"); ours is the engine process of the product. *passed*: what was asked
of both sides happened. *known limit*: shown by a test that fails as soon as the limit is gone. *left out*: the peer
was not there. "Run again by itself": after the whole run (`--only WORDS --into-page`), which showed something else.
The last section is written by `make soak`, from its own run.

"""


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="vz-interop-") as folder:
        results = Path(folder) / "rows.json"
        code = _run(results, folder, arguments.only)
        rows: list[dict[str, str]] = json.loads(results.read_text(encoding="utf-8")) if results.exists() else []
    if not rows:
        sys.stderr.write("interop: no scenario ran\n")
        return code or 1
    if not arguments.only:
        write_matrix(page(rows, _versions()))
    elif arguments.into_page:
        TARGET.write_text(renewed(TARGET.read_text(encoding="utf-8"), rows), encoding="utf-8")
    sys.stdout.write(f"interop: {_sums(rows)}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="WORDS", help="scenarios by pytest's -k; nothing is written to docs/")
    parser.add_argument("--into-page", action="store_true", help="with --only: these rows of docs/interop.md anew")
    return parser


def _run(results: Path, folder: str, only: str | None) -> int:
    tests = [*TESTS, *nodeids()]
    command = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-q", f"--basetemp={folder}/tmp", *tests]
    more = {"SOFTPHONE_INTEROP": str(results), "SOFTPHONE_LONG": "1", "SOFTPHONE_FUZZ": FUZZ_EXAMPLES}
    environment = {**os.environ, **more}
    return subprocess.run(
        [*command, *(["-k", only] if only else [])], cwd=ROOT, env=environment, check=False
    ).returncode


def page(rows: Sequence[dict[str, str]], versions: str) -> str:
    parts = [HEAD, f"{PEERS_LINE}{versions}.\n\n{_sums(rows)}.\n"]
    for area in dict.fromkeys(row["area"] for row in rows):
        parts.append(f"\n## {area}\n\n| scenario | peer | transport | result | remark |\n|---|---|---|---|---|\n")
        parts += _lines(row for row in rows if row["area"] == area)
    return "".join(parts)


PEERS_LINE = "Peers of this run: "
AGAIN = "run again by itself"


def renewed(text: str, rows: Sequence[dict[str, str]]) -> str:
    """The page with these rows as they are now, and its sums; each says that it was run by itself."""
    matrix, heading, soak = text.partition(SOAK)
    lines = (HEAD + matrix[matrix.index(PEERS_LINE) :]).split("\n")
    for row in rows:
        said = row | {"remark": "; ".join(part for part in (row["remark"], AGAIN) if part)}
        (new,) = _lines([said])
        start = new[: new.index(row["result"])].removesuffix("**")
        lines = [new.rstrip("\n") if line.startswith(start) else line for line in lines]
    return _with_sums(lines) + heading + soak


def _with_sums(lines: list[str]) -> str:
    cells = [line.split(" | ") for line in lines if line.startswith("| ") and line.count(" | ") == 4]
    results = [{"result": one[3].strip("*")} for one in cells if one[0] != "| scenario"]
    at = next(place for place, line in enumerate(lines) if " scenarios: " in line)
    lines[at] = f"{_sums(results)}."
    return "\n".join(lines)


def _lines(rows: Iterable[dict[str, str]]) -> Iterable[str]:
    for row in rows:
        result = row["result"] if row["result"] == "passed" else f"**{row['result']}**"
        cells = (row["title"], row["peer"], row["transport"], result, row["remark"])
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def _sums(rows: Sequence[dict[str, str]]) -> str:
    results = [row["result"] for row in rows]
    told = ", ".join(f"{results.count(result)} {result}" for result in dict.fromkeys(results))
    return f"{len(rows)} scenarios: {told}"


def _versions() -> str:
    return ", ".join(f"{name} {_version(command)}" for name, command in PEERS.items())


def _version(command: Sequence[str]) -> str:
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    program = shutil.which(command[0], path=path)
    if program is None:
        return "not installed"
    said = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    words = (said.stdout + said.stderr).replace(",", " ").split()
    return next((word.strip("v.") for word in words if any(c.isdigit() for c in word)), "of unknown version")


if __name__ == "__main__":
    sys.exit(main())
