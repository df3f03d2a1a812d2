"""Ringback tone, generated locally while no early media arrives."""

import pjsua2 as pj

from softphone.domain.telephone.call import CallKey
from softphone.telephony.engine.audio.media_port import MediaPort

TONE_HZ = 425
ON_MS = 1000
OFF_MS = 4000
"""German ringback (ITU-T E.180 supplement 2)."""
VOLUME = 6000


class Ringback:
    """One tone for all ringing calls."""

    def __init__(self, port: MediaPort) -> None:
        self._port = port
        self._waiting: set[CallKey] = set()
        self._tone: pj.ToneGenerator | None = None

    def start(self, key: CallKey) -> None:
        if not self._waiting:
            self._begin()
        self._waiting.add(key)

    def stop(self, key: CallKey) -> None:
        if key not in self._waiting:
            return
        self._waiting.discard(key)
        if not self._waiting and self._tone is not None:
            self._tone.stop()
            self._tone.stopTransmit(self._port)

    def close(self) -> None:
        self._waiting.clear()
        self._tone = None

    def _begin(self) -> None:
        if self._tone is None:
            self._tone = pj.ToneGenerator()
            self._tone.createToneGenerator()
        self._tone.play(_german_ringback(), True)
        self._tone.startTransmit(self._port)


def _german_ringback() -> pj.ToneDescVector:
    tone = pj.ToneDesc()
    tone.freq1, tone.freq2 = TONE_HZ, 0
    tone.on_msec, tone.off_msec = ON_MS, OFF_MS
    tone.volume = VOLUME
    tones = pj.ToneDescVector()
    tones.append(tone)
    return tones
