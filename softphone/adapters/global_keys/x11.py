"""System-wide keys on X11: passive grabs on a separate connection, read by the event loop."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping

from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, XError
from Xlib.protocol import rq

from softphone.adapters.global_keys.requested_keys import UnavailableKeys, asked_for
from softphone.adapters.global_keys.x11_grabs import XGrabs
from softphone.domain.options.key_combinations import GrabFault

log = logging.getLogger(__name__)

LOST = (ConnectionClosedError, OSError)


class X11Keys:
    """Fulfils services.core.ports.GlobalKeys; owns the display. After the server ends, no key is grabbed."""

    def __init__(self, loop: asyncio.AbstractEventLoop, display: Display) -> None:
        self._loop = loop
        self._display: Display | None = display
        self._file = display.fileno()
        self._grabs = XGrabs(display)
        self._listener: Callable[[str], None] = lambda action: None
        self._released: tuple[int, int] | None = None
        display.set_error_handler(_on_error)

    def start(self, listener: Callable[[str], None]) -> None:
        self._listener = listener
        if self._display is not None:
            self._loop.add_reader(self._file, self._read)

    def grab(self, keys: Mapping[str, str]) -> Mapping[str, GrabFault]:
        asked, unreadable = asked_for(keys)
        if self._display is None:
            return UnavailableKeys().grab(keys)
        try:
            faults = self._grabs.replace(asked)
        except LOST as error:
            self._lose(error)
            return UnavailableKeys().grab(keys)
        self._loop.call_soon(self._read)  # the answers may have brought presses along
        return unreadable | faults

    def close(self) -> None:
        display = self._disconnect()
        self._listener = lambda action: None
        if display is not None:
            with contextlib.suppress(*LOST):
                self._grabs.replace({})
                display.close()

    def _read(self) -> None:
        try:
            while self._display is not None and self._display.pending_events():
                self._on_event(self._display.next_event())
        except LOST as error:
            self._lose(error)

    def _on_event(self, event: rq.Event) -> None:
        match event.type:
            case X.KeyPress:
                self._on_press(event)
            case X.KeyRelease:
                self._released = (event.detail, event.time)
            case X.MappingNotify:
                self._on_mapping(event)

    def _on_press(self, event: rq.Event) -> None:
        """A key that is held down is released and pressed again within the same millisecond."""
        action = self._grabs.action_of(event)
        if action is not None and (event.detail, event.time) != self._released:
            self._loop.call_soon(self._on_key, action)

    def _on_key(self, action: str) -> None:
        self._listener(action)

    def _on_mapping(self, event: rq.Event) -> None:
        for action, fault in self._grabs.follow(event).items():
            log.info("the keyboard has changed; the key of %s is %s", action, fault.value)

    def _lose(self, error: Exception) -> None:
        log.warning("the keys that act everywhere are gone with the X server: %s", error)
        self._disconnect()

    def _disconnect(self) -> Display | None:
        display, self._display = self._display, None
        if display is not None:
            self._loop.remove_reader(self._file)
        return display


def open_keys(loop: asyncio.AbstractEventLoop) -> X11Keys | None:
    """None without an X server or on any library error: the telephone starts without system-wide keys."""
    try:
        return X11Keys(loop, Display())
    except Exception as error:
        log.info("no keys that act everywhere: the X server cannot be used (%s)", error)
        return None


def _on_error(error: XError, request: object) -> None:
    log.info("the X server refused: %s", error)
