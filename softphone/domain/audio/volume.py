"""Loudness ratings of levels, and factors of volumes."""

from enum import Enum

DIGITAL_SILENCE_DBFS = -90.0
"""Sixteen bits end at -96; the noise of any microphone is above this."""
QUIET_DBFS, LOUD_DBFS = -42.0, -6.0
LOUDEST_PERCENT = 100
SOFT_FACTOR = 0.2
"""14 dB less, for a ringer that the user may wear."""


class Loudness(Enum):
    SILENT = "silent"
    TOO_QUIET = "too-quiet"
    GOOD = "good"
    TOO_LOUD = "too-loud"


def judged(dbfs: float) -> Loudness:
    if dbfs <= DIGITAL_SILENCE_DBFS:
        return Loudness.SILENT
    if dbfs < QUIET_DBFS:
        return Loudness.TOO_QUIET
    return Loudness.TOO_LOUD if dbfs > LOUD_DBFS else Loudness.GOOD


def factor(percent: int) -> float:
    """The factor for samples: 100 % is unchanged, 50 % sounds about half as loud (12 dB less)."""
    return (min(LOUDEST_PERCENT, max(0, percent)) / LOUDEST_PERCENT) ** 2
