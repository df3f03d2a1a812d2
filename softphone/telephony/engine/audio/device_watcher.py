"""Polls the sound devices on a separate thread, so that a hanging sound server blocks nothing else."""

import threading
from collections.abc import Callable
from dataclasses import replace

from softphone.telephony.engine.audio.devices import DeviceList
from softphone.telephony.engine.audio.system_mute import SystemMute


class DeviceWatcher:
    """Calls `on_change` from its thread for the first list and for each that differs from the previous one."""

    def __init__(
        self, find: Callable[[], DeviceList], on_change: Callable[[DeviceList], None], every_s: float
    ) -> None:
        self._find = find
        self._on_change = on_change
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

    def check_now(self) -> None:
        """Polls at once, as a device seems to be gone. From any thread."""
        self._wake.set()

    def _watch(self) -> None:
        last: DeviceList | None = None
        while not self._stopped:
            self._wake.clear()
            found = self._with_mute(self._find())
            if last is None or not found.looks_like(last):
                last = found
                self._on_change(found)
            self._wake.wait(self._every_s)
        self._mute.close()

    def _with_mute(self, found: DeviceList) -> DeviceList:
        return replace(found, muted=self._mute.muted(found.backend))
