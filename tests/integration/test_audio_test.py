"""The sound test outside calls, on a real sound server without hardware: what is heard, and that it gives way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from softphone.domain.account.account import AudioSettings
from softphone.domain.problems import DeviceSide
from softphone.domain.telephone.audio_test import (
    AudioLevels,
    AudioTestEnded,
    AudioTestKind,
    AudioTestResult,
    AudioTestStarted,
    StartAudioTest,
    StopAudioTest,
    WatchLevels,
)
from softphone.domain.telephone.call import Ring
from softphone.domain.telephone.commands import HangUp, SetAudio, StartRinging, StopRinging
from softphone.domain.telephone.events import AudioChanged
from softphone.telephony.engine_options import EngineOptions
from tests.integration.phones import Phone, account, phones
from tests.integration.pulse import FEED, HEADSET, MICROPHONE, SPEAKER, PulseServer, pulse_server
from tests.integration.sound_checks import heard, until_streams
from tests.integration.sound_stage import Stage, alice_at, stage
from tests.integration.tones import judge_tone, read_pcm, tone

pytestmark = pytest.mark.peer


@contextlib.asynccontextmanager
async def a_telephone(pulse: PulseServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Phone]:
    for name, value in pulse.environment.items():
        monkeypatch.setenv(name, value)
    async with phones("alice", options=EngineOptions(device_poll_s=0.3)) as [alice]:
        await alice.wait(AudioChanged)
        yield alice


async def the_end(alice: Phone, test: AudioTestKind) -> AudioTestEnded:
    return await alice.wait(AudioTestEnded, lambda e: e.test is test)


def test_what_is_said_into_the_microphone_is_measured_kept_and_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(pulse: PulseServer) -> None:
        async with a_telephone(pulse, monkeypatch) as alice:
            alice.send(SetAudio(AudioSettings(noise_suppression=False)), WatchLevels(True))
            await alice.wait(AudioLevels, lambda e: e.input_dbfs is not None and e.input_dbfs < -90)
            with pulse.playing(FEED, tone(1000, 60), tmp_path):
                await alice.wait(AudioLevels, lambda e: e.input_dbfs is not None and e.input_dbfs > -20)
                alice.send(StartAudioTest(AudioTestKind.RECORD))
                await alice.wait(AudioTestStarted)
                await asyncio.sleep(1.0)  # that much of it
                alice.send(StopAudioTest())
                recorded = await the_end(alice, AudioTestKind.RECORD)
            assert recorded.end is AudioTestResult.STOPPED
            assert 0.2 < recorded.recorded_s < 5
            with pulse.recording("speaker.monitor", tmp_path / "heard.pcm"):
                alice.send(StartAudioTest(AudioTestKind.PLAY))
                await alice.wait(AudioLevels, lambda e: e.output_dbfs is not None and e.output_dbfs > -30)
                assert (await the_end(alice, AudioTestKind.PLAY)).end is AudioTestResult.DONE
            alice.send(WatchLevels(False))
            await until_streams(pulse, "source-outputs", "mic", 0)

    with pulse_server(tmp_path) as pulse:
        asyncio.run(story(pulse))
    verdict = judge_tone(read_pcm(tmp_path / "heard.pcm"), 1000)
    assert abs(verdict.frequency_hz - 1000) < 5
    assert verdict.seconds > 0.2


def test_the_ring_and_the_probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(pulse: PulseServer) -> None:
        pulse.add_speaker("headset", HEADSET)
        async with a_telephone(pulse, monkeypatch) as alice:
            alice.send(SetAudio(AudioSettings(ringers=(HEADSET, SPEAKER))))
            await alice.wait(AudioChanged, lambda e: len(e.ringers) == 2)
            alice.send(StartAudioTest(AudioTestKind.PROBE))
            probed = (await the_end(alice, AudioTestKind.PROBE)).probed
            sides = [DeviceSide.MICROPHONE, DeviceSide.SPEAKER, DeviceSide.RINGER, DeviceSide.RINGER]
            assert [result.side for result in probed] == sides
            assert [result.device for result in probed[:2]] == [MICROPHONE, SPEAKER]
            assert {result.device for result in probed[2:]} == {HEADSET, SPEAKER}
            assert all(result.works for result in probed), probed
            assert probed[0].level_dbfs is not None
            with pulse.recording("headset.monitor", tmp_path / "ring.pcm"):
                alice.send(StartAudioTest(AudioTestKind.RING))
                await heard(tmp_path / "ring.pcm", 0.2)
                alice.send(StopAudioTest())
                assert (await the_end(alice, AudioTestKind.RING)).end is AudioTestResult.STOPPED
            await until_streams(pulse, "sink-inputs", "speaker", 0)
            await until_streams(pulse, "sink-inputs", "headset", 0)

    with pulse_server(tmp_path) as pulse:
        asyncio.run(story(pulse))


def test_a_ring_sends_the_test_away_at_once_and_the_levels_come_back_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(at: Stage) -> None:
        async with alice_at(at) as alice, phones("carol") as [carol]:
            await carol.register(account("carol", at.registrar.port))
            alice.send(WatchLevels(True))
            await alice.wait(AudioLevels, lambda e: e.input_dbfs is not None)
            call = carol.dial("sip:alice@127.0.0.1")
            key = (await alice.incoming()).key
            alice.send(StartAudioTest(AudioTestKind.RECORD), StartRinging(key, Ring.NORMAL))
            assert (await the_end(alice, AudioTestKind.RECORD)).end is AudioTestResult.GAVE_WAY
            await until_streams(at.pulse, "source-outputs", "mic", 0)
            alice.send(StartAudioTest(AudioTestKind.TONE))
            assert (await the_end(alice, AudioTestKind.TONE)).end is AudioTestResult.GAVE_WAY
            alice.mark()
            alice.send(StopRinging(key))
            await alice.wait(AudioLevels, lambda e: e.input_dbfs is not None)
            carol.send(HangUp(call))
            await alice.ended(key)

    with stage(tmp_path, monkeypatch) as at:
        asyncio.run(story(at))


def test_without_a_sound_server_the_probe_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")

    async def story() -> None:
        async with phones("alice", options=EngineOptions()) as [alice]:
            alice.send(
                *(StartAudioTest(test) for test in (AudioTestKind.PROBE, AudioTestKind.TONE, AudioTestKind.PLAY))
            )
            probe, tone_end = await the_end(alice, AudioTestKind.PROBE), await the_end(alice, AudioTestKind.TONE)
            assert probe.end is AudioTestResult.STOPPED
            assert tone_end.end in (AudioTestResult.NO_DEVICE, AudioTestResult.STOPPED)
            assert (await the_end(alice, AudioTestKind.PLAY)).end is AudioTestResult.NOTHING_RECORDED
            alice.mark()
            alice.send(StartAudioTest(AudioTestKind.PROBE))
            probed = (await the_end(alice, AudioTestKind.PROBE)).probed
            assert [(result.side, result.device, result.works) for result in probed] == [
                (side, None, False) for side in (DeviceSide.MICROPHONE, DeviceSide.SPEAKER, DeviceSide.RINGER)
            ]

    asyncio.run(story())


def test_a_microphone_muted_by_the_system_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(pulse: PulseServer) -> None:
        async with a_telephone(pulse, monkeypatch) as alice:
            await alice.wait(AudioChanged, lambda e: e.microphone_muted is False)
            pulse.control("set-source-mute", "mic", "1")
            await alice.wait(AudioChanged, lambda e: e.microphone_muted is True)
            alice.mark()
            pulse.control("set-source-mute", "mic", "0")
            await alice.wait(AudioChanged, lambda e: e.microphone_muted is False)
            alice.mark()
            pulse.control("set-source-volume", "mic", "0%")
            await alice.wait(AudioChanged, lambda e: e.microphone_muted is True)

    with pulse_server(tmp_path) as pulse:
        asyncio.run(story(pulse))
