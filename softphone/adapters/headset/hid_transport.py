"""The HID library behind two small protocols, so that tests can put a device in its place."""

import logging
import sys
from collections.abc import Iterator
from typing import Any, Protocol

from softphone.domain.audio.headset import TELEPHONY_PAGE

log = logging.getLogger(__name__)
DESCRIPTOR_LIMIT = 4096


class HidDevice(Protocol):
    """`read` waits at most the given time and returns b"" without data; OSError when the device is gone."""

    def descriptor(self) -> bytes: ...

    def read(self, timeout_ms: int) -> bytes: ...

    def write(self, report: bytes) -> None: ...

    def close(self) -> None: ...


class HidTransport(Protocol):
    def telephones(self) -> tuple[tuple[str, bytes], ...]:
        """(name, path) of each device with a telephony collection, each path once."""

    def open(self, path: bytes) -> HidDevice:
        """OSError where this user may not."""


class LibraryTransport:
    """hidapi: hidraw on Linux, hid.dll on Windows, IOKit on macOS."""

    def __init__(self) -> None:
        self._hid = _library()

    def telephones(self) -> tuple[tuple[str, bytes], ...]:
        return tuple(dict(_telephones(self._hid.enumerate())).items())

    def open(self, path: bytes) -> HidDevice:
        device = self._hid.device()
        device.open_path(path)
        return _LibraryDevice(device)


def _library() -> Any:
    """Loaded on the headset thread, so that a missing system library affects only headsets.

    On Linux the wheel's `hid` uses libusb, which detaches the kernel driver and reports no usage pages.
    """
    if sys.platform.startswith("linux"):
        import hidraw

        return hidraw
    import hid

    return hid


class _LibraryDevice:
    def __init__(self, device: Any) -> None:
        self._device = device

    def descriptor(self) -> bytes:
        return bytes(self._device.get_report_descriptor(DESCRIPTOR_LIMIT))

    def read(self, timeout_ms: int) -> bytes:
        return bytes(self._device.read(64, timeout_ms))

    def write(self, report: bytes) -> None:
        if self._device.write(report) < 0:
            raise OSError(self._device.error())

    def close(self) -> None:
        self._device.close()


def _telephones(found: list[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    seen: set[bytes] = set()
    for entry in found:
        if entry["usage_page"] == TELEPHONY_PAGE and entry["path"] not in seen:
            seen.add(entry["path"])
            yield entry["product_string"] or f"{entry['vendor_id']:04x}:{entry['product_id']:04x}", entry["path"]
