"""Names of the ring tones."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain.telephone.ringtone import Melody

translate = QCoreApplication.translate


def melody_words(melody: Melody) -> str:
    match melody:
        case Melody.CLASSIC:
            return translate("RingTones", "Classic")
        case Melody.BELL:
            return translate("RingTones", "Bell")
        case Melody.RISING:
            return translate("RingTones", "Rising")
        case Melody.MARIMBA:
            return translate("RingTones", "Marimba")
        case Melody.PULSE:
            return translate("RingTones", "Pulse")
        case Melody.BIRD:
            return translate("RingTones", "Bird")
        case _:
            assert_never(melody)
