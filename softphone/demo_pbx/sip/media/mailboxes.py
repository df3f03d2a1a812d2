"""Mailboxes: stores recordings, counts messages per user, publishes changes."""

import datetime
import itertools
import sys
import time
import wave
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.model.platform import User
from softphone.demo_pbx.sip.media.hearing import RATE_HZ
from softphone.demo_pbx.sip.media.media import MediaSession
from softphone.demo_pbx.sip.transport.events import Events

_SHORTEST_SAMPLES = RATE_HZ // 5


@dataclass(frozen=True, slots=True)
class Recorded:
    """One message and who left it."""

    file: Path
    caller: Caller
    at: datetime.datetime
    length_s: float

    def snapshot(self) -> dict[str, object]:
        hidden = self.caller.anonymous
        return {
            "file": self.file.name,
            "name": "" if hidden else self.caller.name,
            "number": "" if hidden else self.caller.number,
            "at": self.at.isoformat(),
            "length_s": round(self.length_s, 1),
        }


class Mailboxes:
    """One folder of WAV files; `changed(user)` sends the message waiting indication."""

    def __init__(self, directory: Path, events: Events, changed: Callable[[str], None]) -> None:
        self._directory = directory
        self._events = events
        self._changed = changed
        self._numbers = itertools.count(1)
        self._recorded: dict[str, list[Recorded]] = {}

    def messages(self, user: str) -> list[dict[str, object]]:
        """The latest last; only what was recorded since the start."""
        return [each.snapshot() for each in self._recorded.get(user, [])]

    def read(self, user: str, name: str) -> bytes:
        """A WAV file. Raises KeyError."""
        for each in self._recorded.get(user, []):
            if each.file.name == name:
                return each.file.read_bytes()
        raise KeyError(name)

    def samples(self, user: str) -> "array[int]":
        """All messages, one behind the other."""
        said = array("h")
        for each in self._recorded.get(user, []):
            with wave.open(str(each.file), "rb") as file:
                said.frombytes(file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            said.byteswap()
        return said

    def heard(self, user: User) -> None:
        user.voicemails_heard += user.voicemails
        user.voicemails = 0
        self._changed(user.name)

    def store(self, user: User, caller: Caller, media: MediaSession) -> None:
        """A caller who hung up at the beep leaves no message."""
        if len(media.recording) < _SHORTEST_SAMPLES:
            return
        file = self._directory / f"{_file_name(user.name)}-{int(time.time())}-{next(self._numbers)}.wav"
        self._write(file, media)
        recorded = Recorded(file, caller, datetime.datetime.now(datetime.UTC), len(media.recording) / RATE_HZ)
        self._recorded.setdefault(user.name, []).append(recorded)
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


def may_listen(owner: User, name: str) -> bool:
    """A leader may share the mailbox with the assistants."""
    leader = owner.executive
    shared = leader is not None and leader.share_mailbox and name in [link.user for link in leader.assistants]
    return name == owner.name or shared
