"""Looks at the sound devices again and again on a thread of its own: a hanging sound server stops nobody else."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from softphone.telephony.engine.audio.devices import DeviceList
from softphone.telephony.engine.audio.system_mute import SystemMute

log = logging.getLogger(__name__)


class DeviceWatcher:
    """Calls `tell` from its thread for the first list and for each that differs from the one before."""

    def __init__(self, find: Callable[[], DeviceList], tell: Callable[[DeviceList], None], every_s: float) -> None:
        self._find = find
        self._tell = tell
        self._every_s = every_s
        self._mute = SystemMute()
        self._stopped = False
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="device-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        self._stopped = True
        self._wake.set()
        self._thread.join(timeout_s)

    def hurry(self) -> None:
        """A device behaves as if it were gone: look now. From any thread."""
        self._wake.set()

    def _watch(self) -> None:
        last: DeviceList | None = None
        while not self._stopped:
            self._wake.clear()
            found = self._with_mute(self._find())
            if last is None or not found.looks_like(last):
                last = found
                self._tell(found)
            self._wake.wait(self._every_s)
        self._mute.close()

    def _with_mute(self, found: DeviceList) -> DeviceList:
        return replace(found, muted=self._mute.muted(found.backend))
