"""`make check`: format, lint, types, and the unit tests of what changed. For daily work; `make test` runs everything.

What changed: the working tree against HEAD, or the last commit where the tree is clean. Its tests: those of the same
room in tests/unit, and those that import a changed module by name.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNIT = Path("tests/unit")
ALWAYS = (UNIT / "test_walls.py",)


def changed_files() -> list[Path]:
    listed = _git("diff", "--name-only", "HEAD") + _git("ls-files", "--others", "--exclude-standard")
    return [Path(name) for name in listed or _git("diff", "--name-only", "HEAD~1", "HEAD")]


def choose_tests(changed: Iterable[Path], sources: dict[Path, str]) -> list[Path]:
    """The test files for `changed`; `sources` are all unit test files with their text."""
    wanted = {test for file in changed for test in _choose_for_one(file, sources)}
    return sorted(wanted | set(ALWAYS))


def _choose_for_one(file: Path, sources: dict[Path, str]) -> set[Path]:
    if file in sources:
        return {file}
    if file.parts[0] == "docs" or file.suffix == ".md":
        return {test for test in sources if test.is_relative_to(UNIT / "docs")}
    if file.suffix != ".py" or file.parts[0] not in ("softphone", "tests", "scripts"):
        return set()
    room = UNIT / file.parent.relative_to("softphone") if file.parts[0] == "softphone" else file.parent
    names = _imported_as(file)
    return {test for test, text in sources.items() if test.parent == room or names.search(text)}


def _imported_as(file: Path) -> re.Pattern[str]:
    """How a test names the module: `from a.b.c import x` or `from a.b import c`."""
    package, module = ".".join(file.parent.parts), file.stem
    dotted = re.escape(f"{package}.{module}")
    return re.compile(
        rf"^\s*(?:from|import) {dotted}\b|^\s*from {re.escape(package)} import .*\b{module}\b", re.MULTILINE
    )


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return [line for line in done.stdout.splitlines() if line]


def _run(title: str, *command: str | Path) -> bool:
    print(f"== {title}", flush=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, env=environment).returncode == 0


def main() -> int:
    tools = Path(sys.executable).parent
    sources = {file.relative_to(ROOT): file.read_text(encoding="utf-8") for file in (ROOT / UNIT).rglob("test_*.py")}
    chosen = [test for test in choose_tests(changed_files(), sources) if (ROOT / test).exists()]
    results = [
        _run("format", tools / "ruff", "format", "--check", "."),
        _run("lint", tools / "ruff", "check", "."),
        _run("types", tools / "mypy"),
        _run(f"unit tests: {len(chosen)} files", sys.executable, "-m", "pytest", "-q", "-n", "auto", *chosen),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
