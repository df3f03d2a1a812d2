"""The pitch of received sound."""

import math

from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.sip.media import g711
from softphone.demo_pbx.sip.media.hearing import Heard, dominant_hz


@given(st.floats(200, 3000))
def test_the_pitch_of_a_tone_is_found(frequency: float) -> None:
    samples = [round(8000 * math.sin(2 * math.pi * frequency * n / 8000)) for n in range(1024)]
    assert abs(dominant_hz(samples) - frequency) < 2


def test_silence_has_no_pitch() -> None:
    heard = Heard()
    assert heard.snapshot() == {"packets": 0, "rms": 0.0, "dominant_hz": None}
    heard.add(g711.decode("PCMU/8000", b"\xff" * 8000))
    assert heard.snapshot()["dominant_hz"] is None
