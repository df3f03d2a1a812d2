"""Rings: the same tone on every ringer device, each with a playback of its own."""

import logging

import miniaudio

from softphone.domain.calls import CallKey, Ring
from softphone.telephony.engine.ring_tones import RATE_HZ, RingTone
from softphone.telephony.engine.sound_devices import FoundDevice
from softphone.telephony.engine.sound_streams import PlaybackStream

log = logging.getLogger(__name__)


class Ringer:
    """Lives on the sound thread. Several calls ring as one; NORMAL drowns SPLASH."""

    def __init__(self) -> None:
        self._rings: dict[CallKey, Ring] = {}
        self._devices: tuple[FoundDevice, ...] = ()
        self._playing: list[tuple[PlaybackStream, RingTone]] = []

    @property
    def is_sounding(self) -> bool:
        return bool(self._playing)

    @property
    def is_ringing(self) -> bool:
        """Also while a splash has already sounded."""
        return bool(self._rings)

    def ring_on(self, devices: tuple[FoundDevice, ...]) -> None:
        """Other devices from now on, also for a ring that is sounding."""
        changed = [d.device.id for d in devices] != [d.device.id for d in self._devices]
        self._devices = devices
        if changed and self._playing:
            self._begin()

    def start(self, key: CallKey, ring: Ring) -> None:
        before = self._kind()
        self._rings[key] = ring
        if self._kind() is not before or not self._playing:
            self._begin()

    def stop(self, key: CallKey) -> None:
        before = self._kind()
        self._rings.pop(key, None)
        if self._kind() is not before:
            self._begin()

    def stop_all(self) -> None:
        self._rings.clear()
        self._silence()

    def tick(self) -> None:
        """A splash that has sounded lets go of its device."""
        if self._playing and all(tone.finished for _, tone in self._playing):
            self._silence()

    def _kind(self) -> Ring | None:
        if not self._rings:
            return None
        return Ring.NORMAL if Ring.NORMAL in self._rings.values() else Ring.SPLASH

    def _begin(self) -> None:
        self._silence()
        if (kind := self._kind()) is None:
            return
        for device in self._devices:
            tone = RingTone(kind)
            try:
                self._playing.append((PlaybackStream(device, RATE_HZ, tone.supply), tone))
            except miniaudio.MiniaudioError as error:
                log.warning("ringer %s: %s", device.device.name, error)

    def _silence(self) -> None:
        for stream, _ in self._playing:
            stream.close()
        self._playing.clear()
