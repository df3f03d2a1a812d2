"""The real program with a real sound server: echo test, a microphone muted by the system, volumes, ring tones."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from tests.integration.pulse import FEED, MICROPHONE, PulseServer, pulse_server
from tests.integration.tones import tone

from .conftest import assert_clean
from .wire import kind

pytestmark = [pytest.mark.e2e, pytest.mark.peer, pytest.mark.timeout(120)]


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[PulseServer]:
    with pulse_server(tmp_path) as server:
        yield server


@pytest.fixture
def program(stage: DemoStage, screen: dict[str, str], pulse: PulseServer) -> ClientProcess:
    started = stage.start_program("nele.probe", env={"PULSE_SERVER": pulse.environment["PULSE_SERVER"], **screen})
    started.wait_running()
    started.wait("sign-in", lambda s: s["sign_in"]["phase"] == "ready")
    started.wait("devices", lambda s: s["devices"]["microphone"]["using"] == MICROPHONE)
    return started


def muted_words(status: dict[str, Any]) -> list[bool]:
    return [problem["by_system"] for problem in status["problems"] if problem["kind"] == "MicrophoneSilent"]


def test_one_hears_oneself_and_is_told_when_the_system_mutes_the_microphone(
    program: ClientProcess, pulse: PulseServer, tmp_path: Path
) -> None:
    with pulse.playing(FEED, tone(440, 60), tmp_path):
        program.do("echo-test")
        program.wait("the echo", lambda s: (s["devices"]["output_dbfs"] or -100) > -40)
        assert kind(program.ctl("sound-test", what="tone")) == "NotPossibleNow"
        program.do("volume", side="speaker", percent=5)
        program.wait("a quiet loudspeaker", lambda s: s["devices"]["output_dbfs"] < -50)
        pulse.control("set-source-mute", "mic", "1")
        program.wait("the warning", lambda s: muted_words(s) == [True])
        pulse.control("set-source-mute", "mic", "0")
        program.wait("its end", lambda s: not muted_words(s))
        program.do("hangup")
    program.wait("quiet", lambda s: all(c["state"] == "ended" for c in s["calls"]))
    program.do("volume", side="speaker", percent=40)
    leader = program.status()["groups"][0]["leader"]["user_id"]
    program.do("ring-tone", leader=leader, tone="bird")
    assert kind(program.ctl("ring-tone", leader="nobody@pbx.example", tone="bell")) == "NoSuchGroup"
    status = program.status()
    assert (status["devices"]["speaker_volume"], status["ring_tones"]) == (40, {leader: "bird"})
    probed = program.do("sound-test", what="probe")["sound_test"]["probed"]
    assert [(one["side"], one["works"]) for one in probed] == [
        ("microphone", True),
        ("speaker", True),
        ("ringer", True),
    ]
    assert_clean(program)
