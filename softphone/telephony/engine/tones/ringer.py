"""Ringing: the same ringtone on every ringer device, each with its own playback stream."""

import logging
import time
from dataclasses import dataclass

import miniaudio

from softphone.domain.audio.volume import SOFT_FACTOR
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.ringtone import Ringtone
from softphone.telephony.engine.audio.devices import FoundDevice
from softphone.telephony.engine.audio.levels import Volume
from softphone.telephony.engine.audio.streams import PlaybackStream, StallDetector
from softphone.telephony.engine.tones.ringtones import RATE_HZ, RingSound

log = logging.getLogger(__name__)
Sound = tuple[Ring, Ringtone]


@dataclass(frozen=True, slots=True)
class RingLoudness:
    """`soft`: ids of the devices that ring softly, as the user may wear them."""

    factor: float = 1.0
    soft: frozenset[str] = frozenset()

    def on(self, device: FoundDevice) -> float:
        return self.factor * (SOFT_FACTOR if device.device.id in self.soft else 1.0)


@dataclass(frozen=True, slots=True)
class _Playing:
    """A ringing device."""

    device: FoundDevice
    stream: PlaybackStream
    tone: RingSound
    volume: Volume


class Ringer:
    """Lives on the sound thread. Several calls ring as one, with the oldest one's tone; NORMAL overrides SPLASH."""

    def __init__(self) -> None:
        self._rings: dict[CallKey, Sound] = {}
        self._devices: tuple[FoundDevice, ...] = ()
        self._loudness = RingLoudness()
        self._playing: list[_Playing] = []
        self._stalls = StallDetector()
        self._is_owed = False
        """Whether it should sound but no device could be opened."""

    @property
    def is_sounding(self) -> bool:
        return bool(self._playing)

    @property
    def is_ringing(self) -> bool:
        """Also true after a splash has finished."""
        return bool(self._rings)

    def ring_on(self, devices: tuple[FoundDevice, ...], loudness: RingLoudness) -> None:
        """Changes devices or volume, also of the present ring."""
        changed = [d.device.id for d in devices] != [d.device.id for d in self._devices]
        self._devices, self._loudness = devices, loudness
        if changed and (self._playing or self._is_owed):
            self._begin()
        for playing in self._playing:
            playing.volume.factor = loudness.on(playing.device)

    def start(self, key: CallKey, ring: Ring, ringtone: Ringtone = Ringtone.CLASSIC) -> None:
        before = self._sound()
        self._rings[key] = (ring, ringtone)
        if self._sound() != before or not self._playing:
            self._begin()

    def stop(self, key: CallKey) -> None:
        before = self._sound()
        self._rings.pop(key, None)
        if self._sound() != before:
            self._begin()

    def stop_all(self) -> None:
        self._rings.clear()
        self._silence()

    def tick(self) -> None:
        """Closes the devices of a finished splash; reopens stalled devices."""
        stalled = self._stalls.stalled([playing.stream for playing in self._playing], time.monotonic())
        if self._playing and all(playing.tone.finished for playing in self._playing):
            self._silence()
        elif sound := self._sound():
            for playing in [playing for playing in self._playing if playing.stream in stalled]:
                log.warning("ringer %s has stalled, reopening it", playing.device.device.name)
                self._playing.remove(playing)
                playing.stream.close()
                self._open(playing.device, sound)
                self._is_owed = not self._playing

    def _sound(self) -> Sound | None:
        """The sound of the call that has rung longest."""
        normal = (sound for sound in self._rings.values() if sound[0] is Ring.NORMAL)
        return next(normal, None) or next(iter(self._rings.values()), None)

    def _begin(self) -> None:
        self._silence()
        if (sound := self._sound()) is None:
            return
        for device in self._devices:
            self._open(device, sound)
        self._is_owed = not self._playing

    def _open(self, device: FoundDevice, sound: Sound) -> None:
        try:
            self._playing.append(self._started(device, RingSound(*sound)))
        except miniaudio.MiniaudioError as error:
            log.warning("ringer %s: %s", device.device.name, error)

    def _started(self, device: FoundDevice, tone: RingSound) -> _Playing:
        volume = Volume(self._loudness.on(device))
        stream = PlaybackStream(device, RATE_HZ, lambda samples: volume.apply(tone.supply(samples)))
        return _Playing(device, stream, tone, volume)

    def _silence(self) -> None:
        for playing in self._playing:
            playing.stream.close()
        self._playing.clear()
        self._is_owed = False
