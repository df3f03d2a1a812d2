"""Sinks that go and come in odd orders, while it rings and during a call."""

import asyncio
from pathlib import Path

import pytest

from softphone.domain.account.account import AudioSettings
from softphone.domain.telephone.call import Ring
from softphone.domain.telephone.commands import SetAudio, StartRinging, StopRinging
from softphone.domain.telephone.events import AudioChanged, AudioFlow, CallEnded
from tests.integration.phones import account, phones
from tests.integration.pulse import HEADSET, SPEAKER, PulseServer
from tests.integration.sound_checks import heard, until_streams
from tests.integration.sound_stage import Stage, a_call, alice_at, media_peer, stage
from tests.integration.tones import tone, write_wav

pytestmark = pytest.mark.peer


def sink_modules(pulse: PulseServer) -> dict[str, str]:
    """The number of each null sink's module by the sink's name."""
    rows = [line.split("\t") for line in pulse.control("list", "short", "modules").splitlines()]
    return {row[2].split("sink_name=")[1].split()[0]: row[0] for row in rows if row[1] == "module-null-sink"}


def test_a_ringer_that_is_pulled_out_while_it_rings_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First to the loudspeaker that is left, then, when that has gone too, back to the one that comes again."""

    async def story(at: Stage) -> None:
        headset = at.pulse.add_speaker("headset", HEADSET)
        async with alice_at(at) as alice, phones("carol") as [carol]:
            await carol.register(account("carol", at.registrar.port))
            alice.send(SetAudio(AudioSettings(ringers=(HEADSET,))))
            await alice.wait(AudioChanged, lambda e: e.ringers == (HEADSET,))
            carol.dial("sip:alice@127.0.0.1")
            key = (await alice.incoming()).key
            alice.send(StartRinging(key, Ring.NORMAL))
            await until_streams(at.pulse, "sink-inputs", "headset", 1)
            at.pulse.remove(headset)
            await alice.wait(AudioChanged, lambda e: e.ringers == (SPEAKER,))
            await until_streams(at.pulse, "sink-inputs", "speaker", 1)
            alice.mark()
            for module in sink_modules(at.pulse).values():
                at.pulse.remove(module)
            await alice.wait(AudioChanged, lambda e: e.ringers == ())
            alice.mark()
            at.pulse.add_speaker("headset", HEADSET)
            await alice.wait(AudioChanged, lambda e: e.ringers == (HEADSET,))
            await until_streams(at.pulse, "sink-inputs", "headset", 1)
            with at.pulse.recording("headset.monitor", tmp_path / "ring.pcm"):
                await heard(tmp_path / "ring.pcm", 0.4)
            alice.send(StopRinging(key))
            await until_streams(at.pulse, "sink-inputs", "headset", 0)

    with stage(tmp_path, monkeypatch) as at:
        asyncio.run(story(at))


def test_a_ringer_that_goes_and_comes_between_two_looks_rings_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of devices is the same as before, and the playback is dead."""

    async def story(at: Stage) -> None:
        headset = at.pulse.add_speaker("headset", HEADSET)
        async with alice_at(at, poll_s=60.0) as alice, phones("carol") as [carol]:
            await carol.register(account("carol", at.registrar.port))
            alice.send(SetAudio(AudioSettings(ringers=(HEADSET,))))
            await alice.wait(AudioChanged, lambda e: e.ringers == (HEADSET,))
            carol.dial("sip:alice@127.0.0.1")
            alice.send(StartRinging((await alice.incoming()).key, Ring.NORMAL))
            await until_streams(at.pulse, "sink-inputs", "headset", 1)
            at.pulse.remove(headset)
            at.pulse.add_speaker("headset", HEADSET)
            await until_streams(at.pulse, "sink-inputs", "headset", 1)
            with at.pulse.recording("headset.monitor", tmp_path / "ring.pcm"):
                await heard(tmp_path / "ring.pcm", 0.4)

    with stage(tmp_path, monkeypatch) as at:
        asyncio.run(story(at))


