"""How loud sound is: levels judged in words, volumes turned into factors."""

from enum import Enum

DIGITAL_SILENCE_DBFS = -90.0
"""Sixteen bits end at -96; the quietest microphone hisses above this."""
QUIET_DBFS, LOUD_DBFS = -42.0, -6.0
LOUDEST_PERCENT = 100
SOFT_FACTOR = 0.2
"""14 dB less, for a ringer that somebody wears on the ear."""


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
    """What samples are multiplied by: 100 % is unchanged, half of it sounds about half as loud (12 dB less)."""
    return (min(LOUDEST_PERCENT, max(0, percent)) / LOUDEST_PERCENT) ** 2
