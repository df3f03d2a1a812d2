"""A profile that cannot be written: the window opens, says that nothing is kept, and telephones."""

from pathlib import Path

import pytest

from softphone.demo.stage import DemoStage
from softphone.demo.tour import call_of
from softphone.paths import profile

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


def test_a_profile_that_cannot_be_written_telephones_and_says_that_nothing_is_kept(
    stage: DemoStage, screen: dict[str, str], tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")  # holds for the superuser too, unlike a mode
    unwritable = in_the_way / "profile"
    program = stage.start_program("sina.fiktiv", "--audio", "null", "--profile", str(unwritable), env=screen)
    written, program.profile = program.profile, profile(unwritable)
    program.wait_running()
    status = program.wait("sign-in", lambda s: s["sign_in"]["phase"] == "ready")
    assert {"where": "program", "kind": "NotPossibleNow", "why": "profile-not-written"} in status["problems"]
    stage.pbx.call("sina.fiktiv", "outside")
    program.wait("the call", lambda s: call_of(s, "ringing"))
    program.do("answer")
    program.wait("speaking", lambda s: call_of(s, "active"))
    program.do("hangup")
    program.wait("the journal of this run", lambda s: s["journal_counts"]["total"] == 1)
    refused = program.ctl("option", key="general.theme", value=["dark"])
    assert refused["problem"] == {"kind": "NotPossibleNow", "why": "settings-not-written"}
    assert program.stop() == 0
    program.profile = written
    assert "Traceback" not in program.output()
    assert in_the_way.read_text() == "no folder"
