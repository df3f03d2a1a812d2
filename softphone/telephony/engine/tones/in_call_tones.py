"""Tones played into the conversation: call waiting and automatic answer."""

import pjsua2 as pj

from softphone.domain.telephone.call import CallKey
from softphone.telephony.engine.audio.media_port import MediaPort

WAITING_HZ, WAITING_VOLUME = 425, 2500
WAITING_MS = ((200, 200), (200, 5000))
"""German call-waiting tone (ITU-T E.180 supplement 2), softer than a voice."""
ANSWERED_HZ, ANSWERED_VOLUME = (880, 660), 7000
ANSWERED_MS = ((180, 60), (180, 60), (320, 0))


class InCallTones:
    """The call-waiting tone repeats while any call waits; the answering tone plays once."""

    def __init__(self, port: MediaPort) -> None:
        self._port = port
        self._waiting: set[CallKey] = set()
        self._waiting_tone: pj.ToneGenerator | None = None
        self._answered_tone: pj.ToneGenerator | None = None

    def start_waiting(self, key: CallKey) -> None:
        if not self._waiting:
            self._waiting_tone = self._waiting_tone or _generator()
            self._waiting_tone.play(_tones((WAITING_HZ, 0), WAITING_MS, WAITING_VOLUME), True)
            self._waiting_tone.startTransmit(self._port)
        self._waiting.add(key)

    def stop_waiting(self, key: CallKey) -> None:
        if key not in self._waiting:
            return
        self._waiting.discard(key)
        if not self._waiting and self._waiting_tone is not None:
            self._waiting_tone.stop()
            self._waiting_tone.stopTransmit(self._port)

    def play_answered(self) -> None:
        if self._answered_tone is None:
            self._answered_tone = _generator()
            self._answered_tone.startTransmit(self._port)
        self._answered_tone.play(_tones(ANSWERED_HZ, ANSWERED_MS, ANSWERED_VOLUME), False)

    def close(self) -> None:
        self._waiting.clear()
        self._waiting_tone = self._answered_tone = None


def _generator() -> pj.ToneGenerator:
    generator = pj.ToneGenerator()
    generator.createToneGenerator()
    return generator


def _tones(hz: tuple[int, int], pattern_ms: tuple[tuple[int, int], ...], volume: int) -> pj.ToneDescVector:
    tones = pj.ToneDescVector()
    for on_ms, off_ms in pattern_ms:
        tone = pj.ToneDesc()
        tone.freq1, tone.freq2 = hz
        tone.on_msec, tone.off_msec = on_ms, off_ms
        tone.volume = volume
        tones.append(tone)
    return tones
