"""Sound devices come and go while the engine runs, on a real sound server without hardware."""

import asyncio
import os
import signal
import subprocess
from pathlib import Path

import pytest

from softphone.domain.account.account import AudioSettings
from softphone.domain.telephone.call import Ring
from softphone.domain.telephone.commands import Answer, HangUp, SetAudio, StartRinging, StopRinging
from softphone.domain.telephone.events import AudioChanged, AudioFlow
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.peers import kamailio
from tests.integration.phones import account, phones
from tests.integration.pulse import HEADSET, MICROPHONE, SPEAKER, PulseServer
from tests.integration.sound_checks import heard, streams_of, until_streams
from tests.integration.sound_stage import Stage, a_call, alice_at, media_peer, stage
from tests.integration.tones import level_db, read_pcm

pytestmark = pytest.mark.peer


def test_devices_are_told_and_open_only_during_a_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(at: Stage) -> None:
        async with alice_at(at) as alice:
            told = await alice.wait(AudioChanged)
            assert (told.microphone, told.speaker, told.ringers) == (MICROPHONE, SPEAKER, (SPEAKER,))
            assert [d.name for d in told.microphones] == [MICROPHONE]
            assert [d.name for d in told.speakers if d.is_default] == [SPEAKER]
            assert streams_of(at.pulse, "source-outputs", "mic") == 0
            async with a_call(alice):
                await until_streams(at.pulse, "source-outputs", "mic", 1)
                await until_streams(at.pulse, "sink-inputs", "speaker", 1)
            await until_streams(at.pulse, "source-outputs", "mic", 0)
            await until_streams(at.pulse, "sink-inputs", "speaker", 0)

    with stage(tmp_path, monkeypatch) as at, media_peer(at):
        asyncio.run(story(at))


def test_a_headset_that_vanishes_is_replaced_and_taken_again_when_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(at: Stage) -> None:
        headset = at.pulse.add_speaker("headset", HEADSET)
        async with alice_at(at) as alice:
            alice.send(SetAudio(AudioSettings(speaker=HEADSET)))
            await alice.wait(AudioChanged, lambda e: e.speaker == HEADSET)
            async with a_call(alice):
                await until_streams(at.pulse, "sink-inputs", "headset", 1)
                alice.mark()
                at.pulse.remove(headset)
                await alice.wait(AudioChanged, lambda e: e.speaker == SPEAKER)
                await until_streams(at.pulse, "sink-inputs", "speaker", 1)
                alice.mark()
                at.pulse.add_speaker("headset", HEADSET)
                await alice.wait(AudioChanged, lambda e: e.speaker == HEADSET)
                await until_streams(at.pulse, "sink-inputs", "headset", 1)
                await until_streams(at.pulse, "sink-inputs", "speaker", 0)

    with stage(tmp_path, monkeypatch) as at, media_peer(at):
        asyncio.run(story(at))


def test_a_wish_during_a_call_moves_that_side_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(at: Stage) -> None:
        at.pulse.add_speaker("headset", HEADSET)
        async with alice_at(at) as alice, a_call(alice):
            await until_streams(at.pulse, "sink-inputs", "speaker", 1)
            await until_streams(at.pulse, "source-outputs", "mic", 1)
            microphone_stream = at.pulse.control("list", "short", "source-outputs")
            alice.send(SetAudio(AudioSettings(speaker=HEADSET.lower())))
            await until_streams(at.pulse, "sink-inputs", "headset", 1)
            await until_streams(at.pulse, "sink-inputs", "speaker", 0)
            assert at.pulse.control("list", "short", "source-outputs") == microphone_stream

    with stage(tmp_path, monkeypatch) as at, media_peer(at):
        asyncio.run(story(at))


def test_a_call_survives_the_end_of_the_sound_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(at: Stage) -> None:
        async with alice_at(at) as alice, a_call(alice):
            await alice.wait(AudioFlow, lambda e: e.played > 0)
            alice.mark()
            os.kill(_server_pid(at.pulse), signal.SIGKILL)
            await alice.wait(AudioChanged, lambda e: (e.microphone, e.speaker, e.speakers) == (None, None, ()))
            before = await alice.wait(AudioFlow)
            await alice.wait(AudioFlow, lambda e: e.played > before.played + 50)

    with stage(tmp_path, monkeypatch) as at, media_peer(at):
        asyncio.run(story(at))


def _server_pid(pulse: PulseServer) -> int:
    socket = pulse.environment["PULSE_SERVER"].removeprefix("unix:")
    found = subprocess.run(["pgrep", "-f", f"socket={socket}"], check=True, capture_output=True, text=True)
    return int(found.stdout.split()[0])


def test_without_any_sound_server_the_clock_runs_on_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")

    async def story(port: int) -> None:
        async with phones("alice", "bob", options=EngineOptions()) as [alice, bob]:
            for phone in (alice, bob):
                await phone.register(account(phone.user, port))
                told = await phone.wait(AudioChanged)
                assert (told.microphone, told.speaker) == (None, None)
            key = alice.dial("sip:bob@127.0.0.1")
            bob.send(Answer((await bob.incoming()).key))
            await alice.wait(AudioFlow, lambda e: e.captured > 50 and e.played > 50)
            alice.send(HangUp(key))
            await alice.ended(key)

    with kamailio(tmp_path / "kamailio") as server:
        asyncio.run(story(server.port))


@pytest.mark.parametrize(("ring", "sounds"), [(Ring.NORMAL, True), (Ring.SPLASH, True), (Ring.SILENT, False)])
def test_a_call_rings_on_the_ringer_device_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ring: Ring, sounds: bool
) -> None:
    async def story(at: Stage, out: Path) -> None:
        async with alice_at(at) as alice, phones("carol", options=EngineOptions(audio=AudioMode.NULL)) as [carol]:
            await carol.register(account("carol", at.registrar.port))
            alice.send(SetAudio(AudioSettings(ringers=(HEADSET,))))
            await alice.wait(AudioChanged, lambda e: e.ringers == (HEADSET,))
            call = carol.dial("sip:alice@127.0.0.1")
            key = (await alice.incoming()).key
            with at.pulse.recording("headset.monitor", out):
                alice.send(StartRinging(key, ring))
                await heard(out, 0.4 if sounds else 0.0)
            assert streams_of(at.pulse, "sink-inputs", "speaker") == 0
            if ring is not Ring.NORMAL:
                await until_streams(at.pulse, "sink-inputs", "headset", 0)
            alice.send(StopRinging(key))
            await until_streams(at.pulse, "sink-inputs", "headset", 0)
            carol.send(HangUp(call))
            await alice.ended(key)

    with stage(tmp_path, monkeypatch) as at:
        at.pulse.add_speaker("headset", HEADSET)
        out = tmp_path / "headset.pcm"
        asyncio.run(story(at, out))
    assert (level_db(read_pcm(out)) > -60) is sounds
