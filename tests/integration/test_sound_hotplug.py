"""A headset unplugged and plugged in again during a call: both sides keep hearing each other, and it stays chosen."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from softphone.domain.account.account import AudioSettings
from softphone.domain.telephone.commands import SetAudio
from softphone.domain.telephone.events import AudioChanged
from tests.integration.pulse import FEED, HEADSET, MICROPHONE, SPEAKER, PulseServer
from tests.integration.sound_checks import heard
from tests.integration.sound_stage import Stage, a_call, alice_at, media_peer, stage
from tests.integration.tones import RATE_HZ, Sound, read_wav, tone, write_wav

pytestmark = pytest.mark.peer

HEADSET_MIC = "Test Headset Mic"
HEADSET_FEED = "headset_feed"
PEER_HZ, DESK_HZ, HEADSET_HZ = 500, 1000, 1600
WINDOW = RATE_HZ // 10
WISH = AudioSettings(HEADSET_MIC, HEADSET, (SPEAKER,), echo_cancellation=False, noise_suppression=False)
POLL_S = 2.0
"""As in the program: what is quicker is not owed to the test."""
LONGEST_GAP_S = 5.0


def plug_in(pulse: PulseServer) -> tuple[str, str]:
    """The headset's loudspeaker and microphone; what HEADSET_FEED plays is said into it."""
    return pulse.add_speaker("headset", HEADSET), pulse.add_microphone("headset_mic", HEADSET_MIC, HEADSET_FEED)


def strongest_hz(sound: Sound) -> list[int]:
    """For each tenth of a second the frequency, to the next 100, or 0 for silence."""
    windows = sound[: len(sound) // WINDOW * WINDOW].reshape(-1, WINDOW)
    peaks = np.abs(np.fft.rfft(windows * np.hanning(WINDOW))).argmax(axis=1) * RATE_HZ / WINDOW
    loud = np.sqrt(np.mean(windows**2, axis=1)) > 300
    return [int(round(float(hz), -2)) if on else 0 for hz, on in zip(peaks, loud, strict=True)]


def longest(heard_hz: list[int], wanted: int) -> int:
    runs = [0]
    for hz in heard_hz:
        runs.append(runs[-1] + 1 if hz == wanted else 0)
    return max(runs)


def order(heard_hz: list[int]) -> list[int]:
    """Which tones came one after the other, for at least three tenths of a second each."""
    steady = [a for a, b, c in zip(heard_hz, heard_hz[1:], heard_hz[2:], strict=False) if a == b == c != 0]
    return [hz for at, hz in enumerate(steady) if at == 0 or steady[at - 1] != hz]


def test_a_headset_pulled_out_and_put_back_in_a_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play = write_wav(tmp_path / "peer.wav", tone(PEER_HZ, 60))
    there, here = tmp_path / "there.wav", tmp_path / "here.pcm"

    async def story(at: Stage) -> None:
        async with alice_at(at, POLL_S) as alice:
            alice.send(SetAudio(WISH))
            await alice.wait(AudioChanged, lambda e: (e.microphone, e.speaker) == (HEADSET_MIC, HEADSET))
            async with a_call(alice):
                with at.pulse.recording("headset.monitor", here):
                    await heard(here, 0.5)
                alice.mark()
                for module in plugged:
                    at.pulse.remove(module)
                await alice.wait(AudioChanged, lambda e: (e.microphone, e.speaker) == (MICROPHONE, SPEAKER))
                with at.pulse.recording("speaker.monitor", here):
                    await heard(here, 0.5)
                    await asyncio.sleep(0.7)  # of the desk's microphone at the other side
                alice.mark()
                plug_in(at.pulse)
                await alice.wait(AudioChanged, lambda e: (e.microphone, e.speaker) == (HEADSET_MIC, HEADSET))
                with at.pulse.recording("headset.monitor", here):
                    await heard(here, 0.5)
                    await asyncio.sleep(0.7)

    with stage(tmp_path, monkeypatch) as at:
        at.pulse.add_speaker(HEADSET_FEED, "Headset Feed")
        plugged = plug_in(at.pulse)
        with (
            media_peer(at, play, there),
            at.pulse.playing(FEED, tone(DESK_HZ, 60), tmp_path),
            at.pulse.playing(HEADSET_FEED, tone(HEADSET_HZ, 60), tmp_path),
        ):
            asyncio.run(story(at))
    heard_there = strongest_hz(read_wav(there))
    print("longest silence at the other side:", longest(heard_there, 0) / 10, "s")
    assert order(heard_there) == [HEADSET_HZ, DESK_HZ, HEADSET_HZ]
    assert longest(heard_there[heard_there.index(HEADSET_HZ) :], 0) / 10 < LONGEST_GAP_S
