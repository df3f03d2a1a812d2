"""Stores what voicemail recorded, counts it at the user, tells the world."""

import itertools
import time
import wave
from collections.abc import Callable
from pathlib import Path

from softphone.demo_pbx.model import User
from softphone.demo_pbx.sip_server.events import Events
from softphone.demo_pbx.sip_server.hearing import RATE_HZ
from softphone.demo_pbx.sip_server.media import MediaSession

_SHORTEST_SAMPLES = RATE_HZ // 5


class Mailboxes:
    """One folder of WAV files; `changed(user)` sends the message waiting indication."""

    def __init__(self, directory: Path, events: Events, changed: Callable[[str], None]) -> None:
        self._directory = directory
        self._events = events
        self._changed = changed
        self._numbers = itertools.count(1)

    def store(self, user: User, media: MediaSession) -> None:
        """A caller who hung up at the beep leaves no message."""
        if len(media.recording) < _SHORTEST_SAMPLES:
            return
        file = self._directory / f"{_file_name(user.name)}-{int(time.time())}-{next(self._numbers)}.wav"
        self._write(file, media)
        user.voicemails += 1
        self._events.emit("voicemail-recorded", user=user.name, file=str(file), count=user.voicemails)
        self._changed(user.name)

    def _write(self, file: Path, media: MediaSession) -> None:
        self._directory.mkdir(parents=True, exist_ok=True)
        with wave.open(str(file), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE_HZ)
            out.writeframes(_little_endian(media))


def _little_endian(media: MediaSession) -> bytes:
    return b"".join(sample.to_bytes(2, "little", signed=True) for sample in media.recording)


def _file_name(user: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-." else "_" for letter in user)
