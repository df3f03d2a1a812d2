"""The sound devices of the machine, listed by miniaudio, and the choice of the sound system."""

import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import miniaudio

from softphone.domain.telephone.events import SoundDevice

log = logging.getLogger(__name__)

MONITOR_SUFFIX = ".monitor"
NO_CARDS = "no soundcards"


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """`handle` is miniaudio's own identifier, valid in this process for the same backend only."""

    device: SoundDevice
    handle: Any
    backend: miniaudio.Backend | None


@dataclass(frozen=True, slots=True)
class DeviceList:
    """All connected devices; empty with backend "" when there is no sound system.

    `muted`: identifiers of the microphones that the system has muted, None where it cannot tell.
    """

    microphones: tuple[FoundDevice, ...] = ()
    speakers: tuple[FoundDevice, ...] = ()
    backend: str = ""
    muted: frozenset[str] | None = None

    def looks_like(self, other: "DeviceList") -> bool:
        return (self.names(), self.muted) == (other.names(), other.muted)

    def names(self) -> tuple[tuple[SoundDevice, ...], tuple[SoundDevice, ...], str]:
        """What a user sees of the list."""
        return tuple(f.device for f in self.microphones), tuple(f.device for f in self.speakers), self.backend


def find_devices() -> DeviceList:
    """Tries each sound system in turn; never on the SIP thread, as a sound server may hang."""
    for backend in candidate_backends(sys.platform, Path("/")):
        try:
            found = _ask(backend)
        except (miniaudio.MiniaudioError, UnicodeDecodeError) as error:
            log.debug("%s: %s", backend, error)
            continue
        if found.microphones or found.speakers:
            return found
    return DeviceList()


def candidate_backends(platform: str, root: Path) -> tuple[miniaudio.Backend | None, ...]:
    """PulseAudio (or PipeWire in its place) first; ALSA and JACK only where they are present, as their libraries
    print errors to the terminal otherwise. None lets miniaudio choose (Windows, macOS)."""
    if not platform.startswith("linux"):
        return (None,)
    chosen: list[miniaudio.Backend | None] = [miniaudio.Backend.PULSEAUDIO]
    if _has_alsa_card(root / "proc/asound/cards"):
        chosen.append(miniaudio.Backend.ALSA)
    if any(file.is_socket() for file in (root / "dev/shm").glob("jack*")):
        chosen.append(miniaudio.Backend.JACK)
    return tuple(chosen)


def _has_alsa_card(cards: Path) -> bool:
    try:
        return NO_CARDS not in cards.read_text()
    except OSError:
        return False


def _ask(backend: miniaudio.Backend | None) -> DeviceList:
    """Calls the C library itself, as miniaudio.Devices omits which device is the default."""
    ffi, lib = miniaudio.ffi, miniaudio.lib
    asked = miniaudio.Devices([backend] if backend is not None else None)
    outputs, inputs = ffi.new("ma_device_info**"), ffi.new("ma_device_info**")
    output_count, input_count = ffi.new("ma_uint32*"), ffi.new("ma_uint32*")
    result = lib.ma_context_get_devices(asked._context, outputs, output_count, inputs, input_count)
    if result != lib.MA_SUCCESS:
        raise miniaudio.MiniaudioError("cannot list devices", result)
    return DeviceList(
        microphones=tuple(_copied(inputs[0], input_count[0], backend)),
        speakers=tuple(_copied(outputs[0], output_count[0], backend)),
        backend=asked.backend,
    )


def _copied(infos: Any, count: int, backend: miniaudio.Backend | None) -> Iterator[FoundDevice]:
    ffi = miniaudio.ffi
    for position in range(count):
        info = infos[position]
        identifier = _identifier(info, backend)
        if identifier.endswith(MONITOR_SUFFIX):
            continue  # a loudspeaker's output, no microphone
        name = ffi.string(info.name).decode("utf-8", "replace")
        device = SoundDevice(identifier, name, bool(info.isDefault))
        yield FoundDevice(device, ffi.new("ma_device_id *", info.id), backend)


def _identifier(info: Any, backend: miniaudio.Backend | None) -> str:
    """The sound system's own name of the device where it is text, else the bytes of miniaudio's identifier."""
    raw = bytes(miniaudio.ffi.buffer(miniaudio.ffi.addressof(info.id)))
    if backend in (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA):
        return raw.split(b"\0", 1)[0].decode("utf-8", "replace")
    return raw.rstrip(b"\0").hex()
