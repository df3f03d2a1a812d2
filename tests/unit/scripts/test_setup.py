"""scripts/setup.sh on systems that have no Python we support, with a faked PATH."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
ROOT = Path(__file__).parents[3]
TOOLS = ("bash", "dirname", "cat", "cksum", "mkdir", "rm", "env", "chmod", "cp")
COMMAND = "  pipx run uv python install 3.12\n"
NEWER = '#!/bin/sh\ncase "$1" in -c|-m) exit 1;; esac\n'
"""A python3 of 3.13: no supported version, and no module venv."""
GOOD = """#!/bin/sh
echo "$@" >>"$HOME/log"
[ "$2" != venv ] || { mkdir -p .venv/bin; cp "$0" .venv/bin/python; }
"""
UV = """#!/bin/sh
echo "uv $@" >>"$HOME/log"
mkdir -p "$HOME/.local/share/uv/python/cpython-3.12.9-linux/bin"
cp "$HOME/good" "$HOME/.local/share/uv/python/cpython-3.12.9-linux/bin/python3.12"
"""


class Desk:
    """A checkout with the set-up script, and a PATH with what a system without our Python has."""

    def __init__(self, folder: Path) -> None:
        self.top, self.home, self.path = folder / "top", folder / "home", folder / "bin"
        (self.top / "scripts").mkdir(parents=True)
        self.home.mkdir()
        self.path.mkdir()
        for name in ("scripts/setup.sh", "pyproject.toml", "requirements.lock"):
            shutil.copy(ROOT / name, self.top / name)
        for tool in TOOLS:
            (self.path / tool).symlink_to(str(shutil.which(tool)))
        self.add("python3", NEWER)
        (self.home / "good").write_text(GOOD)
        (self.home / "good").chmod(0o755)

    def add(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)

    def run(self) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(self.path), "HOME": str(self.home)}
        command = [str(self.path / "bash"), "scripts/setup.sh", "run"]
        return subprocess.run(command, cwd=self.top, env=env, capture_output=True, text=True, timeout=30, check=False)

    def log(self) -> str:
        return (self.home / "log").read_text()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_python_3_12_is_fetched_by_uv(desk: Desk) -> None:
    desk.add("uv", UV)
    done = desk.run()
    assert (done.returncode, done.stderr) == (0, "")
    assert "uv python install 3.12\n" in desk.log()
    assert "-m venv .venv" in desk.log()
    assert "--require-hashes -r requirements.lock" in desk.log()


def test_one_that_was_fetched_before_is_found(desk: Desk) -> None:
    desk.add("uv", UV)
    desk.run()
    shutil.rmtree(desk.top / ".venv")
    (desk.path / "uv").unlink()
    assert desk.run().returncode == 0


@pytest.mark.parametrize("uv", ["", "#!/bin/sh\nexit 2\n"])
def test_where_it_cannot_be_fetched_the_command_is_printed(desk: Desk, uv: str) -> None:
    if uv:
        desk.add("uv", uv)
    done = desk.run()
    assert done.returncode == 1
    assert done.stdout.endswith(f"setup: {COMMAND}")
    assert "apt-get install" not in done.stdout


def test_readme_and_project_name_the_same_versions_and_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11,<3.13"' in project
    assert "Python 3.11 or 3.12" in readme
    assert COMMAND.strip() in readme
    assert os.access(ROOT / "scripts" / "setup.sh", os.X_OK)
