"""Sound through the whole way: device, engine, SIP peer and back, on a real sound server without hardware."""

import asyncio
from pathlib import Path

import pytest

from softphone.domain.account.account import AudioSettings
from softphone.domain.telephone.commands import SetAudio, SetMute
from softphone.domain.telephone.events import AudioFlow
from tests.integration.peers import wait_until
from tests.integration.pulse import FEED
from tests.integration.sound_stage import Stage, a_call, alice_at, media_peer, stage
from tests.integration.stall_probe import StallProbe
from tests.integration.tones import (
    RATE_HZ,
    ToneVerdict,
    babble,
    judge_tone,
    level_db,
    read_pcm,
    read_wav,
    tone,
    write_wav,
)

pytestmark = [pytest.mark.peer, pytest.mark.alone]

TONE_HZ = 1013.0
"""No whole number of waves in 10 ms: a frame lost or doubled shows as a jump of the phase."""
ATTEMPTS = 3
STALL_MS = 8.0
HEARD_S = 20.0
UNPROCESSED = AudioSettings(echo_cancellation=False, noise_suppression=False)


@pytest.mark.timeout(180)
def test_a_tone_comes_back_from_an_echo_at_its_pitch_without_gaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A steady tone is what noise suppression is there to remove, so the processing is off here.

    Where the machine itself stood still for longer than the buffers reach, the measurement is void and repeated.
    """
    with stage(tmp_path, monkeypatch) as at, media_peer(at):
        for attempt in range(ATTEMPTS):
            with StallProbe() as probe:
                verdict, flow = _echoed_tone(at, tmp_path / f"speaker{attempt}.pcm")
            print("tone:", verdict, flow, f"longest stall {probe.longest_ms:.1f} ms")
            if not verdict.gaps or probe.longest_ms < STALL_MS:
                break
    assert abs(verdict.frequency_hz - TONE_HZ) < 1.0, verdict
    assert verdict.seconds > HEARD_S - 0.5, verdict
    assert verdict.gaps == 0, (verdict, flow)
    assert verdict.slips <= HEARD_S, (verdict, flow)


def _echoed_tone(at: Stage, out: Path) -> tuple[ToneVerdict, AudioFlow]:
    async def story() -> AudioFlow:
        async with alice_at(at) as alice:
            alice.send(SetAudio(UNPROCESSED))
            async with a_call(alice):
                await alice.wait(AudioFlow, lambda e: e.output_dbfs > -30)
                with at.pulse.recording("speaker.monitor", out):
                    await _grown(out, HEARD_S + 0.3)
        return [event for event in alice.events if isinstance(event, AudioFlow)][-1]

    with at.pulse.playing(FEED, tone(TONE_HZ, HEARD_S + 20), at.folder):
        flow = asyncio.run(story())
    return judge_tone(read_pcm(out), TONE_HZ), flow


def test_the_loudspeaker_in_the_microphone_is_reduced_by_twenty_decibels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def echo_db(at: Stage, wish: AudioSettings) -> float:
        recorded = tmp_path / "recorded.wav"
        with media_peer(at, write_wav(tmp_path / "play.wav", babble(12)), recorded) as log:
            async with alice_at(at) as alice:
                alice.send(SetAudio(wish))
                async with a_call(alice):
                    await alice.wait(AudioFlow, lambda e: e.captured > 450)
            wait_until(lambda: "ended" in log.read_text(), "the peer did not end")
        return level_db(read_wav(recorded)[RATE_HZ : 4 * RATE_HZ])

    async def story(at: Stage) -> tuple[float, float]:
        plain = AudioSettings(microphone="Loop Mic", echo_cancellation=False, noise_suppression=False)
        cancelled = AudioSettings(microphone="Loop Mic", echo_cancellation=True, noise_suppression=False)
        return await echo_db(at, plain), await echo_db(at, cancelled)

    with stage(tmp_path, monkeypatch) as at:
        at.pulse.add_microphone("loop", "Loop Mic", hears="speaker")
        with at.pulse.recording("speaker.monitor", tmp_path / "awake.pcm"):
            before_db, after_db = asyncio.run(story(at))
    print("echo_db:", f"{before_db:.1f} -> {after_db:.1f}")
    assert before_db > -45, "the loop is not closed, nothing is measured"
    assert before_db - after_db >= 20, (before_db, after_db)


def test_a_muted_call_sends_silence_and_speaks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(at: Stage) -> None:
        async with alice_at(at) as alice:
            alice.send(SetAudio(UNPROCESSED))
            async with a_call(alice) as key:
                await alice.wait(AudioFlow, lambda e: e.output_dbfs > -30)
                for muted in (True, False):
                    alice.send(SetMute(key, muted))
                    alice.mark()
                    await alice.wait(AudioFlow, lambda e, m=muted: (e.output_dbfs < -60) is m)  # type: ignore[misc]
                    assert alice.seen(AudioFlow, lambda e: e.input_dbfs < -30) is None

    with stage(tmp_path, monkeypatch) as at, media_peer(at), at.pulse.playing(FEED, tone(TONE_HZ, 30), tmp_path):
        asyncio.run(story(at))


async def _grown(file: Path, seconds: float) -> None:
    async with asyncio.timeout(seconds + 20):
        while file.stat().st_size < seconds * RATE_HZ * 2:
            await asyncio.sleep(0.05)
