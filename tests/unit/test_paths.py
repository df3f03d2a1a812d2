"""Where things are kept: below the profile, and a socket in a folder of this user alone."""

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from softphone.paths import Profile, profile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes have names, not paths")


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system without XDG_RUNTIME_DIR."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path


def mode(file: Path) -> int:
    return stat.S_IMODE(file.lstat().st_mode)


def test_everything_written_lies_below_the_profile(tmp_path: Path) -> None:
    mine = profile(tmp_path / "deep" / "profile").prepare()
    assert mine.store_file.parent == mine.folder
    assert mine.log_folder.is_dir()
    assert mode(mine.folder) == mode(mine.log_folder) == 0o700


def test_preparing_twice_is_no_error(tmp_path: Path) -> None:
    assert profile(tmp_path).prepare().prepare() == Profile(tmp_path)


def test_without_a_folder_it_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert profile(None).folder.name == "vorzimmer"


def test_the_sockets_folder_is_this_users_alone(tmp_path: Path, runtime: Path) -> None:
    socket = Path(profile(tmp_path / "p").socket_name)
    assert socket.parent.parent == runtime
    assert mode(socket.parent) == 0o700


def test_each_profile_has_its_own_socket_however_it_is_written(tmp_path: Path, runtime: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    first, second = profile(tmp_path / "a"), profile(tmp_path / "b")
    assert first.socket_name != second.socket_name
    assert profile(tmp_path / "b" / ".." / "a").socket_name == first.socket_name
    assert profile(tmp_path / "link").socket_name == first.socket_name


def test_a_deep_profile_has_a_socket_path_short_enough_for_the_system(tmp_path: Path, temporary: Path) -> None:
    longest_of_macos = 103
    name = Path(profile(tmp_path / ("long" * 60)).socket_name).name
    assert len(f"/tmp/vorzimmer-1000000000/{name}") <= longest_of_macos


@pytest.mark.parametrize("prepare", ["open to others", "a link", "a file"])
def test_a_socket_folder_that_others_could_use_is_refused(temporary: Path, prepare: str) -> None:
    folder = temporary / f"vorzimmer-{os.getuid()}"
    match prepare:
        case "open to others":
            folder.mkdir()
            folder.chmod(0o777)
        case "a link":
            (temporary / "elsewhere").mkdir(mode=0o700)
            folder.symlink_to(temporary / "elsewhere")
        case _:
            folder.touch(mode=0o600)
    with pytest.raises(OSError, match="vorzimmer"):
        _ = profile(temporary / "p").socket_name


def test_a_runtime_folder_that_is_not_there_is_not_used(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "missing"))
    assert Path(profile(tmp_path / "p").socket_name).parent.parent == temporary


def test_a_folder_of_an_older_version_becomes_this_users_alone(tmp_path: Path) -> None:
    made = profile(tmp_path / "old")
    made.folder.mkdir(mode=0o755)
    made.log_folder.mkdir(mode=0o755)
    made.prepare()
    assert {folder.stat().st_mode & 0o777 for folder in (made.folder, made.log_folder)} == {0o700}
