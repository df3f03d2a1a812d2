"""The bundle on the disk: a whole zip for this user only, logs from their end, what is there and no more."""

import asyncio
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from softphone import crash
from softphone.adapters.storage.diagnostics_files import MOST_OF_A_LOG_BYTES, ProfileDiagnostics
from softphone.domain.account.account import Passwords
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError, ProvisioningInvalid
from softphone.paths import Profile


class Desk:
    def __init__(self, folder: Path) -> None:
        self.profile = Profile(folder / "profile").prepare()
        self.logs = self.profile.log_folder
        self.passwords: Passwords | None = Passwords("geheim", "anderes")
        self.fails = False
        self.files = ProfileDiagnostics(self.profile, ("vorzimmer", "engine"), self.known)

    async def known(self) -> Passwords | None:
        if self.fails:
            raise ProblemError(ProvisioningInvalid("password_file"))
        return self.passwords


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_zip_is_whole_and_for_this_user_only(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    desk.files.write(str(file), {"README.txt": "äöü", "logs/a.log": "half a pair \ud800"})
    with zipfile.ZipFile(file) as packed:
        assert packed.testzip() is None
        assert packed.read("README.txt").decode() == "äöü"
        assert packed.read("logs/a.log") == b"half a pair ?"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "occupied.zip").mkdir()
    for place in ("missing/bundle.zip", "occupied.zip"):
        with pytest.raises(ProblemError) as caught:
            desk.files.write(str(tmp_path / place), {"a": "b"})
        assert caught.value.problem == NotPossibleNow(Obstacle.FILE_NOT_WRITTEN)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["occupied.zip", "profile"]


def test_logs_and_reports_are_found_and_nothing_else(desk: Desk) -> None:
    for name in ("vorzimmer.log", "vorzimmer.log.1", "engine.log", "sip-trace.log.2", "other.txt", "x.log.old"):
        (desk.logs / name).write_text(name)
    report = crash.write_report(desk.logs, "engine", "died")
    assert report is not None
    assert set(desk.files.logs()) == {
        "vorzimmer.log",
        "vorzimmer.log.1",
        "engine.log",
        "sip-trace.log.2",
        report.name,
    }
    assert desk.files.crash_reports() == (str(report),)


def test_a_long_log_is_read_from_its_end_and_begins_with_a_whole_line(desk: Desk) -> None:
    lines = [f"{number:06} nonce={'s' * 80}" for number in range(20_000)]
    (desk.logs / "engine.log").write_text("\n".join(lines))
    text = desk.files.logs()["engine.log"]
    assert len(text) <= MOST_OF_A_LOG_BYTES
    assert text.endswith(lines[-1])
    assert text.split("\n")[0] in lines


def test_hard_crashes_of_both_processes_become_reports(desk: Desk) -> None:
    for process in ("vorzimmer", "engine", "stranger"):
        (desk.logs / f"{process}-fault.log").write_text("Fatal Python error: Aborted")
    assert len(desk.files.crash_reports()) == 2


def test_known_passwords_are_looked_for_and_unknown_ones_are_no_fault(desk: Desk) -> None:
    assert set(asyncio.run(desk.files.secrets())) == {"geheim", "anderes"}
    desk.fails = True
    assert asyncio.run(desk.files.secrets()) == ()
    desk.fails, desk.passwords = False, None
    assert asyncio.run(desk.files.secrets()) == ()


def test_the_facts_name_the_versions(desk: Desk) -> None:
    facts = desk.files.facts()
    assert facts["product"].startswith("Vorzimmer ")
    assert facts["PySide6-Essentials"] not in ("", "?")
    assert facts["pjsua2-python"] not in ("", "?")
