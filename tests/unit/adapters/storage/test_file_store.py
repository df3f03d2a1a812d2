"""Settings survive a restart, a damaged file and a folder that cannot be written."""

import json
import logging
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.adapters.storage.file_store import FileStore

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "settings.json"


def names(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.iterdir())


def test_what_was_saved_is_there_after_a_restart(file: Path) -> None:
    FileStore(file).save("colours", {"lea@pbx.example": 3})
    assert FileStore(file).load("colours") == {"lea@pbx.example": 3}
    assert FileStore(file).load("nothing") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(key=st.text(), value=JSON)
def test_every_json_value_comes_back(file: Path, key: str, value: Any) -> None:
    store = FileStore(file)
    store.save(key, value)
    assert store.load(key) == value
    assert FileStore(file).load(key) == value


def test_a_damaged_file_is_kept_and_told(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"half": ')
    told: list[tuple[str, str]] = []
    FileStore(file).tell(lambda token, place: told.append((token, place)))
    assert told == [("set-aside", str(file.with_name("settings.damaged.json")))]
    assert file.with_name("settings.damaged.json").read_text() == '{"half": '


def test_what_cannot_be_written_is_told_once_and_written_later(file: Path) -> None:
    told: list[tuple[str, str]] = []
    store = FileStore(file)
    store.tell(lambda token, place: told.append((token, place)))
    file.parent.write_text("a file where the folder should be")
    store.save("a", 1)
    store.save("b", 2)
    assert told == [("not-written", str(file))]
    assert store.failing
    file.parent.unlink()
    store.save("b", 2)
    assert not store.failing
    assert FileStore(file).load("a") == 1
    assert len(told) == 1


def test_only_this_user_may_read_it_and_no_half_written_file_stays(file: Path) -> None:
    store = FileStore(file)
    store.save("a", 1)
    store.save("a", 2)
    assert names(file) == ["settings.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_unchanged_value_is_not_written_again(file: Path) -> None:
    store = FileStore(file)
    store.save("a", 1)
    file.unlink()
    store.save("a", 1)
    assert not file.exists()


@pytest.mark.parametrize("damaged", [b"{", b"\xff\xfe", b"", b"[1, 2]", b'"text"', b"[" * 200_000])
def test_a_damaged_file_is_set_aside_and_a_fresh_one_begun(
    file: Path, damaged: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_bytes(damaged)
    store = FileStore(file)
    assert store.load("a") is None
    store.save("a", 1)
    assert json.loads(file.read_text()) == {"a": 1}
    assert (file.parent / "settings.damaged.json").read_bytes() == damaged
    assert "unreadable" in caplog.text


def test_where_nothing_can_be_written_the_program_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "profile").write_text("a file where the folder should be")
    store = FileStore(tmp_path / "profile" / "settings.json")
    store.save("a", 1)
    assert store.load("a") == 1
    assert any(record.levelno == logging.WARNING for record in caplog.records)


def test_a_text_that_is_no_unicode_is_no_crash_and_keeps_the_old_file(file: Path) -> None:
    store = FileStore(file)
    store.save("a", 1)
    store.save("b", "half a pair \ud800")
    assert store.load("b") == "half a pair \ud800"
    assert FileStore(file).load("a") == 1
    assert names(file) == ["settings.json"]


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(file: Path) -> None:
    file.mkdir(parents=True)
    (file / "occupied").touch()
    FileStore(file).save("a", 1)
    assert [name for name in names(file) if name.startswith(".settings-")] == []
