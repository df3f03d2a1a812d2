"""Runs every interop scenario and writes docs/interop.md from what that run came to, failures included.

Run it as `make interop`: it needs sipp, Kamailio and baresip; what is missing is named in the table.
"""

import argparse
import json
import os
import re
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

The telephone against other programs: its engine process calls, is called, transfers and is transferred, loses packets
and servers, and reads damaged input. First what passed with whom and what did not, then every scenario.

Written by `make interop` from the results of its own run; never edited by hand. The peer is a program of other
people's making, or plain octets ("raw"); "ours" means our telephone at both ends. *passed*: both sides did what was
asked. *known limit*: shown by a test that fails as soon as the limit is gone
([what that means](limits.md#protocol-details)). *left out*: the peer was not there. "Run again by itself": after the
whole run (`--only WORDS --into-page`). The last section is written by `make soak`, from its own run.

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
    parts = [HEAD, f"{PEERS_LINE}{versions}.\n\n{_sums(rows)}.\n", *_summary(rows)]
    for area in dict.fromkeys(row["area"] for row in rows):
        parts.append(f"\n## {area}\n\n{TABLE_HEAD}")
        parts += _lines(row for row in rows if row["area"] == area)
    return "".join(parts)


PEERS_LINE = "Peers of this run: "
AGAIN = "run again by itself"
TABLE_HEAD = "| scenario | peer | transport | result | remark |\n|---|---|---|---|---|\n"
TRANSPORTS = ("UDP", "TCP", "TLS")


def _summary(rows: Sequence[dict[str, str]]) -> Iterable[str]:
    """How many scenarios passed with each peer, and what did not; the first peer named counts."""
    yield "\n| passed with | UDP | TCP | TLS | other |\n|---|---|---|---|---|\n"
    for peer in sorted({_first_peer(row) for row in rows}):
        passed = [row["transport"] for row in rows if _first_peer(row) == peer and row["result"] == "passed"]
        counts = [passed.count(transport) for transport in TRANSPORTS]
        yield f"| {peer} | " + " | ".join(str(n) for n in (*counts, len(passed) - sum(counts))) + " |\n"
    not_passed = [row for row in rows if row["result"] != "passed"]
    yield "\nNot passed:\n\n" if not_passed else ""
    yield from (f"- {_without_breaks(_what(row))}\n" for row in not_passed)


def _first_peer(row: dict[str, str]) -> str:
    return row["peer"].partition(", ")[0]


def _what(row: dict[str, str]) -> str:
    return f"{row['result']}: {row['title']} ({row['peer']}, {row['transport']}): {row['remark']}"


def renewed(text: str, rows: Sequence[dict[str, str]]) -> str:
    """The page with these rows as they are now, its sums and summary; each says that it was run by itself."""
    matrix, heading, soak = text.partition(SOAK)
    versions = matrix.partition(PEERS_LINE)[2].partition(".\n")[0]
    again = {_key(row): row | {"remark": "; ".join(part for part in (row["remark"], AGAIN) if part)} for row in rows}
    merged = [{**row, **again.get(_key(row), {}), "area": row["area"]} for row in rows_of(matrix)]
    return page(merged, versions) + heading + soak


def rows_of(matrix: str) -> list[dict[str, str]]:
    """The scenarios of a page that `page` has written."""
    rows: list[dict[str, str]] = []
    for section in matrix.split("\n## ")[1:]:
        for line in section.partition(TABLE_HEAD)[2].splitlines():
            title, peer, transport, result, remark = (_plain(cell) for cell in CELL.split(line[2:-2]))
            found = {"area": section.partition("\n")[0], "title": title, "peer": peer, "transport": transport}
            rows.append(found | {"result": result.strip("*"), "remark": remark})
    return rows


CELL = re.compile(r"(?<!\\) \| ")


def _plain(cell: str) -> str:
    return cell.strip().replace("\\|", "|")


def _key(row: dict[str, str]) -> tuple[str, str, str]:
    return _without_breaks(row["title"]), row["peer"], row["transport"]


def _without_breaks(text: str) -> str:
    return text.replace("\n", " ")


def _lines(rows: Iterable[dict[str, str]]) -> Iterable[str]:
    for row in rows:
        result = row["result"] if row["result"] == "passed" else f"**{row['result']}**"
        cells = (row["title"], row["peer"], row["transport"], result, row["remark"])
        yield "| " + " | ".join(_without_breaks(cell).replace("|", "\\|") for cell in cells) + " |\n"


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
