"""The sound test as windows and `ctl` see it: one at a time, every start answered, calls go first."""

from dataclasses import replace

import pytest

from softphone.domain.options.table import ECHO_NUMBER
from softphone.domain.problems import (
    DeviceFailed,
    DeviceSide,
    EngineStopped,
    NoSoundDevice,
    NotPossibleNow,
    Obstacle,
    Problem,
)
from softphone.domain.telephone.audio_test import (
    AudioLevels,
    AudioTestEnded,
    AudioTestKind,
    AudioTestResult,
    AudioTestStarted,
    ProbeResult,
    StartAudioTest,
    StopAudioTest,
    WatchLevels,
)
from softphone.domain.telephone.commands import Dial
from softphone.domain.telephone.events import EngineLost, EngineReady
from tests.samples.services import ACCOUNT, World, play

READY = EngineReady(1, "fake")
PROBED = (ProbeResult(DeviceSide.MICROPHONE, "Mikrofon", True, -50.0),)


@pytest.mark.parametrize(
    ("ended", "problem"),
    [
        (AudioTestEnded(AudioTestKind.RECORD, AudioTestResult.DONE, recorded_s=5.0), None),
        (AudioTestEnded(AudioTestKind.RECORD, AudioTestResult.STOPPED, recorded_s=1.0), None),
        (
            AudioTestEnded(AudioTestKind.RECORD, AudioTestResult.GAVE_WAY),
            NotPossibleNow(Obstacle.SOUND_TEST_GAVE_WAY),
        ),
        (
            AudioTestEnded(AudioTestKind.PLAY, AudioTestResult.NOTHING_RECORDED),
            NotPossibleNow(Obstacle.NOTHING_RECORDED),
        ),
        (
            AudioTestEnded(AudioTestKind.RING, AudioTestResult.NO_DEVICE, DeviceSide.RINGER),
            NoSoundDevice(DeviceSide.RINGER),
        ),
        (
            AudioTestEnded(AudioTestKind.TONE, AudioTestResult.FAILED, DeviceSide.SPEAKER, "busy"),
            DeviceFailed(DeviceSide.SPEAKER, "busy"),
        ),
    ],
)
def test_how_a_test_ends_is_told(ended: AudioTestEnded, problem: Problem | None) -> None:
    async def story(world: World) -> None:
        await world.emit(READY)
        outcome = world.app.audio_test.start_test(ended.test)
        assert world.engine.sent[-1] == StartAudioTest(ended.test)
        await world.emit(AudioTestStarted(ended.test))
        assert world.state.sound_test.running is ended.test
        assert world.state.sound_test.since_s == world.clock.now_s()
        await world.emit(ended)
        assert await outcome == problem
        view = world.state.sound_test
        assert (view.running, view.since_s, view.problem, view.recorded_s) == (None, None, problem, ended.recorded_s)

    play(story)


def test_a_second_test_stops_the_first_and_each_gets_its_own_answer() -> None:
    async def story(world: World) -> None:
        await world.emit(READY)
        first, second = (
            world.app.audio_test.start_test(AudioTestKind.TONE),
            world.app.audio_test.start_test(AudioTestKind.RING),
        )
        await world.emit(
            AudioTestEnded(AudioTestKind.TONE, AudioTestResult.STOPPED),
            AudioTestEnded(AudioTestKind.RING, AudioTestResult.NO_DEVICE, DeviceSide.RINGER),
        )
        assert await first is None
        assert await second == NoSoundDevice(DeviceSide.RINGER)

    play(story)


def test_stopping_needs_something_that_runs() -> None:
    async def story(world: World) -> None:
        await world.emit(READY)
        assert await world.app.audio_test.stop_test() == NotPossibleNow(Obstacle.NO_SOUND_TEST)
        world.app.audio_test.start_test(AudioTestKind.TONE)
        assert await world.app.audio_test.stop_test() is None
        assert world.engine.sent[-1] == StopAudioTest()

    play(story)


def test_a_probe_gives_its_results_or_why_not() -> None:
    async def story(world: World) -> None:
        assert await world.app.audio_test.probe() == EngineStopped()
        await world.emit(READY)
        probing = world.app.audio_test.probe()
        assert await world.app.audio_test.probe() == NotPossibleNow(Obstacle.SOUND_TEST_RUNS)
        await world.emit(AudioTestEnded(AudioTestKind.PROBE, AudioTestResult.DONE, probed=PROBED))
        assert await probing == PROBED
        assert world.state.sound_test.probed == PROBED
        probing = world.app.audio_test.probe()
        await world.emit(AudioTestEnded(AudioTestKind.PROBE, AudioTestResult.GAVE_WAY))
        assert await probing == NotPossibleNow(Obstacle.SOUND_TEST_GAVE_WAY)

    play(story)


def test_an_engine_that_dies_answers_everybody_and_the_next_one_goes_on_watching() -> None:
    async def story(world: World) -> None:
        world.app.audio_test.watch_levels(True)
        assert world.engine.of(WatchLevels) == []
        await world.emit(READY)
        assert world.engine.of(WatchLevels) == [WatchLevels(True)]
        outcome, probing = (
            world.app.audio_test.start_test(AudioTestKind.RECORD),
            world.app.audio_test.start_test(AudioTestKind.PROBE),
        )
        await world.emit(AudioTestStarted(AudioTestKind.RECORD), EngineLost(9))
        assert (await outcome, await probing) == (EngineStopped(9), EngineStopped(9))
        assert world.state.sound_test.running is None
        await world.emit(READY)
        assert world.engine.of(WatchLevels) == [WatchLevels(True)] * 2
        world.app.audio_test.watch_levels(False)
        assert world.engine.sent[-1] == WatchLevels(False)

    play(story)


def test_the_echo_test_calls_the_number_of_the_account() -> None:
    async def story(world: World) -> None:
        assert await world.app.audio_test.call_echo() == NotPossibleNow(Obstacle.NO_ECHO_TARGET)
        await world.sign_in(replace(ACCOUNT, echo_target="900"))
        world.app.audio_test.call_echo()
        assert [command.target for command in world.engine.of(Dial)] == ["sip:900@pbx.example"]
        assert world.state.sound_test.echo_target == "900"
        await world.app.options.set(ECHO_NUMBER, "*43")
        assert world.state.sound_test.echo_target == "*43"

    play(story)


def test_levels_of_a_test_stand_where_those_of_a_call_do() -> None:
    async def story(world: World) -> None:
        await world.emit(READY, AudioLevels(-30.0, None))
        assert (world.state.audio.input_dbfs, world.state.audio.output_dbfs) == (-30.0, None)
        await world.emit(AudioLevels(None, None))
        assert (world.state.audio.input_dbfs, world.state.audio.output_dbfs) == (None, None)

    play(story)
