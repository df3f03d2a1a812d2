"""Settings of the real program: set and locked by command, drawn by the windows, kept over a restart."""

from pathlib import Path

import pytest

from softphone.demo.stage import ClientProcess, DemoStage

from .conftest import assert_clean, signed_in
from .wire import kind

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

POLICY = """
[locked]
sound.noise-suppression = false
general.theme = "pink"
[defaults]
general.theme = "dark"
"""


@pytest.fixture
def program(stage: DemoStage, screen: dict[str, str], tmp_path: Path) -> ClientProcess:
    file = tmp_path / "policy.toml"
    file.write_text(POLICY)
    file.chmod(0o600)
    return signed_in(stage, "nele.probe", screen, "--policy", str(file))


def test_a_policy_locks_gives_and_is_told_where_it_is_wrong(program: ClientProcess) -> None:
    options = program.status()["options"]
    assert options["locked"] == ["sound.noise-suppression"]
    assert (options["values"]["sound.noise-suppression"], options["values"]["general.theme"]) == (False, "dark")
    assert [fault["detail"] for fault in options["policy"]["faults"]] == ["general.theme: system, light, dark"]
    assert kind(program.ctl("option", key="sound.noise-suppression", value=["on"])) == "OptionLocked"
    assert program.status()["devices"]["noise_suppression"] is False
    answer = program.do("option", key="general.theme", value=["light"])
    assert (answer["value"], answer["changed"]) == ("light", True)
    assert program.do("option-reset", key="general.theme")["value"] == "dark"
    program.do("option", key="general.language", value=["de"])
    assert program.status()["language"] == "de"
    assert_clean(program)
