"""The command line itself: nothing of Qt with it, clear refusals, exit statuses."""

import subprocess
import sys
from pathlib import Path

import pytest

from softphone import PRODUCT_NAME, __main__, __version__


def ended(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        __main__.main(arguments)
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "softphone", *arguments], capture_output=True, text=True, timeout=30, check=False
    )


def test_neither_the_command_line_nor_the_engines_modules_import_qt() -> None:
    code = (
        "import sys, softphone.__main__, softphone.telephony.engine.main\n"
        "softphone.__main__.build_parser()\n"
        "heavy = ('PySide6', 'shiboken', 'qasync', 'keyring')\n"
        "sys.exit(','.join(m for m in sys.modules if m.startswith(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--version", capsys=capsys) == (0, f"{PRODUCT_NAME} {__version__}\n", "")
    code, out, _ = ended("--help", capsys=capsys)
    assert code == 0
    for option in ("--demo", "--smoke-test", "--run-demo-pbx", "--provision", "--profile", "ctl"):
        assert option in out
    assert ended("ctl", "--help", capsys=capsys)[0] == 0


@pytest.mark.parametrize(
    "line",
    [
        "--tour",
        "--smoke-test --demo",
        "--language fr",
        "--audio loud",
        "--fly",
        "status",
        "--provision",
        "ctl",
        "ctl fly",
        "--run-demo-pbx --fly",
    ],
)
def test_what_cannot_be_meant_ends_with_status_2(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ended(*line.split(), capsys=capsys)
    assert (code, out) == (2, "")
    assert "error:" in err


def test_a_profile_that_cannot_be_a_folder_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "profile"
    file.touch()
    done = run("--profile", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert str(file) in done.stderr


def test_ctl_as_a_process_says_that_nothing_runs(tmp_path: Path) -> None:
    done = run("ctl", "--profile", str(tmp_path), "status")
    assert (done.returncode, done.stderr) == (1, "")
    assert '"NotRunning"' in done.stdout
