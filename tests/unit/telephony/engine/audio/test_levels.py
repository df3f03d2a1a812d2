"""The level meter of the microphone and the loudspeaker."""

import pytest

from softphone.telephony.engine.audio.levels import LevelDetector


def test_levels_are_below_full_scale() -> None:
    meter = LevelDetector()
    assert meter.read_dbfs() == -100
    meter.add((16384).to_bytes(2, "little") * 160)
    assert meter.read_dbfs() == pytest.approx(-6.02, abs=0.01)
    assert meter.read_dbfs() == -100
