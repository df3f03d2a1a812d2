"""Crash reports: one in the profile per crash, few kept, and logs that stay small."""

import subprocess
import sys
from pathlib import Path

from softphone import crash

START = "import sys\nfrom pathlib import Path\nfrom softphone import crash\nfolder = Path(sys.argv[1])\n"


def run(folder: Path, code: str) -> int:
    command = [sys.executable, "-c", START + code, str(folder)]
    return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode


def test_a_hard_crash_is_a_report_at_the_next_start_and_only_once(tmp_path: Path) -> None:
    died = "import faulthandler\ncrash.start_logging(folder, 'engine')\nfaulthandler._sigabrt()\n"
    assert run(tmp_path, died) != 0
    assert crash.reports(tmp_path) == ()
    [report] = crash.reports(tmp_path, "engine")
    text = report.read_text()
    assert "Fatal Python error: Aborted" in text
    assert text.startswith("Vorzimmer ")
    assert report.name.startswith("crash-")
    assert report.name.endswith("-engine.txt")
    assert crash.reports(tmp_path, "engine") == (report,)


def test_an_exception_nobody_caught_is_a_report_and_stands_in_the_log(tmp_path: Path) -> None:
    code = "crash.start_logging(folder, 'vorzimmer')\nraise ValueError('nobody caught me')\n"
    assert run(tmp_path, code) == 1
    [report] = crash.reports(tmp_path)
    assert "ValueError: nobody caught me" in report.read_text()
    assert "nobody caught me" in (tmp_path / "vorzimmer.log").read_text()


def test_a_fault_that_comes_back_with_every_event_is_one_report(tmp_path: Path) -> None:
    code = (
        "crash.start_logging(folder, 'vorzimmer')\n"
        "def fails():\n    raise ValueError('again')\n"
        "for _ in range(50):\n"
        "    try:\n        fails()\n"
        "    except ValueError as error:\n        sys.excepthook(ValueError, error, error.__traceback__)\n"
    )
    assert run(tmp_path, code) == 0
    assert len(crash.reports(tmp_path)) == 1


def test_a_thread_s_fault_is_a_report(tmp_path: Path) -> None:
    code = (
        "import threading\ncrash.start_logging(folder, 'vorzimmer')\n"
        "def fails():\n    raise KeyError('in a thread')\n"
        "t = threading.Thread(target=fails)\nt.start()\nt.join()\n"
    )
    assert run(tmp_path, code) == 0
    [report] = crash.reports(tmp_path)
    assert "in a thread" in report.read_text()


def test_an_error_that_is_logged_with_its_traceback_is_a_report(tmp_path: Path) -> None:
    code = (
        "import asyncio, logging\nfrom softphone.services.core.task_spawner import TaskSpawner\n"
        "crash.start_logging(folder, 'vorzimmer')\n"
        "async def fails():\n    raise KeyError('in a task')\n"
        "async def main():\n    spawn = TaskSpawner()\n    spawn(fails(), 'opt-in')\n    await asyncio.sleep(0.01)\n"
        "asyncio.run(main())\nlogging.error('words alone are none')\n"
    )
    assert run(tmp_path, code) == 0
    [report] = crash.reports(tmp_path)
    assert "task opt-in failed" in report.read_text()
    assert "in a task" in report.read_text()


def test_where_no_log_can_be_kept_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "engine.log").mkdir()
    code = "sys.exit(3 if crash.start_logging(folder, 'engine') else 4)\n"
    assert run(tmp_path, code) == 4


def test_only_the_newest_reports_are_kept_in_their_order(tmp_path: Path) -> None:
    for number in range(crash.REPORTS_KEPT + 5):
        crash.write_report(tmp_path, "engine", f"number {number}", at_s=1_000_000.0 + number)
    kept = crash.reports(tmp_path)
    assert len(kept) == crash.REPORTS_KEPT
    assert "number 14" in kept[-1].read_text()


def test_two_in_one_second_keep_apart(tmp_path: Path) -> None:
    first, second = (crash.write_report(tmp_path, "engine", text, at_s=1.0) for text in ("a", "b"))
    assert first != second
    assert first is not None
    assert first.read_text().endswith("a")


def test_where_nothing_can_be_written_there_is_no_second_crash(tmp_path: Path) -> None:
    assert crash.write_report(tmp_path / "missing", "engine", "x") is None


def test_the_log_stays_small(tmp_path: Path) -> None:
    code = (
        "import logging\ncrash.start_logging(folder, 'vorzimmer')\n"
        "for number in range(400):\n    logging.info('%d %s', number, 'x' * 10_000)\n"
    )
    assert run(tmp_path, code) == 0
    files = sorted(tmp_path.glob("vorzimmer.log*"))
    assert [file.name for file in files] == ["vorzimmer.log", "vorzimmer.log.1", "vorzimmer.log.2"]
    assert sum(file.stat().st_size for file in files) <= 3 * crash.LOG_BYTES


def test_detailed_is_a_matter_of_the_moment(tmp_path: Path) -> None:
    code = (
        "import logging\ncrash.start_logging(folder, 'vorzimmer')\nlogging.debug('not yet')\n"
        "crash.set_detailed(True)\nlogging.debug('now it is')\n"
    )
    assert run(tmp_path, code) == 0
    text = (tmp_path / "vorzimmer.log").read_text()
    assert "not yet" not in text
    assert "now it is" in text
