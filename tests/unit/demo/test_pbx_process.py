"""The demo PBX as a child process: started, asked, ended; a failed start is reported."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.demo.pbx_process import DemoError, DemoPbx
from softphone.demo.stage import DemoStage, StageError, provisioning_text
from softphone.domain.account.account import Transport
from softphone.domain.account.provisioning import parse_provisioning


@pytest.fixture(scope="module")
def pbx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoPbx]:
    running = DemoPbx.start(data_dir=tmp_path_factory.mktemp("pbx"))
    yield running
    assert running.stop() == 0


def test_it_tells_where_it_listens_and_who_its_users_are(pbx: DemoPbx) -> None:
    assert set(pbx.ready["sip"]) >= {"udp", "tcp", "tls"}
    assert pbx.ready["portal"].startswith("http://127.0.0.1:")
    assert pbx.user("nele.probe")["user"] == "nele.probe@pbx.example"
    assert pbx.get("/calls") == []


def test_what_it_refuses_is_an_error_with_its_words(pbx: DemoPbx) -> None:
    with pytest.raises(DemoError, match="404"):
        pbx.post("/hangup", call_id="none")
    with pytest.raises(DemoError, match="from:"):
        pbx.call("lea.muster", "nobody at all")
    with pytest.raises(StopIteration):
        pbx.user("nobody")


def test_one_that_does_not_start_is_told_and_leaves_no_process_behind(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="did not get ready"):
        DemoPbx.start("--scenario", str(tmp_path / "missing.toml"))


def test_after_the_end_asking_it_is_an_error(tmp_path: Path) -> None:
    running = DemoPbx.start(data_dir=tmp_path)
    assert running.stop() == 0
    assert running.stop() == 0
    with pytest.raises(DemoError):
        running.get("/calls")


def test_a_stage_without_a_pbx_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(DemoError):
        DemoStage("--scenario", str(tmp_path / "missing.toml"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("transport", list(Transport))
def test_the_provisioning_it_writes_is_understood_by_the_program(pbx: DemoPbx, transport: Transport) -> None:
    import tomllib

    text = provisioning_text(pbx.ready, pbx.user("nele.probe"), {"transport": transport.value})
    found = parse_provisioning(tomllib.loads(text), "/somewhere")
    assert found.account.sip.transport is transport
    assert found.account.sip.user == "nele.probe"
    assert found.password_file == "/somewhere/password"


def test_a_stage_error_is_an_assertion_that_failed() -> None:
    assert issubclass(StageError, AssertionError)