def test_a_call_goes_on_while_every_sink_is_gone_and_is_heard_on_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(at: Stage) -> None:
        async with alice_at(at) as alice, a_call(alice):
            await alice.wait(AudioFlow, lambda e: e.played > 0)
            alice.mark()
            for module in sink_modules(at.pulse).values():
                at.pulse.remove(module)
            await alice.wait(AudioChanged, lambda e: (e.speaker, e.microphone, e.speakers) == (None, None, ()))
            before = await alice.wait(AudioFlow)
            await alice.wait(AudioFlow, lambda e: e.played > before.played + 50)
            alice.mark()
            at.pulse.add_speaker("headset", HEADSET)
            told = await alice.wait(AudioChanged, lambda e: e.speaker == HEADSET)
            assert told.microphone is None
            with at.pulse.recording("headset.monitor", tmp_path / "headset.pcm"):
                await heard(tmp_path / "headset.pcm", 0.4)
            assert alice.seen(CallEnded) is None

    play = write_wav(tmp_path / "peer.wav", tone(500, 60))
    with stage(tmp_path, monkeypatch) as at, media_peer(at, play, tmp_path / "there.wav"):
        asyncio.run(story(at))


def test_a_call_without_a_wish_follows_the_default_sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(at: Stage) -> None:
        at.pulse.add_speaker("headset", HEADSET)
        async with alice_at(at) as alice, a_call(alice):
            await until_streams(at.pulse, "sink-inputs", "speaker", 1)
            alice.mark()
            at.pulse.control("set-default-sink", "headset")
            told = await alice.wait(AudioChanged, lambda e: e.speaker == HEADSET)
            assert [d.name for d in told.speakers if d.is_default] == [HEADSET]
            await until_streams(at.pulse, "sink-inputs", "speaker", 0)
            with at.pulse.recording("headset.monitor", tmp_path / "headset.pcm"):
                await heard(tmp_path / "headset.pcm", 0.4)
            assert alice.seen(CallEnded) is None

    play = write_wav(tmp_path / "peer.wav", tone(500, 60))
    with stage(tmp_path, monkeypatch) as at, media_peer(at, play, tmp_path / "there.wav"):
        asyncio.run(story(at))


def test_a_call_is_heard_again_after_the_sound_server_was_restarted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(at: Stage) -> None:
        async with alice_at(at) as alice, a_call(alice):
            await until_streams(at.pulse, "sink-inputs", "speaker", 1)
            await until_streams(at.pulse, "source-outputs", "mic", 1)
            await asyncio.to_thread(at.pulse.restart)
            await until_streams(at.pulse, "sink-inputs", "speaker", 1)
            await until_streams(at.pulse, "source-outputs", "mic", 1)
            with at.pulse.recording("speaker.monitor", tmp_path / "speaker.pcm"):
                await heard(tmp_path / "speaker.pcm", 0.4)
            before = await alice.wait(AudioFlow)
            await alice.wait(AudioFlow, lambda e: e.captured > before.captured + 50)
            assert alice.seen(CallEnded) is None

    play = write_wav(tmp_path / "peer.wav", tone(500, 60))
    with stage(tmp_path, monkeypatch) as at, media_peer(at, play, tmp_path / "there.wav"):
        asyncio.run(story(at))


def test_it_rings_on_after_the_sound_server_was_restarted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(at: Stage) -> None:
        async with alice_at(at) as alice, phones("carol") as [carol]:
            await carol.register(account("carol", at.registrar.port))
            carol.dial("sip:alice@127.0.0.1")
            alice.send(StartRinging((await alice.incoming()).key, Ring.NORMAL))
            await until_streams(at.pulse, "sink-inputs", "speaker", 1)
            await asyncio.to_thread(at.pulse.restart)
            await until_streams(at.pulse, "sink-inputs", "speaker", 1)
            with at.pulse.recording("speaker.monitor", tmp_path / "ring.pcm"):
                await heard(tmp_path / "ring.pcm", 0.4)

    with stage(tmp_path, monkeypatch) as at:
        asyncio.run(story(at))
