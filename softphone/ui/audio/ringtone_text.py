"""Names of the ring tones."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain.telephone.ringtone import Ringtone

translate = QCoreApplication.translate


def ringtone_words(ringtone: Ringtone) -> str:
    match ringtone:
        case Ringtone.CLASSIC:
            return translate("RingTones", "Classic")
        case Ringtone.BELL:
            return translate("RingTones", "Bell")
        case Ringtone.RISING:
            return translate("RingTones", "Rising")
        case Ringtone.MARIMBA:
            return translate("RingTones", "Marimba")
        case Ringtone.PULSE:
            return translate("RingTones", "Pulse")
        case Ringtone.BIRD:
            return translate("RingTones", "Bird")
        case _:
            assert_never(ringtone)
