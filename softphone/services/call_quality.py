"""What a measured connection means to a person: three grades from the E-model's estimate."""

from enum import Enum

from softphone.domain.calls import Quality

GOOD_MOS = 4.0
"""ITU-T G.107 annex B: from about here on people are satisfied."""
FAIR_MOS = 3.6
"""ITU-T G.107 annex B: below it many are dissatisfied."""


class QualityGrade(Enum):
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


def grade(quality: Quality) -> QualityGrade:
    if quality.mos >= GOOD_MOS:
        return QualityGrade.GOOD
    return QualityGrade.FAIR if quality.mos >= FAIR_MOS else QualityGrade.POOR
