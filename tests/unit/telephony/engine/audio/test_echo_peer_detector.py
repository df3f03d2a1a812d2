"""The detector that tells an echoing peer from a loudspeaker heard by our microphone."""

import numpy as np
import numpy.typing as npt
import pytest

from softphone.telephony.engine.audio.echo_peer_detector import FRAME_SAMPLES, EchoPeerDetector
from tests.integration.tones import babble, tone

RATE_HZ = 16000
Sound = npt.NDArray[np.int16]


def samples(pcm: bytes) -> Sound:
    return np.frombuffer(pcm, np.int16)


def later(sound: Sound, milliseconds: int) -> Sound:
    return np.concatenate([np.zeros(RATE_HZ * milliseconds // 1000, np.int16), sound])[: len(sound)]


def heard(near: Sound, far: Sound) -> EchoPeerDetector:
    echo = EchoPeerDetector()
    for at in range(0, min(len(near), len(far)) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        echo.add(near[at : at + FRAME_SAMPLES].tobytes(), far[at : at + FRAME_SAMPLES].tobytes())
    return echo


VOICES = {"tone": later(samples(tone(1013, 3)), 300), "babble": later(samples(babble(6, seed=4)), 300)}


@pytest.mark.parametrize("way_ms", [110, 200, 450])
def test_a_steady_tone_sent_back_is_a_echo_peer(way_ms: int) -> None:
    assert heard(VOICES["tone"], later(VOICES["tone"], way_ms)).is_present


@pytest.mark.parametrize("kind", list(VOICES))
@pytest.mark.parametrize("way_ms", [10, 50, 120, 300])
@pytest.mark.parametrize("gain", [1.0, 0.2])
def test_a_loudspeaker_in_the_microphone_is_none(kind: str, way_ms: int, gain: float) -> None:
    far = VOICES[kind]
    assert not heard((later(far, way_ms) * gain).astype(np.int16), far).is_present


def test_a_busy_tone_in_the_microphone_is_none() -> None:
    burst = np.concatenate([samples(tone(425, 0.48)), np.zeros(int(0.48 * RATE_HZ), np.int16)])
    far = later(np.tile(burst, 5), 300)
    assert not heard(later(far, 40), far).is_present


@pytest.mark.parametrize("seed", range(5))
def test_two_people_at_once_are_none(seed: int) -> None:
    near = samples(babble(6, seed=seed + 10))
    far = later(samples(babble(6, seed=seed + 50)), 1500)
    assert not heard(near, far).is_present


def test_a_room_that_answers_later_ends_it() -> None:
    echoed = heard(VOICES["tone"], later(VOICES["tone"], 150))
    assert echoed.is_present
    silence = np.zeros(RATE_HZ, np.int16)
    far = np.concatenate([silence, samples(tone(600, 1))])
    near = later(far, 40)
    for at in range(0, len(far) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        echoed.add(near[at : at + FRAME_SAMPLES].tobytes(), far[at : at + FRAME_SAMPLES].tobytes())
    assert not echoed.is_present
